import { actorOf, systemViewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { siteDate } from '@shouwen/kernel';
import type { DueWork } from '@shouwen/timers';
import { insertVisitStep } from './visitStepStore.ts';
import { type Overdue, takeOverduePromises, takeOverdueReports } from './visits/visitStore.ts';

const by = actorOf(systemViewer('client-records'));
type Late = { readonly step: string; readonly take: (tx: Tx, now: Date) => Promise<Overdue[]> };

/** A client is the company's: where a single site is asked for alone, as in a rehearsal, nothing is due. */
const tell = (name: string, { step, take }: Late): DueWork => ({
  name,
  batch: async ({ db, newId }, { now, siteId }) =>
    siteId !== null
      ? 0
      : db.transaction(async (tx) => {
          const late = await take(tx, now);
          for (const { id, siteId: at } of late)
            await insertVisitStep(tx, { stepId: newId(), subjectId: id, siteId: at, step, at: now, by });
          return late.length;
        }),
});

/** CR-8.02, CR-8.03: what is overdue is written into its history; whoever reads before the timer came sees it as overdue already. */
export const visitsOverdue: readonly DueWork[] = [
  tell('visits.reports', { step: 'report-overdue', take: (tx, now) => takeOverdueReports(tx, now, 100) }),
  tell('visits.promises', { step: 'promise-overdue', take: (tx, now) => takeOverduePromises(tx, siteDate(now), 100) }),
];
