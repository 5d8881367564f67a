import type { Feature } from '../department/index.ts';
import { relationResolvers } from './relation.resolvers.ts';
import { relationLoaders } from './relationLoaders.ts';
import { relationMigrations } from './relationMigrations.ts';

export { demandReached, personsReached, traceRefused } from './reachedBoth.ts';
export { relateClients } from './relateClients.ts';
export { isAncestor, relationsOf } from './relationQueries.ts';

/** What clients are to each other: families, companies, who brought whom (CR-1.04). */
export const relationsFeature: Feature = () => ({
  migrations: relationMigrations,
  resolvers: relationResolvers,
  loaders: relationLoaders,
});
