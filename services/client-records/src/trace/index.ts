import type { Feature } from '../department/index.ts';
import { forgetCounts } from './limits/forgetCounts.ts';
import { traceMigration } from './traceMigrations.ts';

export { bulkRead, limitReads, type ReadClient, tracePage } from './limits/limitReads.ts';
export { countSearch, searchAllowed, tooManySearches } from './limits/limitSearches.ts';
export { missesOf, type PhoneMiss } from './limits/phoneSearchStore.ts';
export { readBeforeShown, type TraceEntry, traced, traceRefusal } from './readBeforeShown.ts';
export { numbersOfLinesAbout } from './traceQueries.ts';

export const traceFeature: Feature = () => ({ migrations: [traceMigration], dueWork: [forgetCounts] });
