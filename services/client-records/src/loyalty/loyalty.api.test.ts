import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type DataOf, dealCancelledV1, dealClosedV1 } from '@shouwen/contracts';
import { staffViewer } from '@shouwen/testing';
import { type CareDesk, openCareDesk } from '../care/careFixture.ts';
import { restrictClients } from '../clients/index.ts';

let desk: CareDesk;
let manager: CareDesk['manager'];
let colleague: CareDesk['manager'];
let li: CareDesk['manager'];
let zhao: CareDesk['manager'];
let elsewhere: CareDesk['manager'];
beforeAll(async () => {
  desk = await openCareDesk();
  const { ids, site, otherSite } = desk;
  const managing = [
    'client.readSite',
    'points.read',
    'points.manage',
    'care.plan',
    'care.read',
    'client.merge',
  ] as const;
  manager = staffViewer(ids.manager, { [site]: managing });
  colleague = staffViewer(ids.advisor, { [site]: managing });
  li = staffViewer(ids.li, { [site]: ['client.readOwn', 'points.read'] });
  zhao = staffViewer(ids.zhao, { [site]: ['client.readOwn', 'points.read'] });
  elsewhere = staffViewer(ids.elsewhere, { [otherSite]: managing });
});
afterAll(() => desk.service.stop());

const shown = `query ($id: ID!) { client(id: $id) { points { balance lapsed owed level { key } entries(first: 50) { edges { node {
  kind reason points owed referenceKind explanation { outcome applied { id } } } } } } } }`;
const plan = `mutation ($input: PlanCareEventInput!) { planCareEvent(input: $input) { ... on CareEventDone { event { id } } } }`;
const attend = `mutation ($input: RecordCareAttendanceInput!) { recordCareAttendance(input: $input) { __typename
  ... on Refusal { code } } }`;
const offer = `mutation ($input: OfferPointsRewardInput!) { offerPointsReward(input: $input) {
  ... on PointsRewardDone { reward { id } } } }`;
const act = `__typename ... on PointsActDone { act { id state points explanation { outcome } } } ... on Refusal { code }`;
const redeem = `mutation ($input: RedeemPointsInput!) { redeemPoints(input: $input) { ${act} } }`;
const correct = `mutation ($input: CorrectPointsInput!) { correctPoints(input: $input) { ${act} } }`;
const decide = `mutation ($input: DecidePointsActInput!) { decidePointsAct(input: $input) { ${act} } }`;
const pending = `query ($siteId: ID!) { pointsActs(siteId: $siteId) { edges { node { id client { id } } } } }`;

const mergeThem = `mutation ($input: MergeClientsInput!) { mergeClients(input: $input) { ... on ClientsMerged { merge { id } } } }`;
const part = `mutation ($input: UndoMergeInput!) { undoMerge(input: $input) { __typename } }`;

type Entry = { kind: string; reason: string; points: number; owed: number; explanation: { applied: { id: string }[] } };
type Points = { balance: number; lapsed: number; owed: number; level: { key: string } | null; entries: Entry[] };

const pointsOf = async (id: string, when = '2026-05-20', who = manager): Promise<Points | null> => {
  const { client } = await desk.at(who, when).ask<{ client: { points: never } | null }>(shown, { id });
  const points = (client?.points ?? null) as unknown as (Points & { entries: { edges: { node: Entry }[] } }) | null;
  return points && { ...points, entries: points.entries.edges.map(({ node }) => node) };
};
const deal = async (clientId: string, closedOn: string, priceFen: number): Promise<string> => {
  const dealId = desk.service.world.newId();
  const what = { dealId, siteId: desk.site, clientId, unitId: dealId, priceFen, product: 'flat', policyVersion: 1 };
  const days = { closedOn, subscribedOn: closedOn, closedAt: `${closedOn}T15:00:00+08:00` };
  const who = { channel: 'none', introducerId: null, consultants: [], rules: [] } satisfies Partial<
    DataOf<typeof dealClosedV1>
  >;
  await desk.service.hear(dealClosedV1, { ...what, ...days, ...who }, desk.time(closedOn));
  return dealId;
};
const cancel = (dealId: string, on: string) => {
  const cancelled = { dealId, cancelledAt: `${on}T10:00:00+08:00`, cancelledOn: on };
  return desk.service.hear(dealCancelledV1, { ...cancelled, fault: 'client', reason: 'x' }, desk.time(on));
};
const event = async (): Promise<string> => {
  const what = { siteId: desk.site, kind: 'EVENT', title: '联谊会', place: '售楼处', plannedCostFen: 1 };
  const planned = await desk.mutate(manager, '2026-05-01', plan, { ...what, at: '2026-05-10T14:00:00+08:00' });
  return (planned.event as { id: string }).id;
};
const came = (eventId: string, guests: readonly object[], when = '2026-05-10T18:00:00+08:00') =>
  desk.mutate(manager, when, attend, { eventId, guests });
const reward = async (points: number): Promise<string> => {
  const what = { siteId: desk.site, kind: 'GIFT', zh: '茶具', en: 'Tea set', points, validFrom: '2026-05-01' };
  const offered = await desk.mutate(manager, '2026-05-01', offer, what);
  return (offered.reward as { id: string }).id;
};
const withPoints = async (points: number, when = '2026-05-11'): Promise<string> => {
  const clientId = await desk.client();
  const asked = { siteId: desk.site, clientId, points, reason: 'CARRIED_OVER' };
  const { act: made } = await desk.mutate(manager, when, correct, asked);
  await desk.mutate(colleague, when, decide, { actId: (made as { id: string }).id, approve: true });
  return clientId;
};
const sumOf = ({ entries }: Points) => entries.reduce((sum, { points }) => sum + points, 0);

describe('CR-6.04 loyalty points', () => {
  it('are earned for a new client brought to an event and what is sold there, whatever is heard first; taken back they stop at zero', async () => {
    const [old, fresh, eventId] = [await desk.client(), await desk.client(), await event()];
    const dealId = await deal(fresh, '2026-05-10', 250_099_999);
    await came(eventId, [
      { clientId: old, came: true },
      { clientId: fresh, came: true, broughtBy: old },
    ]);
    const earned = await pointsOf(old);
    expect(earned).toMatchObject({ balance: 250_100, owed: 0 });
    expect(earned?.entries.map(({ reason, points }) => [reason, points]).sort()).toEqual([
      ['EVENT_SALE', 250_000],
      ['NEW_CLIENT_BROUGHT', 100],
    ]);
    for (const { explanation } of earned?.entries ?? []) expect(explanation.applied).toEqual([{ id: 'CR-6.04' }]);
    expect(await pointsOf(fresh)).toMatchObject({ balance: 100, level: { key: 'silver' } });
    const gift = await reward(250_000);
    const asked = { siteId: desk.site, clientId: old, rewardId: gift };
    const { act: made } = await desk.mutate(manager, '2026-05-12', redeem, asked);
    expect(made).toMatchObject({ state: 'PENDING' });
    const actId = (made as { id: string }).id;
    const own = await desk.mutate(manager, '2026-05-12', decide, { actId, approve: true });
    expect(own).toMatchObject({ code: 'POINTS_NEED_ANOTHER_PERSON' });
    expect(await pointsOf(old)).toMatchObject({ balance: 250_100 });
    await desk.mutate(colleague, '2026-05-12', decide, { actId, approve: true });
    expect(await pointsOf(old)).toMatchObject({ balance: 100 });
    for (const _ of [1, 2]) await cancel(dealId, '2026-05-13');
    const owing = await pointsOf(old);
    expect(owing).toMatchObject({ balance: 0, owed: 249_900 });
    expect(owing && sumOf(owing)).toBe(0);
    expect(await pointsOf(fresh)).toMatchObject({ balance: 0, owed: 0, level: { key: 'member' } });
    const again = await withPoints(1);
    expect(await pointsOf(again)).toMatchObject({ balance: 1 });
  });

  it('are taken back when nobody was brought after all, and nothing is earned twice', async () => {
    const [old, fresh, eventId] = [await desk.client(), await desk.client(), await event()];
    const brought = { clientId: fresh, came: true, broughtBy: old };
    for (const _ of [1, 2]) await came(eventId, [{ clientId: old, came: true }, brought]);
    expect(await pointsOf(old)).toMatchObject({ balance: 100 });
    await came(eventId, [{ clientId: fresh, came: true }]);
    expect(await pointsOf(old)).toMatchObject({ balance: 0, owed: 0 });
    await came(eventId, [brought]);
    expect(await pointsOf(old)).toMatchObject({ balance: 100 });
  });

  it('fit for exactly one of two redemptions at once', async () => {
    const [clientId, gift] = [await withPoints(150), await reward(100)];
    const asked = { siteId: desk.site, clientId, rewardId: gift };
    const once = () => desk.mutate(manager, '2026-05-12', redeem, asked);
    const answers = await Promise.all([once(), once()]);
    expect(answers.map(({ code, act: made }) => code ?? (made as { state: string }).state).sort()).toEqual([
      'DONE',
      'POINTS_INSUFFICIENT',
    ]);
    const left = await pointsOf(clientId);
    expect(left).toMatchObject({ balance: 50 });
    expect(left && sumOf(left)).toBe(50);
  });

  it('expire by the calendar, whether the timer came or not, and are written off by it', async () => {
    const clientId = await withPoints(80, '2024-05-21');
    expect(await pointsOf(clientId, '2026-05-20')).toMatchObject({ balance: 80, lapsed: 0 });
    expect(await pointsOf(clientId, '2026-05-21')).toMatchObject({ balance: 0, lapsed: 80 });
    const asked = { siteId: desk.site, clientId, rewardId: await reward(1) };
    expect(await desk.mutate(manager, '2026-05-21', redeem, asked)).toMatchObject({ code: 'POINTS_INSUFFICIENT' });
    await desk.service.doDue(desk.time('2026-05-21'));
    await desk.service.doDue(desk.time('2026-05-22'));
    const after = await pointsOf(clientId, '2026-05-21');
    expect(after).toMatchObject({ balance: 0, lapsed: 0 });
    expect(after?.entries.map(({ kind, points }) => [kind, points])).toEqual([
      ['EXPIRED', -80],
      ['CORRECTED', 80],
    ]);
  });

  it('are seen by who may read the client and points: to others there are none, and no act on them', async () => {
    const clientId = await withPoints(10);
    await desk.claim(clientId, '2026-05-01');
    const asked = { siteId: desk.site, clientId, points: -5, reason: 'MISCOUNTED' };
    const { act: made } = await desk.mutate(manager, '2026-05-12', correct, asked);
    expect(await pointsOf(clientId, '2026-05-12', li)).toMatchObject({ balance: 10 });
    for (const who of [zhao, elsewhere]) expect(await pointsOf(clientId, '2026-05-12', who)).toBeNull();
    const without = staffViewer(desk.ids.manager, { [desk.site]: ['client.readSite'] });
    expect(await pointsOf(clientId, '2026-05-12', without)).toBeNull();
    const input = { idempotencyKey: 'e', actId: (made as { id: string }).id, approve: true };
    const refused = await desk.at(elsewhere, '2026-05-12').send(decide, { input });
    expect(refused.errors?.[0]?.extensions?.code).toBe('NOT_FOUND');
    const trail = await desk.rows(`SELECT FROM audit_entry WHERE action = 'points.decide' AND decision = 'refused'`);
    expect(trail).toHaveLength(1);
    const listed = await desk.at(zhao, '2026-05-12').ask<{ pointsActs: { edges: unknown[] } }>(pending, {
      siteId: desk.site,
    });
    expect(listed.pointsActs.edges).toEqual([]);
  });

  it('of two records that turn out to be one person are one balance, spent from both, and parted with them', async () => {
    const [one, other] = [await withPoints(60), await withPoints(70)];
    const twice = { survivingId: one, mergedId: other, because: '同一客户重复建档' };
    const { merge } = await desk.mutate(manager, '2026-05-12', mergeThem, twice);
    expect(await pointsOf(one)).toMatchObject({ balance: 130 });
    const asked = { siteId: desk.site, clientId: one, rewardId: await reward(100) };
    await desk.mutate(manager, '2026-05-12', redeem, asked);
    expect(await pointsOf(one)).toMatchObject({ balance: 30 });
    const { id: mergeId } = merge as { id: string };
    await desk.mutate(manager, '2026-05-13', part, { mergeId, because: '并非同一人' });
    expect(await pointsOf(one)).toMatchObject({ balance: 0 });
    expect(await pointsOf(other)).toMatchObject({ balance: 30 });
  });

  it('of an erased client stay as entries that name nobody, and no more are earned', async () => {
    const clientId = await withPoints(40);
    const since = desk.time('2026-05-14');
    await desk.service.world.db.transaction((tx) => restrictClients(tx, [clientId], { kind: 'erased', since }));
    await deal(clientId, '2026-05-15', 100_000);
    const rows = await desk.rows(`SELECT reason, points FROM points_entry WHERE client_id = '${clientId}'`);
    expect(rows).toEqual([{ reason: 'carried-over', points: 40 }]);
  });

  it('of the ledger are neither changed nor deleted, and no balance falls below zero', async () => {
    const clientId = await withPoints(5);
    const run = (sql: string) => desk.service.world.db.transaction((tx) => tx.query(sql, [clientId]));
    await expect(run('DELETE FROM points_entry WHERE client_id = $1')).rejects.toThrow(/permission/);
    await expect(run('UPDATE points_entry SET points = 9 WHERE client_id = $1')).rejects.toThrow(/permission/);
    await expect(run('UPDATE points_account SET balance = -1 WHERE client_id = $1')).rejects.toThrow(/check/);
  });
});
