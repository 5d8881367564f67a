import type { Tx } from '@shouwen/database';
import { siteDate, startOfDay } from '@shouwen/kernel';
import { type Room, roomsSince } from '../archive/index.ts';
import { recordsPolicyAt } from '../policies/index.ts';
import { nextInspectionDue } from './inspection.decision.ts';
import type { RoomState } from './inspection.ts';
import { lastInspections, noticesOf } from './inspectionQueries.ts';

/** CR-3.04: until when each part of each room is to be inspected: so long after the last time, or after its first shelf was set up. */
export const roomStates = async (tx: Tx, siteId: string | null): Promise<RoomState[]> => {
  const [rooms, last, notices] = [
    await roomsSince(tx, siteId),
    await lastInspections(tx, siteId),
    await noticesOf(tx, siteId),
  ];
  const states: RoomState[] = [];
  for (const { since, ...room } of rooms) {
    const done = last.find((one) => isSame(one, room));
    const dueOn = done?.nextDueOn ?? (await firstDue(tx, room, since));
    const notice = notices.find((one) => isSame(one, room) && one.dueOn === dueOn);
    states.push({
      ...{ ...room, dueOn, noticedAt: notice?.noticedAt ?? null },
      lastInspectedOn: done ? siteDate(done.completedAt) : null,
    });
  }
  return states;
};

const firstDue = async (tx: Tx, { siteId }: Room, since: string): Promise<string> =>
  nextInspectionDue(since, await recordsPolicyAt(tx, siteId, startOfDay(since)));

const isSame = (one: Room, other: Room): boolean =>
  one.siteId === other.siteId && one.room === other.room && one.classified === other.classified;
