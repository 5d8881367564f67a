import type { DueWork } from '@shouwen/timers';
import { lockOverdue, lockUnit } from './unitStore.ts';

const atOnce = 100;

/** SR-9.01: writes down the holds and reservations that are over. Every read and decision knew it from their end on. */
export const releaseHolds: DueWork = {
  name: 'units.releaseHolds',
  batch: ({ db, newId }, { now, siteId }) =>
    db.transaction(async (tx) => {
      const overdue = await lockOverdue(tx, { now, siteId, limit: atOnce });
      for (const unitId of overdue) await lockUnit(tx, unitId, { at: now, newId });
      return overdue.length;
    }),
};
