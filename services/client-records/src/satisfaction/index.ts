import { mergeResolvers } from '@shouwen/subgraph';
import type { Feature } from '../department/index.ts';
import { measuresResolvers } from './measures.resolvers.ts';
import { satisfactionConsumers } from './satisfactionConsumers.ts';
import { satisfactionDueWork } from './satisfactionDueWork.ts';
import { satisfactionLoaders } from './satisfactionLoaders.ts';
import { satisfactionMigrations } from './satisfactionMigrations.ts';
import { surveysResolvers } from './surveys.resolvers.ts';

/** Surveys after service and once a year, and what is done when the target is missed (CR-7.03). */
export const satisfactionFeature: Feature = ({ newId }) => ({
  migrations: satisfactionMigrations,
  consumers: satisfactionConsumers(newId),
  dueWork: satisfactionDueWork,
  resolvers: mergeResolvers([surveysResolvers, measuresResolvers]),
  loaders: satisfactionLoaders,
});
