import { mergeResolvers } from '@shouwen/subgraph';
import type { Feature } from '../department/index.ts';
import { visitCostsResolvers } from './costs/visitCosts.resolvers.ts';
import { remindOfPlans } from './plans/remindOfPlans.ts';
import { visitPlansResolvers } from './plans/visitPlans.resolvers.ts';
import { visitLoaders } from './visitLoaders.ts';
import { visitMigrations } from './visitMigrations.ts';
import { clientVisitsResolvers } from './visits/clientVisits.resolvers.ts';
import { visitsOverdue } from './visitsOverdue.ts';

export { placeOfNotes, placeOfPromise } from './visits/sealedWords.ts';

/** Visit plans, visits with their reports and promises, and what they cost (CR-8.01 to CR-8.04). */
export const visitPlansFeature: Feature = ({ vault }) => ({
  migrations: visitMigrations,
  dueWork: [remindOfPlans, ...visitsOverdue],
  resolvers: mergeResolvers([visitPlansResolvers, clientVisitsResolvers(vault), visitCostsResolvers]),
  loaders: visitLoaders,
});
