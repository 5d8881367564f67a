import type { DueWork } from '@shouwen/timers';
import { forgetStaleSteps } from './clientContactStore.ts';

const batchSize = 500;

/** Steps planned with clients who are somebody else's by now are forgotten. */
export const forgetSteps: DueWork = {
  name: 'followUps.forgetSteps',
  batch: ({ db }, { now, siteId }) => db.transaction((tx) => forgetStaleSteps(tx, { now, siteId, limit: batchSize })),
};
