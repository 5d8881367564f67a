import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { StaffViewer } from '@shouwen/access';
import { postAssignedV1 } from '@shouwen/contracts';
import { nobody, staffViewer, type TestService, testService } from '@shouwen/testing';
import { type StepDesk, stepDesk } from '../deals/stepDeskFixture.ts';
import { salesReception } from '../service.ts';

const at = (time: string) => new Date(`${time}+08:00`);
const april = at('2026-04-15T12:00:00');
const price = 147_896_000;

const row = `staff { id } goals { units amount { fen } cash { fen } }
  achieved { units amount { fen } cash { fen } } progress { units amount cash }`;
const achievements = `period from through site { ${row} } consultants { ${row} }`;
const read = `query ($site: ID!, $period: String!) { salesAchievements(siteId: $site, period: $period) { ${achievements} } }`;
const set = `mutation ($input: SetTargetInput!) { setTarget(input: $input) { __typename
  ... on TargetSet { achievements { ${achievements} } } ... on Refusal { code rule { id } message { zh en } } } }`;

describe('SR-8.04 targets and achievement over the graph', () => {
  let service: TestService;
  let desk: StepDesk;
  let director: StaffViewer;

  beforeAll(async () => {
    service = await testService(salesReception);
    desk = (await stepDesk(service)) as StepDesk;
    const { newId } = service.world;
    director = staffViewer(newId(), { [desk.site]: ['target.manage', 'target.read'] });
    for (const [index, staffId] of [desk.li, desk.zhao].entries()) {
      const post = { postId: newId(), staffId, siteId: desk.site, role: 'consultant', rosterOrder: index };
      await service.hear(postAssignedV1, { ...post, from: '2026-01-01', to: null }, at('2026-01-01T09:00:00'));
    }
    await sales();
  });
  afterAll(() => service.stop());

  /** Li sells on the last moment of March and the first of April; one of March is cancelled in April; cash comes in April. */
  const sales = async () => {
    const sell = async (time: string, amount: number) => {
      const wanted = { unitId: await desk.aUnit(), clientId: await desk.aClient(), price, amount };
      return (await desk.act('li', at(time), ['recordDeposit', wanted])).deal?.id ?? '';
    };
    await sell('2026-03-31T23:59:59', 1_000);
    await sell('2026-04-01T00:00:00', 20_000);
    const cancelled = await sell('2026-03-30T12:00:00', 300);
    await desk.act('manager', april, ['cancelDeal', { dealId: cancelled, fault: 'CLIENT' }]);
    const refund = { dealId: cancelled, kind: 'DEPOSIT', amount: -300 };
    await desk.act('cashier', april, ['recordPayment', refund]);
  };
  const seen = (viewer: StaffViewer, period: string) =>
    service.as(viewer, april).ask<{ salesAchievements: unknown }>(read, { site: desk.site, period });
  const setting = (viewer: StaffViewer, changes: object = {}) => {
    const goals = { units: 2, amount: 2 * price, cash: 19_700 };
    const input = { idempotencyKey: desk.next(), siteId: desk.site, staffId: desk.li, period: '2026-04', ...goals };
    return service.as(viewer, april).send<{ setTarget: object }>(set, { input: { ...input, ...changes } });
  };
  const asLi = () => staffViewer(desk.li, { [desk.site]: ['target.read'] });

  it('a deal counts in the month it closed, cash in the month it came, and what was cancelled only as cash', async () => {
    expect(await seen(director, '2026-03')).toMatchObject({
      salesAchievements: {
        site: { achieved: { units: 1, amount: { fen: price }, cash: { fen: 1_300 } } },
        consultants: [
          { staff: { id: desk.li }, achieved: { units: 1, amount: { fen: price }, cash: { fen: 1_300 } } },
          { staff: { id: desk.zhao }, achieved: { units: 0, amount: { fen: 0 }, cash: { fen: 0 } } },
        ],
      },
    });
    expect(await seen(director, '2026')).toMatchObject({
      salesAchievements: { site: { achieved: { units: 2, amount: { fen: 2 * price }, cash: { fen: 21_000 } } } },
    });
  });

  it('goals are set for a consultant and for the site, and what was reached of them is shown', async () => {
    const { data } = await setting(director);
    expect(data?.setTarget).toMatchObject({
      achievements: {
        ...{ period: '2026-04', from: '2026-04-01', through: '2026-04-30' },
        site: { goals: null, progress: { units: null } },
        consultants: [{ goals: { units: 2 }, progress: { units: 50, amount: 50, cash: 100 } }, { goals: null }],
      },
    });
    const site = await setting(director, { staffId: null, units: 3 });
    expect(site.data?.setTarget).toMatchObject({
      achievements: { site: { goals: { units: 3 }, progress: { units: 33.3 } } },
    });
    const again = await setting(director, { units: 1 });
    expect(again.data?.setTarget).toMatchObject({ achievements: { consultants: [{ progress: { units: 100 } }, {}] } });
  });

  it('consultants see their own, the management the site, others nothing', async () => {
    expect(await seen(asLi(), '2026-04')).toMatchObject({
      salesAchievements: { site: null, consultants: [{ staff: { id: desk.li }, achieved: { cash: { fen: 19_700 } } }] },
    });
    const stranger = staffViewer(service.world.newId(), { [service.world.newId()]: ['target.manage', 'target.read'] });
    expect(await seen(stranger, '2026-04')).toEqual({ salesAchievements: null });
    expect(await seen(nobody as StaffViewer, '2026-04')).toEqual({ salesAchievements: null });
    expect((await setting(asLi())).errors[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  it.each([
    ['a month that is none', { period: '2026-13' }, 'period'],
    ['less than nothing', { units: -1 }, 'units'],
    ['an amount below nothing', { amount: -1 }, 'amountFen'],
  ])('S30 refuses %s', async (_, changes, field) => {
    expect((await setting(director, changes)).errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('S30 refuses a consultant whom the site does not have, and writes nothing', async () => {
    const staffId = service.world.newId();
    const { data } = await setting(director, { staffId });
    expect(data?.setTarget).toMatchObject({ code: 'UNKNOWN_CONSULTANT', rule: { id: 'SR-8.04' } });
    const rows = await service.world.db.read((tx) =>
      tx.query('select 1 from sales_target where staff_id = $1', [staffId]),
    );
    expect(rows).toEqual([]);
  });
});
