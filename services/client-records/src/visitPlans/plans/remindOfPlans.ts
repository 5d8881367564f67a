import { actorOf, systemViewer } from '@shouwen/access';
import { siteDate } from '@shouwen/kernel';
import type { DueWork } from '@shouwen/timers';
import { sitesOfRoles } from '../../colleagues/index.ts';
import { recordsPolicyAt } from '../../policies/index.ts';
import { insertVisitStep } from '../visitStepStore.ts';
import { visitMonthAt } from './visitMonth.ts';
import { monthOf, nextMonth, remindFrom } from './visitPlan.decision.ts';
import { planningRoles } from './visitPlan.ts';
import { insertReminder, takeReminderDay } from './visitPlanStore.ts';

const by = actorOf(systemViewer('client-records'));

/** CR-8.01: whoever has not handed in the plan of the next month is reminded once, some days before the end of this one; looked for once a day. */
export const remindOfPlans: DueWork = {
  name: 'visitPlans.remind',
  batch: async ({ db, newId }, { now, siteId: only }) =>
    db.transaction(async (tx) => {
      const today = siteDate(now);
      const month = nextMonth(monthOf(today));
      if (only === null && !(await takeReminderDay(tx, today))) return 0;
      const sites = only === null ? await sitesOfRoles(tx, planningRoles, today) : [only];
      let reminded = 0;
      for (const siteId of sites) {
        const { params } = await recordsPolicyAt(tx, siteId, now);
        if (today < remindFrom(month, params['visitPlan.remindDays'])) continue;
        for (const { staffId, isMissing } of await visitMonthAt(tx, { siteId, month, now })) {
          if (!isMissing || !(await insertReminder(tx, { siteId, staffId, month, at: now }))) continue;
          await insertVisitStep(tx, {
            stepId: newId(),
            subjectId: staffId,
            siteId,
            step: 'plan-reminder',
            at: now,
            by,
          });
          reminded += 1;
        }
      }
      return reminded;
    }),
};
