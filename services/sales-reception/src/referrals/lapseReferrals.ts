import { saveExplanation } from '@shouwen/access';
import { reasoning, text } from '@shouwen/kernel';
import type { DueWork } from '@shouwen/timers';
import { lockOverdueReferrals, saveLapse } from './referralStore.ts';

/** SR-5.05: a client who did not come on the day, or whom nobody checked: the form lapses at 24:00, not when this runs. */
export const lapseReferrals: DueWork = {
  name: 'referrals.lapse',
  batch: ({ db, newId }, { now, siteId }) =>
    db.transaction(async (tx) => {
      const overdue = await lockOverdueReferrals(tx, { now, siteId, limit: 200 });
      for (const { referralId, siteId: site, visitOn, lapsesAt } of overdue) {
        const why = newId();
        const explanation = reasoning(lapsesAt).apply('SR-5.05').fact('visitOn', visitOn).explain('LAPSED', lapsed);
        const subject = { type: 'EmployeeReferral', id: referralId };
        await saveExplanation(tx, { id: why, subject, siteId: site, explanation });
        await saveLapse(tx, { referralId, why });
      }
      return overdue.length;
    }),
};

const lapsed = text(
  '当日未到访并核对，介绍失效；客户未到访前可重新登记。',
  'Not come and checked on that day: lapsed; it may be registered again while the client has not visited.',
);
