import type { Migration } from '@shouwen/database';
import { type BareContext, mergeResolvers } from '@shouwen/subgraph';
import { commissionLoaders as bookLoaders, commissionResolvers as bookResolvers } from './commission.resolvers.ts';
import { commissionMigrations as bookMigrations } from './commissionMigrations.ts';
import { commissionPolicyResolvers } from './policy/commissionPolicy.resolvers.ts';
import { poolLoaders, poolResolvers } from './pool/pool.resolvers.ts';
import { poolMigrations } from './pool/poolMigrations.ts';

export { commissionConsumers } from './commissionConsumers.ts';
export { commissionOfDeal } from './commissionStore.ts';
export { settleAfter } from './deals/settleAfter.ts';
export { type Release, releaseWithheld, withhold } from './withholding/withhold.ts';
export type { WithholdingScope } from './withholding/withholding.ts';

/** What deals earn, and who has it (FI-1.01 to FI-1.06); the pool (FI-1.08). */
export const commissionMigrations: readonly Migration[] = [...bookMigrations, ...poolMigrations];

export const commissionResolvers = mergeResolvers([bookResolvers, commissionPolicyResolvers, poolResolvers]);

export const commissionLoaders = (context: BareContext) => ({ ...bookLoaders(context), ...poolLoaders(context) });
