export { cancelDeal } from './cancelDeal.ts';
export { changeAttribution, type OwnershipDecided } from './changeAttribution.ts';
export { dealLoaders, dealResolvers } from './deal.resolvers.ts';
export { dealMigrations } from './dealMigrations.ts';
export { type ClosingContext, recordDeposit } from './recordDeposit.ts';
export type { DealClosedHook } from './tellDeal.ts';
