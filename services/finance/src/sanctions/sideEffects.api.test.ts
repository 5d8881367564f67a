import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { dealClosedV1, siteOpenedV1 } from '@shouwen/contracts';
import { type TestService, testService } from '@shouwen/testing';
import { closedDealEvent } from '../commission/eventFixture.ts';
import { finance } from '../service.ts';
import { type GraphFine, now, type SanctionsSite, sanctionsSite } from './sanctionsFixture.ts';

let service: TestService;
let site: SanctionsSite;

beforeAll(async () => {
  service = await testService(finance);
});
afterAll(() => service.stop());
beforeEach(async () => {
  site = await sanctionsSite(service);
});

const told = (type: string): Promise<{ data: Record<string, unknown> }[]> =>
  service.world.db.read((tx) =>
    tx.query(`select data from outbox where type = $1 and data->>'siteId' = $2 order by position`, [type, site.siteId]),
  );
const propose = async (changes: Parameters<SanctionsSite['record']>[0]): Promise<string> => {
  await site.record(changes);
  return (await site.fines())[0]?.id ?? '';
};
const confirm = (fineId: string, input: object = {}) =>
  site.act(site.people.manager(), 'confirmFine', { fineId, ...input });
const fineOf = async (changes: Parameters<SanctionsSite['record']>[0], input: object = {}): Promise<GraphFine> => {
  const answer = await confirm(await propose(changes), input);
  expect(answer).toMatchObject({ fine: { state: 'CONFIRMED' } });
  return answer.fine as GraphFine;
};

describe('suspension from the floor', () => {
  const days = { from: '2026-03-11', through: '2026-03-13' };

  it('the manager sets the days, and the others are told', async () => {
    const id = await propose({ code: 'V-27' });
    expect(await confirm(id)).toMatchObject({ code: 'SUSPENSION_TIME_NEEDED' });
    expect(await confirm(id, { suspension: days })).toMatchObject({
      fine: { effects: ['SUSPEND'], suspension: { from: '2026-03-11', through: '2026-03-13', liftedAt: null } },
    });
    const [imposed] = await told('finance.suspension.imposed.v1');
    expect(imposed?.data).toMatchObject({ staffId: site.ids.li, ...days, code: 'V-27', imposedAt: now.toISOString() });
    expect((await told('finance.fine.confirmed.v1'))[0]?.data).toMatchObject({ fineId: id, sideEffects: ['suspend'] });
  });

  it.each([
    ['beginning yesterday', '2026-03-10', '2026-03-13', 'SUSPENSION_TIME_WRONG'],
    ['ending before it begins', '2026-03-12', '2026-03-11', 'SUSPENSION_TIME_WRONG'],
    ['of 90 days', '2026-03-11', '2026-06-08', null],
    ['of 91 days', '2026-03-11', '2026-06-09', 'SUSPENSION_TIME_WRONG'],
    ['of one day', '2026-03-11', '2026-03-11', null],
    ['until it is lifted', '2026-03-11', null, null],
  ])('%s', async (_, from, through, code) => {
    const answer = await confirm(await propose({ code: 'V-13' }), { suspension: { from, through } });
    expect(answer).toMatchObject(code ? { code } : { fine: { suspension: { from, through } } });
  });

  it('none where the code has none', async () => {
    const id = await propose({ code: 'V-01' });
    expect(await confirm(id, { suspension: days })).toMatchObject({ code: 'EFFECT_NOT_ALLOWED' });
    expect(await confirm(id, { effects: ['SUSPEND'], suspension: days })).toMatchObject({ code: 'EFFECT_NOT_ALLOWED' });
    expect(await told('finance.suspension.imposed.v1')).toEqual([]);
  });

  it('lifted before its end by a manager, once, and not by the one suspended', async () => {
    const { suspension } = await fineOf({ code: 'V-27' }, { suspension: days });
    const lift = (who: ReturnType<typeof site.people.li>) =>
      site.act(who, 'liftSuspension', { suspensionId: suspension?.id, reason: 'short of hands' });
    expect(await lift(site.as(site.ids.li, ['fine.confirm'], now))).toMatchObject({ code: 'OWN_SUSPENSION' });
    expect(await lift(site.people.director())).toEqual({
      __typename: 'SuspensionLifted',
      suspensionId: suspension?.id,
    });
    expect((await told('finance.suspension.lifted.v1'))[0]?.data).toMatchObject({ suspensionId: suspension?.id });
    expect(await lift(site.people.director())).toMatchObject({ code: 'SUSPENSION_OVER' });
  });

  it.each([
    ['on its last day', '2026-03-13T23:59:59+08:00', false],
    ['on the next', '2026-03-14T00:00:00+08:00', true],
  ])('is over by itself: %s', async (_, at, isOver) => {
    const { suspension } = await fineOf({ code: 'V-27' }, { suspension: days });
    const input = { suspensionId: suspension?.id, reason: 'enough' };
    const answer = await site.act(site.people.manager(new Date(at)), 'liftSuspension', input);
    expect(answer).toMatchObject(isOver ? { code: 'SUSPENSION_OVER' } : { suspensionId: suspension?.id });
  });
});

describe('commission kept back', () => {
  const withheld = `query ($site: ID!, $li: ID!) { ledgerAccount(account: { kind: COMMISSION_WITHHELD, siteId: $site, holderId: $li },
    at: "2026-12-31T00:00:00+08:00") { balance { fen } } }`;
  const withheldFen = async () => {
    const finance = service.as(
      { kind: 'staff', staffId: site.newId(), sessionId: 's', grants: { '*': ['ledger.read'] } },
      now,
    );
    const answer = await finance.ask<{ ledgerAccount: { balance: { fen: number } } | null }>(withheld, {
      site: site.siteId,
      li: site.ids.li,
    });
    return answer.ledgerAccount?.balance.fen ?? 0;
  };
  const sell = async (): Promise<string> => {
    const consultants = [{ staffId: site.ids.li, parts: 100, role: 'owner' as const }];
    const dealId = site.newId();
    await service.hear(dealClosedV1, closedDealEvent({ siteId: site.siteId, dealId, consultants }), now);
    return dealId;
  };

  it('V-32 that of the reserved unit which was sold; offering alone keeps nothing back', async () => {
    const dealId = await sell();
    await sell();
    await fineOf({ code: 'V-32' });
    expect(await withheldFen()).toBe(0);
    const { effects } = await fineOf({ code: 'V-32', dealId });
    expect([effects, await withheldFen()]).toEqual([['WITHHOLD_DEAL'], 1_000_000]);
  });

  it('V-36 the month’s, when grave', async () => {
    await sell();
    await fineOf({ code: 'V-36' });
    expect(await withheldFen()).toBe(0);
    const { effects } = await fineOf({ code: 'V-36', grave: true });
    expect([effects, await withheldFen()]).toEqual([['WITHHOLD_MONTH', 'DISMISSAL'], 1_000_000]);
  });

  it('V-37 all, or one deal’s; and it is owed again when the fine is taken back', async () => {
    await sell();
    const id = await propose({ code: 'V-37' });
    expect(await confirm(id)).toMatchObject({ code: 'EFFECT_MISSING' });
    expect(await confirm(id, { effects: ['WITHHOLD_DEAL'] })).toMatchObject({ code: 'EFFECT_NOT_ALLOWED' });
    expect(await confirm(id, { effects: ['WITHHOLD_ALL'] })).toMatchObject({
      fine: { effects: ['WITHHOLD_ALL', 'LIABILITY'] },
    });
    expect(await withheldFen()).toBe(1_000_000);
    await site.act(site.people.director(), 'withdrawFine', { fineId: id, reason: 'misheard' });
    expect(await withheldFen()).toBe(0);
  });
});

describe('proposals to management', () => {
  const list = `query ($site: ID!) { proposalsToManagement(siteId: $site) { edges { node { code effects } } } }`;

  it('are listed for those who read the fines of the site, as long as the fine stands', async () => {
    await fineOf({ code: 'V-51' }, { amount: 100_000 });
    await fineOf({ code: 'V-01' });
    const { id } = await fineOf({ code: 'V-48' }, { effects: ['DISMISSAL'] });
    const ask = () => site.people.director().ask(list, { site: site.siteId });
    const leak = { node: { code: 'V-51', effects: ['LIABILITY', 'OFF_SITE'] } };
    const seen = (await ask()) as { proposalsToManagement: { edges: unknown[] } };
    expect(seen.proposalsToManagement.edges).toHaveLength(2);
    expect(seen.proposalsToManagement.edges).toContainEqual(leak);
    await site.act(site.people.director(), 'withdrawFine', { fineId: id, reason: 'no' });
    expect(await ask()).toEqual({ proposalsToManagement: { edges: [leak] } });
    expect(await site.people.li().ask(list, { site: site.siteId })).toEqual({ proposalsToManagement: { edges: [] } });
  });
});

it('a property office has no fines unless it switches them on', async () => {
  const siteId = site.newId();
  const opened = {
    siteId,
    kind: 'property' as const,
    salesPreset: null,
    servicePreset: null,
    timeZone: 'Asia/Shanghai',
  };
  await service.hear(
    siteOpenedV1,
    { ...opened, openedOn: '2026-01-01', effectiveFrom: '2026-01-01T00:00:00+08:00' },
    now,
  );
  await site.record({ siteId, code: null });
  const viewer = service.as(
    { kind: 'staff', staffId: site.newId(), sessionId: 's', grants: { '*': ['fine.read'] } },
    now,
  );
  const list = 'query ($site: ID!) { fines(siteId: $site) { edges { node { id } } } }';
  expect(await viewer.ask(list, { site: siteId })).toEqual({ fines: { edges: [] } });
});
