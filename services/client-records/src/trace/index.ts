import type { Feature } from '../department/index.ts';
import { checkpointFile } from './checkpoints/checkpointFile.ts';
import { keepCheckpoints } from './checkpoints/keepCheckpoints.ts';
import { forgetCounts } from './limits/forgetCounts.ts';
import { traceResolvers } from './trace.resolvers.ts';
import { readsWall, traceMigration } from './traceMigrations.ts';

export { traceKey } from './clientTrace.ts';
export { bulkRead, limitReads, type ReadClient, tracePage } from './limits/limitReads.ts';
export { countSearch, searchAllowed, tooManySearches } from './limits/limitSearches.ts';
export { missesOf, type PhoneMiss } from './limits/phoneSearchStore.ts';
export { readBeforeShown, type TraceEntry, traced, traceRefusal } from './readBeforeShown.ts';
export { type AskedLines, clientOfEntry, numbersOfLinesAbout, type TraceLine } from './traceQueries.ts';

export const traceFeature: Feature = ({ filesDirectory, secrets, log }) => {
  const checkpoints = checkpointFile(filesDirectory, secrets);
  return {
    migrations: [traceMigration, readsWall],
    dueWork: [forgetCounts, keepCheckpoints(checkpoints, log)],
    resolvers: traceResolvers(checkpoints),
  };
};
