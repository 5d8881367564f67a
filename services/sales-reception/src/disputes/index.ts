export { disputesResolvers } from './dispute.resolvers.ts';
export { disputesMigrations } from './disputeMigrations.ts';
export { freezeWhenDisputed } from './frozenDeals.ts';
