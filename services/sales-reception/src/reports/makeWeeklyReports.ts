import type { DueWork } from '@shouwen/timers';
import { takeDueDays } from '../registers/index.ts';
import { figuresOf } from './figuresQueries.ts';
import { insertWeeklyReport } from './weeklyReportStore.ts';

const work = 'reports.weekly';

/** SR-8.03: every Monday, when it has become Monday at the site, the past week's figures are written down, once. */
export const makeWeeklyReports: DueWork = {
  name: work,
  batch: ({ db }, { now, siteId }) =>
    db.transaction(async (tx) => {
      const week = await takeDueDays(tx, { work, days: 7, now, siteId });
      if (!week) return 0;
      await insertWeeklyReport(tx, { ...week, madeAt: now, figures: await figuresOf(tx, week) });
      return 1;
    }),
};
