export { commissionLoaders, commissionResolvers } from './commission.resolvers.ts';
export { commissionConsumers } from './commissionConsumers.ts';
export { commissionMigrations } from './commissionMigrations.ts';
