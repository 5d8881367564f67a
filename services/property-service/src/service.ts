import type { Service, ServiceDefinition, World } from '@shouwen/subgraph';
import { complaintLoaders, complaintResolvers } from './complaints/index.ts';
import { tellDemoMatters } from './demo/index.ts';
import { ownerLogMigration } from './migrations/20261122_01_owner_log.ts';
import { ownerLogLoaders, ownerLogResolvers } from './ownerLog/index.ts';
import { projectionConsumers } from './projections/index.ts';

const create = ({ newId }: World): Service => ({
  migrations: [ownerLogMigration],
  consumers: projectionConsumers(newId),
  resolvers: {
    ...complaintResolvers,
    ...ownerLogResolvers,
    Query: { ...complaintResolvers.Query, ...ownerLogResolvers.Query },
    Mutation: { ...complaintResolvers.Mutation, ...ownerLogResolvers.Mutation },
    Complaint: { ...complaintResolvers.Complaint, ...ownerLogResolvers.Complaint },
  },
  loaders: (context) => ({ ...complaintLoaders(context), ...ownerLogLoaders(context) }),
  demo: tellDemoMatters,
});

/** Property service: whatever an owner brings up is written down once and answered in time. */
export const propertyService: ServiceDefinition = { name: 'property-service', root: import.meta.url, create };
