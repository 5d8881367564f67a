export { disputesResolvers } from './dispute.resolvers.ts';
export { disputeLoaders } from './disputeLoaders.ts';
export { disputesMigrations } from './disputeMigrations.ts';
export { freezeWhenDisputed } from './frozenDeals.ts';
export { makeStatement } from './makeStatement.ts';
export { openDispute } from './openDispute.ts';
export { ruleDispute } from './ruleDispute.ts';
