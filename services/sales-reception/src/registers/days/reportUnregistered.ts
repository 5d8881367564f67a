import type { DueWork } from '@shouwen/timers';
import { recordViolation } from '../../conduct/index.ts';
import { takeDueDays } from './siteDayStore.ts';
import { unregisteredOf } from './unregisteredQueries.ts';

const work = 'registers.unregistered';

/** SR-2.01: a visit that is not in the register by the end of the day is a violation of whoever received it (V-17), found once. */
export const reportUnregistered: DueWork = {
  name: work,
  batch: ({ db, newId }, { now, siteId }) =>
    db.transaction(async (tx) => {
      const day = await takeDueDays(tx, { work, days: 1, now, siteId });
      if (!day) return 0;
      for (const { visitId, consultantId, arrivedAt } of await unregisteredOf(tx, day))
        await recordViolation(tx, {
          siteId: day.siteId,
          staffId: consultantId,
          code: 'V-17',
          occurredAt: arrivedAt,
          at: now,
          reportedBy: null,
          subject: { type: 'Visit', id: visitId },
          dealId: null,
          reason: 'visit not registered by the end of the day',
          rules: ['SR-2.01'],
          newId,
        });
      return 1;
    }),
};
