import type { Feature } from '../department/index.ts';
import { leakResolvers } from './leak.resolvers.ts';
import { leakLoaders } from './leakLoaders.ts';
import { leaksMigration } from './leakMigrations.ts';
import { watchTrail } from './watchTrail.ts';

export { closeLeak } from './closeLeak.ts';
export type { NewLeak, RaisedLeak } from './leakCase.ts';
export { clientsInOpenCase } from './leakQueries.ts';
export { raiseLeak } from './raiseLeak.ts';
export { recordRemedy } from './recordRemedy.ts';
export { reportLeak } from './reportLeak.ts';

/** Leaks of client data: reported by people, by inspections, and by what is suspicious in the trail (CR-5). */
export const leaksFeature: Feature = ({ vault }) => ({
  migrations: [leaksMigration],
  dueWork: [watchTrail(vault)],
  resolvers: leakResolvers(vault),
  loaders: leakLoaders,
});
