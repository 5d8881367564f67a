export { commissionLoaders, commissionResolvers } from './commission.resolvers.ts';
export { commissionConsumers } from './commissionConsumers.ts';
export { commissionMigrations } from './commissionMigrations.ts';
export { commissionOfDeal } from './commissionStore.ts';
export { settleAfter } from './settleAfter.ts';
export { type Release, releaseWithheld, withhold } from './withhold.ts';
export type { WithholdingScope } from './withholding.ts';
