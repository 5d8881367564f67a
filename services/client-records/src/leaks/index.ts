import type { Feature } from '../department/index.ts';
import { leaksMigration } from './leakMigrations.ts';

export type { NewLeak, RaisedLeak } from './leakCase.ts';
export { raiseLeak } from './raiseLeak.ts';

export const leaksFeature: Feature = () => ({ migrations: [leaksMigration] });
