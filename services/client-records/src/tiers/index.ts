import { mergeResolvers } from '@shouwen/subgraph';
import type { Feature } from '../department/index.ts';
import { factConsumers } from './facts/factConsumers.ts';
import { factMigrations } from './facts/factMigrations.ts';
import { probationDueWork } from './facts/probationDueWork.ts';
import { keyClientResolvers } from './keyClients/keyClients.resolvers.ts';
import { orderMigrations } from './orders/orderMigrations.ts';
import { orderResolvers } from './orders/orders.resolvers.ts';
import { reviewResolvers } from './review/review.resolvers.ts';
import { reviewDueWork } from './review/reviewDueWork.ts';
import { reviewMigrations } from './review/reviewMigrations.ts';
import { spanMigrations } from './spanMigrations.ts';
import { tierLoaders } from './tierLoaders.ts';
import { tierResolvers } from './tiers.resolvers.ts';
import { vipResolvers } from './vip/vip.resolvers.ts';
import { endVipsDueWork } from './vip/vipActs.ts';
import { vipMigrations } from './vip/vipMigrations.ts';

/** Tiers, what they give, VIP clients and key clients (CR-6.01, CR-6.02, CR-6.03, CR-6.05). */
export const tiersFeature: Feature = ({ vault, newId }) => ({
  migrations: [...factMigrations, ...spanMigrations, ...reviewMigrations, ...orderMigrations, ...vipMigrations],
  consumers: factConsumers(newId),
  dueWork: [...probationDueWork, ...reviewDueWork, endVipsDueWork],
  resolvers: mergeResolvers([
    tierResolvers,
    reviewResolvers(vault),
    orderResolvers(vault),
    vipResolvers(vault),
    keyClientResolvers,
  ]),
  loaders: tierLoaders,
});
