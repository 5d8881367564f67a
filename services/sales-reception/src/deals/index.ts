export { changeAttribution, type OwnershipDecided } from './changeAttribution.ts';
export { cancelDeal } from './changes/cancelDeal.ts';
export { recordDeposit } from './closing/recordDeposit.ts';
export { dealResolvers } from './deal.resolvers.ts';
export type { ClosingContext } from './dealContext.ts';
export { dealLoaders } from './dealLoaders.ts';
export { dealMigrations } from './dealMigrations.ts';
export { requestPrice, rulePrice } from './prices/askPrice.ts';
export type { DealClosedHook } from './tellDeal.ts';
