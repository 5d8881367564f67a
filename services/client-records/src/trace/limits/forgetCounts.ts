import type { DueWork } from '@shouwen/timers';
import { forgetOldCounts } from './phoneSearchStore.ts';

const keptMilliseconds = 48 * 3_600_000;

/** What the limits and the alarm counted is forgotten after two days. */
export const forgetCounts: DueWork = {
  name: 'limits.forget',
  batch: ({ db }, { now }) =>
    db.transaction((tx) => forgetOldCounts(tx, new Date(now.getTime() - keptMilliseconds), 1_000)),
};
