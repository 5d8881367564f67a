import { siteDate } from '@shouwen/kernel';
import type { DueWork } from '@shouwen/timers';
import { isOverdue } from './inspection.ts';
import { keepNotice } from './inspectionStore.ts';
import { roomStates } from './roomStates.ts';

/**
 * CR-3.04: writes down that an inspection is overdue, once for each due date, so that it is seen when it was noticed. A room counts as
 * overdue by the calendar, whether this came or not.
 */
export const noticeOverdue: DueWork = {
  name: 'custody.noticeOverdue',
  batch: ({ db }, { now, siteId }) =>
    db.transaction(async (tx) => {
      let noticed = 0;
      for (const room of await roomStates(tx, siteId))
        if (room.noticedAt === null && isOverdue(room, siteDate(now)) && (await keepNotice(tx, room, now)))
          noticed += 1;
      return noticed;
    }),
};
