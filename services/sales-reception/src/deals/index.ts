export { cancelDeal } from './cancelDeal.ts';
export { changeAttribution, type OwnershipDecided } from './changeAttribution.ts';
export { dealLoaders, dealResolvers } from './deal.resolvers.ts';
export { dealMigrations } from './dealMigrations.ts';
export { recordDeposit } from './recordDeposit.ts';
