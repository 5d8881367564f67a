import type { Feature } from '../department/index.ts';

import { traceMigration } from './traceMigrations.ts';

export { readBeforeShown, type TraceEntry, traced, traceRefusal } from './readBeforeShown.ts';
export { numbersOfLinesAbout } from './traceQueries.ts';

export const traceFeature: Feature = () => ({ migrations: [traceMigration] });
