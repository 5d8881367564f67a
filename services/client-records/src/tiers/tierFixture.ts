import type { Permission } from '@shouwen/access';
import {
  claimOpenedV1,
  clientOpenedV1,
  creditGradedV1,
  dealCancelledV1,
  dealClosedV1,
  dealPaymentReceivedV1,
  dealTermsChangedV1,
  postAssignedV1,
} from '@shouwen/contracts';
import { staffViewer, testService } from '@shouwen/testing';
import { clientRecords } from '../service.ts';

const identify = `mutation ($input: IdentifyClientInput!) { identifyClient(input: $input) {
  ... on ClientIdentified { client { id } } } }`;

const heads: Permission[] = ['client.readSite', 'tier.read', 'tier.review', 'tier.except', 'vip.manage'];

/** A site with consultants and heads, one more site, clients and their deals. For tests. */
export const openTierDesk = async () => {
  const service = await testService(clientRecords);
  const { newId } = service.world;
  const [site, otherSite] = [newId(), newId()];
  const ids = { li: newId(), zhao: newId(), manager: newId(), head: newId(), director: newId(), elsewhere: newId() };
  const viewer = (staffId: string, permissions: readonly Permission[], at = site) =>
    staffViewer(staffId, { [at]: permissions });
  const time = (when: string) => new Date(when.length > 10 ? when : `${when}T10:00:00+08:00`);
  const at = (who: ReturnType<typeof viewer>, when: string) => service.as(who, time(when));
  let keys = 0;
  /** Asks a mutation with one field; answers what that field holds. */
  const mutate = async (who: ReturnType<typeof viewer>, when: string, query: string, input: object) => {
    keys += 1;
    const answer = await at(who, when).ask<Record<string, Record<string, unknown>>>(query, {
      input: { idempotencyKey: `k${keys}`, ...input },
    });
    return Object.values(answer)[0] as Record<string, unknown>;
  };
  /** What becomes of it: the code of the refusal, or of the error; `done` else. */
  const outcome = async (who: ReturnType<typeof viewer>, when: string, query: string, input: object) => {
    keys += 1;
    const told = { input: { idempotencyKey: `k${keys}`, ...input } };
    const { data, errors } = await at(who, when).send<Record<string, { code?: string } | null>>(query, told);
    return errors?.[0]?.extensions?.code ?? Object.values(data ?? {})[0]?.code ?? 'done';
  };
  const client = async (when: string, siteId = site): Promise<string> => {
    const desk = viewer(ids.manager, ['client.identify', 'client.readSite'], siteId);
    const asked = { siteId, name: '许丽', phone: `139${String(keys).padStart(8, '0')}` };
    const answer = (await mutate(desk, when, identify, asked)) as { client: { id: string } };
    const { id: clientId } = answer.client;
    await service.hear(
      clientOpenedV1,
      { clientId, number: `K${keys}`, siteId, openedAt: time(when).toISOString() },
      time(when),
    );
    return clientId;
  };
  const deal = async (clientId: string, closedOn: string, { yuan = 1_000_000, paid = true, siteId = site } = {}) => {
    const dealId = newId();
    const what = { dealId, siteId, clientId, unitId: newId(), priceFen: yuan * 100, product: 'flat', policyVersion: 1 };
    const days = { closedOn, subscribedOn: closedOn, closedAt: `${closedOn}T15:00:00+08:00` };
    const who = { channel: 'none' as const, introducerId: null, consultants: [], rules: [] };
    await service.hear(dealClosedV1, { ...what, ...days, ...who }, time(closedOn));
    if (paid) await pay(dealId, closedOn, yuan);
    return dealId;
  };
  const pay = (dealId: string, on: string, yuan: number) => {
    const payment = { dealId, siteId: site, paymentId: newId(), kind: 'mortgage', amountFen: yuan * 100 } as const;
    return service.hear(dealPaymentReceivedV1, { ...payment, receivedAt: time(on).toISOString() }, time(on));
  };
  const cancel = (dealId: string, cancelledOn: string) => {
    const why = { fault: 'client', reason: 'no loan' } as const;
    return service.hear(
      dealCancelledV1,
      { dealId, cancelledOn, cancelledAt: time(cancelledOn).toISOString(), ...why },
      time(cancelledOn),
    );
  };
  const rename = (dealId: string, clientId: string, yuan: number) => {
    const terms = { dealId, siteId: site, kind: 'name-change' as const, clientId, unitId: dealId, product: 'flat' };
    const changedAt = '2027-04-02T09:00:00+08:00';
    return service.hear(dealTermsChangedV1, { ...terms, rules: [], priceFen: yuan * 100, changedAt }, time(changedAt));
  };
  const claim = (clientId: string, openedOn: string, consultantId = ids.li) => {
    const window = { openedOn, validThrough: '2029-12-31', freshThrough: null };
    const opened = { claimId: newId(), clientId, siteId: site, consultantId, rules: [], ...window };
    return service.hear(claimOpenedV1, opened, time(openedOn));
  };
  const grade = (clientId: string, credit: 'A' | 'B' | 'C' | 'D', gradedOn: string, overdueDays = 0) =>
    service.hear(creditGradedV1, { clientId, grade: credit, gradedOn, overdueDays }, time(gradedOn));
  const post = { postId: newId(), staffId: ids.li, siteId: site, role: 'consultant', rosterOrder: 1 };
  await service.hear(postAssignedV1, { ...post, from: '2026-01-01', to: null }, time('2026-01-01'));
  return {
    ...{ service, site, otherSite, ids, time, at, mutate, outcome, client, deal, pay, cancel, rename, claim, grade },
    li: viewer(ids.li, ['client.readOwn', 'tier.read']),
    zhao: viewer(ids.zhao, ['client.readOwn', 'tier.read']),
    manager: viewer(ids.manager, ['client.readSite', 'tier.read', 'tier.review']),
    head: viewer(ids.head, heads),
    director: viewer(ids.director, heads, '*'),
    elsewhere: viewer(ids.elsewhere, heads, otherSite),
    due: (when: string) => service.doDue(time(when)),
    rows: <Row>(sql: string): Promise<Row[]> => service.world.db.read((tx) => tx.query(sql)),
  };
};

export type TierDesk = Awaited<ReturnType<typeof openTierDesk>>;
