import { mergeResolvers } from '@shouwen/subgraph';
import type { Feature } from '../department/index.ts';
import { deputyResolvers } from './deputies/deputy.resolvers.ts';
import { requestResolvers } from './request.resolvers.ts';
import { requestDueWork } from './requestDue.ts';
import { requestLoaders } from './requestLoaders.ts';
import { requestMigrations } from './requestMigrations.ts';

/** Requests for access (CR-4): a form, the approvers of its kind one after the other, and a grant that ends by itself. */
export const requestsFeature: Feature = ({ vault }) => ({
  migrations: requestMigrations,
  resolvers: mergeResolvers([requestResolvers(vault), deputyResolvers]),
  loaders: requestLoaders,
  dueWork: requestDueWork,
});
