import { saveExplanation } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { reasoning, siteDate, text } from '@shouwen/kernel';
import type { DueWork } from '@shouwen/timers';
import { recordsPolicyAt } from '../policies/index.ts';
import { suppressed } from './figure.ts';
import { countFigures } from './figureQueries.ts';
import { type Period, periodsDue } from './period.ts';
import { insertReport, type Running, runningRequests } from './statisticsStore.ts';

/**
 * CR-4.09: prepares the reports of approved requests in their rhythm, one after each period; what was sent back is prepared anew. The
 * reports are the timer: none for a period is due, and of two replicas one writes it.
 */
export const prepareReports: DueWork = {
  name: 'statistics.prepare',
  batch: ({ db, newId }, { now, siteId }) =>
    db.transaction(async (tx) => {
      const running = await runningRequests(tx, now, siteId);
      const due = running.flatMap((one) => {
        const periods = periodsDue(one.rhythm, { grantedOn: siteDate(one.grantedAt), today: siteDate(now) });
        return periods.filter(({ from }) => !one.reported.includes(from)).map((period) => ({ one, period }));
      });
      let prepared = 0;
      for (const { one, period } of due.slice(0, atOnce))
        if (await prepare(tx, { now, newId }, { one, period })) prepared += 1;
      return prepared;
    }),
};

const atOnce = 10;

type Desk = { readonly now: Date; readonly newId: () => string };

const prepare = async (
  tx: Tx,
  { now, newId }: Desk,
  { one, period }: { one: Running; period: Period },
): Promise<boolean> => {
  const policy = await recordsPolicyAt(tx, one.siteId, now);
  const figures = suppressed(await countFigures(tx, one.siteId, period), policy.params['statistics.smallest']);
  const [id, explanationId] = [newId(), newId()];
  const explanation = reasoning(now)
    .under(policy)
    .apply('CR-4.09')
    .fact('from', period.from)
    .fact('through', period.through)
    .fact('hidden', figures.filter(({ value }) => value === null).length)
    .explain('prepared', text('报表已编制，待复核。', 'The report is prepared and waits to be checked.'));
  const { requestId, siteId, fromSiteId, department } = one;
  const inserted = await insertReport(tx, {
    ...{ id, requestId, siteId, fromSiteId, department, periodFrom: period.from, periodThrough: period.through },
    ...{ figures, preparedAt: now, explanationId },
  });
  if (inserted)
    await saveExplanation(tx, { id: explanationId, subject: { type: 'StatisticsReport', id }, siteId, explanation });
  return inserted;
};
