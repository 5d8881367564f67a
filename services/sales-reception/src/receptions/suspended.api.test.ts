import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { suspensionImposedV1, suspensionLiftedV1 } from '@shouwen/contracts';
import { atTheDesk, type DeskActs } from './deskActsFixture.ts';
import { type Desk, openDesk } from './deskFixture.ts';

const board = `query ($siteId: ID!) { floor(siteId: $siteId) { order { id } suspended { id }
  away { consultant { id } reason } next { consultant { id } } } }`;

type Board = {
  floor: {
    order: { id: string }[];
    suspended: { id: string }[];
    away: { consultant: { id: string }; reason: string }[];
    next: { consultant: { id: string } } | null;
  };
};

describe('a suspension takes the consultant off the rotation, through its last day', () => {
  let desk: Desk;
  let acts: DeskActs;
  const seen = async (time: string) => (await desk.duty(time).ask<Board>(board, { siteId: desk.siteId })).floor;
  const suspend = async (letter: string, days: { from: string; through: string | null }, at: string) => {
    const suspensionId = desk.key().replace('key-', '00000000-0000-4000-8000-').padEnd(36, '0');
    const about = { suspensionId, siteId: desk.siteId, staffId: desk.who[letter] as string };
    await desk.service.hear(suspensionImposedV1, { ...about, ...days, code: 'V-27', imposedAt: at }, new Date(at));
    return about;
  };
  beforeAll(async () => {
    desk = await openDesk(['A', 'B', 'C']);
    acts = atTheDesk(desk);
  });
  afterAll(() => desk.service.stop());

  it('the day before: takes part; the first and the last day: does not; the day after: takes part again', async () => {
    await suspend('A', { from: '2026-03-11', through: '2026-03-12' }, '2026-03-10T08:00:00+08:00');
    const orders: Record<string, (string | null)[]> = {};
    for (const day of ['2026-03-10', '2026-03-11', '2026-03-12', '2026-03-13']) {
      const opened = await acts.open(`${day} 09:00`, ['A', 'B', 'C']);
      orders[day] = acts.letters(opened.openRotation.floor.order);
      if (day === '2026-03-11') expect(opened.openRotation.explanation.applied).toContainEqual({ id: 'FI-3' });
      await acts.close(`${day} 18:00`);
    }
    expect(orders).toEqual({
      '2026-03-10': ['A', 'B', 'C'],
      '2026-03-11': ['B', 'C'],
      '2026-03-12': ['B', 'C'],
      '2026-03-13': ['B', 'C', 'A'],
    });
  });

  it('during the day: skipped from then on without a make-up, seen on the board, until it is lifted', async () => {
    await acts.open('2026-03-16 09:00', ['A', 'B', 'C']);
    const head = (await seen('2026-03-16 09:05')).next?.consultant.id;
    const letter = desk.letterOf(head) as string;
    const imposed = await suspend(letter, { from: '2026-03-16', through: null }, '2026-03-16T09:10:00+08:00');
    // A moment before it was imposed the board still had the head.
    expect((await seen('2026-03-16 09:09')).suspended).toEqual([]);
    const floor = await seen('2026-03-16 09:10');
    expect(floor.away).toEqual([{ consultant: { id: head }, reason: 'SUSPENDED' }]);
    expect(floor.suspended).toEqual([{ id: head }]);
    const received = await acts.walkIn('2026-03-16 09:15');
    expect(received.visit.consultant?.id).not.toBe(head);
    const skip = (await acts.log('2026-03-16 09:16', '2026-03-16')).find((entry) => entry.kind === 'TurnSkipped');
    expect(skip).toMatchObject({ reason: 'suspended', makeUp: null, consultant: { id: head } });

    const liftedAt = '2026-03-16T10:00:00+08:00';
    await desk.service.hear(suspensionLiftedV1, { ...imposed, liftedAt }, new Date(liftedAt));
    expect((await seen('2026-03-16 09:59')).suspended).toHaveLength(1);
    expect((await seen('2026-03-16 10:00')).away).toEqual([]);
  });

  /** All three receive, two more wait for A with the manager, A is suspended and then done. */
  const twoWaitForA = async (day: string, days: { from: string; through: string | null }) => {
    await acts.open(`${day} 09:00`, ['A', 'B', 'C']);
    const visits: Record<string, string[]> = { A: [], B: [], C: [] };
    for (let minute = 10; minute < 16; minute += 1) {
      const { visit } = await acts.walkIn(`${day} 09:${minute}`);
      visits[desk.letterOf(visit.consultant?.id) ?? '']?.push(visit.id);
    }
    const { visit: third } = await acts.walkIn(`${day} 09:16`, { assignedTo: desk.who.A, remark: 'TOUR_GROUP' });
    expect([third.status, desk.letterOf(third.consultant?.id)]).toEqual(['HELD', 'A']);
    const imposed = await suspend('A', days, `${day}T09:20:00+08:00`);
    const [receiving = '', waiting = ''] = visits.A ?? [];
    await acts.done(`${day} 09:30`, receiving);
    expect(await acts.visitsOf(`${day} 09:31`, 'A')).toEqual([]);
    return { waiting: [waiting, third.id], imposed };
  };

  it('SR-1.08 lifted while visitors wait with the manager, who is free again gets the first at once, then the second', async () => {
    const { waiting, imposed } = await twoWaitForA('2026-03-17', { from: '2026-03-17', through: null });
    const liftedAt = '2026-03-17T10:00:00+08:00';
    await desk.service.hear(suspensionLiftedV1, { ...imposed, liftedAt }, new Date(liftedAt));
    expect(await acts.visitsOf('2026-03-17 10:00', 'A')).toEqual([waiting[0]]);
    await acts.done('2026-03-17 10:20', waiting[0] ?? '');
    expect(await acts.visitsOf('2026-03-17 10:20', 'A')).toEqual([waiting[1]]);
    await acts.done('2026-03-17 10:30', waiting[1] ?? '');
  });

  it('SR-1.08 over with its last day: handed over on the next, not before', async () => {
    const { waiting } = await twoWaitForA('2026-03-18', { from: '2026-03-18', through: '2026-03-18' });
    await desk.service.doDue(new Date('2026-03-18T23:59:59+08:00'), desk.siteId);
    expect(await acts.visitsOf('2026-03-18 23:59', 'A')).toEqual([]);
    await desk.service.doDue(new Date('2026-03-19T00:00:00+08:00'), desk.siteId);
    expect(await acts.visitsOf('2026-03-19 00:00', 'A')).toEqual([waiting[0]]);
  });
});
