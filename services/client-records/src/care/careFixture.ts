import type { Permission } from '@shouwen/access';
import { claimOpenedV1 } from '@shouwen/contracts';
import { staffViewer, testService } from '@shouwen/testing';
import { clientRecords } from '../service.ts';

const identify = `mutation ($input: IdentifyClientInput!) { identifyClient(input: $input) {
  ... on ClientIdentified { client { id } } } }`;
const record = `mutation ($input: RecordConsentInput!) { recordConsent(input: $input) { __typename ... on Refusal { code } } }`;

const carers: Permission[] = ['client.readSite', 'care.read', 'care.handle', 'care.plan', 'lostClient.handle'];
const consulting: Permission[] = ['client.readOwn', 'care.read', 'care.handle', 'consent.record'];

/** A site with two consultants and client service, one more site, and clients who come to the desk. For tests. */
export const openCareDesk = async () => {
  const service = await testService(clientRecords);
  const { newId } = service.world;
  const [site, otherSite] = [newId(), newId()];
  const ids = { li: newId(), zhao: newId(), advisor: newId(), manager: newId(), desk: newId(), elsewhere: newId() };
  const viewer = (staffId: string, permissions: readonly Permission[], at = site) =>
    staffViewer(staffId, { [at]: permissions });
  const desk = viewer(ids.desk, ['client.identify', 'client.readSite', 'consent.record']);
  const time = (when: string) => new Date(when.length > 10 ? when : `${when}T10:00:00+08:00`);
  const at = (who: typeof desk, when: string) => service.as(who, time(when));
  let keys = 0;
  /** Asks a mutation with one field; answers what that field holds. */
  const mutate = async (who: typeof desk, when: string, query: string, input: object) => {
    keys += 1;
    const told = { input: { idempotencyKey: `k${keys}`, ...input } };
    const answer = await at(who, when).ask<Record<string, Record<string, unknown>>>(query, told);
    return Object.values(answer)[0] as Record<string, unknown>;
  };
  const client = async (siteId = site, when = '2026-03-01'): Promise<string> => {
    keys += 1;
    const who = siteId === site ? desk : viewer(ids.desk, ['client.identify', 'client.readSite'], siteId);
    const asked = { siteId, name: '许丽', phone: `139${String(keys).padStart(8, '0')}` };
    const answer = await mutate(who, when, identify, asked);
    return (answer as { client: { id: string } }).client.id;
  };
  const consent = (clientId: string, purpose: string, given = true, when = '2026-03-01') =>
    mutate(desk, when, record, { siteId: site, clientId, purpose, given, how: 'SPOKEN', evidence: '登记表 12' });
  const claim = async (clientId: string, openedOn: string, consultantId = ids.li): Promise<string> => {
    const claimId = newId();
    const window = { openedOn, validThrough: '2027-12-31', freshThrough: null };
    const opened = { claimId, clientId, siteId: site, consultantId, rules: [], ...window };
    await service.hear(claimOpenedV1, opened, time(openedOn));
    return claimId;
  };
  return {
    ...{ service, site, otherSite, ids, time, at, mutate, client, consent, claim },
    li: viewer(ids.li, consulting),
    zhao: viewer(ids.zhao, consulting),
    advisor: viewer(ids.advisor, carers),
    manager: viewer(ids.manager, carers),
    elsewhere: viewer(ids.elsewhere, carers, otherSite),
    rows: <Row>(sql: string): Promise<Row[]> => service.world.db.read((tx) => tx.query(sql)),
  };
};

export type CareDesk = Awaited<ReturnType<typeof openCareDesk>>;
