import type { Feature } from '../department/index.ts';
import { loyaltyResolvers } from './loyalty.resolvers.ts';
import { loyaltyConsumers } from './loyaltyConsumers.ts';
import { loyaltyDueWork } from './loyaltyDueWork.ts';
import { loyaltyLoaders } from './loyaltyLoaders.ts';
import { loyaltyMigrations } from './loyaltyMigrations.ts';

export { noteGuests } from './noteGuests.ts';

/** Loyalty points: a ledger that only grows, one balance a person, redeemed and corrected by two (CR-6.04). */
export const loyaltyFeature: Feature = ({ newId }) => ({
  migrations: loyaltyMigrations,
  consumers: loyaltyConsumers(newId),
  dueWork: loyaltyDueWork,
  resolvers: loyaltyResolvers,
  loaders: loyaltyLoaders,
});
