import type { Permission } from '@shouwen/access';
import { clientOpenedV1 } from '@shouwen/contracts';
import type { TestService } from '@shouwen/testing';
import { openSite, shanghai } from '../conduct/conductFixture.ts';
import { addUnits, deposit } from '../deals/dealDeskFixture.ts';
import { openClaim } from '../ownership/index.ts';

const refusal = `... on Refusal { code rule { id } message { zh en } because: explanation { outcome applied { id } rejected { rule { id } } } }`;
const dispute = `id state aboutDeal statementsDueAt closedAt shares { staff { id } parts }
  statements { staff { id } addition said } deals { releasedAt }
  proposals { id isRuling answer answeredBy { id } shares { parts } explanation { outcome } }
  evidence { occasion takenAt items { kind staff { id } at details { name value } } }
  explanation { outcome applied { id } rejected { rule { id } } facts { name value at } policies { preset } }`;
const names = [
  'openDispute',
  'makeStatement',
  'proposeSettlement',
  'agreeToSettlement',
  'ruleDispute',
  'approveRuling',
];
type Act =
  | 'openDispute'
  | 'makeStatement'
  | 'proposeSettlement'
  | 'agreeToSettlement'
  | 'ruleDispute'
  | 'approveRuling';
const mutationOf = (name: string): string => {
  const input = `${name.charAt(0).toUpperCase()}${name.slice(1)}Input`;
  return `mutation ($input: ${input}!) { ${name}(input: $input) { __typename ... on DisputeDone { dispute { ${dispute} } } ${refusal} } }`;
};
const mutations = Object.fromEntries(names.map((name) => [name, mutationOf(name)]));
const byId = `query ($id: ID!) { dispute(id: $id) { ${dispute} } }`;
const dealById = `query ($id: ID!) { deal(id: $id) { consultants { staff { id } parts role }
  explanation { outcome applied { id } facts { name value } } } }`;

export type Fact = { readonly name: string; readonly value: string | null; readonly at: string | null };
export type Seen = {
  readonly id: string;
  readonly state: string;
  readonly statementsDueAt: string;
  readonly shares: readonly { readonly staff: { readonly id: string }; readonly parts: number }[] | null;
  readonly deals: readonly { readonly releasedAt: string | null }[];
  readonly proposals: readonly { readonly id: string; readonly answer: string | null; readonly isRuling: boolean }[];
  readonly evidence: readonly { readonly occasion: string; readonly items: readonly { readonly kind: string }[] }[];
  readonly explanation: { readonly outcome: string; readonly facts: readonly Fact[] };
};
export type Answer = { readonly __typename: string; readonly code?: string; readonly dispute: Seen };

const party: Permission[] = ['dispute.open', 'deal.record', 'unit.read', 'deal.readOwn', 'claim.read'];
const rights: Readonly<Record<string, readonly Permission[]>> = {
  manager: [...party, 'dispute.read', 'dispute.rule', 'deal.read', 'unit.manage', 'claim.manage'],
  director: ['dispute.read', 'dispute.rule', 'dispute.approve', 'deal.read'],
};

/** A site with Li, Zhao and Sun, a manager and a director, where clients are received, units sold and disputes carried out. For tests. */
export const disputeDesk = async (service: TestService, preset: 'one-month' | 'triple-confirmation') => {
  const site = await openSite(service, preset);
  const { db, newId } = service.world;
  const [li, zhao, sun] = [await site.hire(), await site.hire(), await site.hire()];
  const [manager, director] = [await site.hire('sales-manager'), await site.hire('sales-director')];
  const named: Record<string, readonly Permission[] | undefined> = {
    [manager]: rights.manager,
    [director]: rights.director,
  };
  const as = (who: string, time: string, permissions?: readonly Permission[]) =>
    site.as(who, permissions ?? named[who] ?? party, time);

  const act = async (name: Act, who: string, time: string, input: Record<string, unknown>): Promise<Answer> => {
    const asked = { input: { idempotencyKey: newId(), ...input } };
    return (await as(who, time).ask<Record<string, Answer>>(mutations[name] ?? '', asked))[name] as Answer;
  };
  const received = async (clientId: string, receiverId: string, time: string): Promise<void> => {
    const who = { visitId: newId(), siteId: site.siteId, clientId, receiverId, actingFor: null };
    const visit = { ...who, receivedAt: shanghai(time), forgotWhom: true, kind: 'client' as const };
    const registered = { visit, registeredAt: visit.receivedAt, inPublicRegister: true, clientSays: null, newId };
    await db.transaction((tx) => openClaim(tx, registered));
  };
  /** Received by Li; whoever else is named left a follow-up or a visit in the registers too. */
  const aClient = async (
    time: string,
    owner: string | null = li,
    alsoKnownTo: readonly string[] = [zhao],
  ): Promise<string> => {
    const clientId = newId();
    const record = { clientId, number: newId(), siteId: site.siteId, openedAt: shanghai(time).toISOString() };
    await service.hear(clientOpenedV1, record, shanghai(time));
    if (owner !== null) await received(clientId, owner, time);
    for (const staffId of alsoKnownTo)
      await db.transaction((tx) =>
        tx.query(
          `INSERT INTO phone_call (call_id, site_id, client_id, consultant_id, answered_at, explanation_id, taken_by)
           VALUES ($1, $2, $3, $4, $5, $1, 'test')`,
          [newId(), site.siteId, clientId, staffId, shanghai(time)],
        ),
      );
    return clientId;
  };
  /** The manager's daily confirmation, which one-month asks for (SR-2.02). */
  const confirm = async (clientId: string): Promise<void> => {
    await db.transaction((tx) => tx.query(`UPDATE claim SET confirmation = 'given' WHERE client_id = $1`, [clientId]));
  };
  const sell = async (clientId: string, time: string, by: string = li): Promise<string> => {
    const unit = { building: '1', floor: 3, layout: '三房', area: 112.5, orientation: '南', listPrice: 100_000_000 };
    const input = { idempotencyKey: newId(), siteId: site.siteId, units: [{ ...unit, number: newId().slice(-12) }] };
    const added = await as(manager, time).ask<{ addUnits: { units: { id: string }[] } }>(addUnits, { input });
    const paid = { idempotencyKey: newId(), unitId: added.addUnits.units[0]?.id, clientId, price: 100_000_000 };
    const sold = await as(by, time).ask<{ recordDeposit: { deal: { id: string } } }>(deposit, { input: paid });
    return sold.recordDeposit.deal.id;
  };
  const open = (
    clientId: string,
    time: string,
    more: Record<string, unknown> = {},
    by: string = zhao,
  ): Promise<Answer> =>
    act('openDispute', by, time, { siteId: site.siteId, clientId, oneSide: li, otherSide: zhao, ...more });
  /** Opened by Zhao, and both have told their case. */
  const heard = async (clientId: string, time: string, more: Record<string, unknown> = {}): Promise<string> => {
    const { dispute: opened } = await open(clientId, time, more);
    for (const side of [li, zhao]) await act('makeStatement', side, time, { disputeId: opened.id, said: '客户是我的' });
    return opened.id;
  };
  const split = (one: number, other: number) => [
    { staffId: li, parts: one },
    { staffId: zhao, parts: other },
  ];
  /** Puts parameters of the site's policy in force from that day on, as the director does. */
  const changePolicy = async (from: string, parameters: Record<string, unknown>): Promise<void> => {
    const overrides = Object.entries(parameters).map(([key, value]) => ({ key, value: JSON.stringify(value) }));
    const effectiveFrom = `${from}T00:00:00+08:00`;
    const input = { idempotencyKey: newId(), siteId: site.siteId, effectiveFrom, overrides };
    const change = 'mutation ($input: ChangePolicyInput!) { changePolicy(input: $input) { __typename } }';
    const asked = await as(director, `${from}T00:00:00`, ['policy.change']).ask(change, { input });
    if (JSON.stringify(asked) !== '{"changePolicy":{"__typename":"PolicyChanged"}}')
      throw new Error(JSON.stringify(asked));
  };
  const see = async (who: string, time: string, id: string): Promise<Seen | null> =>
    (await as(who, time).ask<{ dispute: Seen | null }>(byId, { id })).dispute;
  const dealOf = async (id: string): Promise<Record<string, unknown>> =>
    (await as(manager, '2026-12-01T12:00:00').ask<{ deal: Record<string, unknown> }>(dealById, { id })).deal;
  const toldOfDeal = async (dealId: string): Promise<string[]> => {
    const rows: { type: string }[] = await db.read((tx) =>
      tx.query('SELECT type FROM outbox WHERE aggregate_id = $1 ORDER BY position', [dealId]),
    );
    return rows.map(({ type }) => type.replace('sales-reception.deal.', '').replace('.v1', ''));
  };
  const people = { li, zhao, sun, manager, director };
  return {
    ...site,
    ...people,
    db,
    as,
    act,
    received,
    aClient,
    confirm,
    sell,
    open,
    heard,
    split,
    changePolicy,
    see,
    dealOf,
    toldOfDeal,
  };
};

export type DisputeDesk = Awaited<ReturnType<typeof disputeDesk>>;
