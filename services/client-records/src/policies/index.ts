import { explanationLoaders } from '@shouwen/subgraph';
import type { Feature } from '../department/index.ts';
import { recordsPolicyResolvers } from './recordsPolicy.resolvers.ts';

export { type CareParams, greetingHolidays, greetingKinds } from './careParams.ts';
export type { LoyaltyParams } from './loyaltyParams.ts';
export { type RecordsPolicy, recordsPolicy } from './recordsPolicy.ts';
export { recordsPolicyAt } from './recordsPolicyAt.ts';
export type { TierParams } from './tierParams.ts';
export type { VisitParams } from './visitParams.ts';

/** The policy that the other features ask, and the explanations of what they decided. */
export const policiesFeature: Feature = () => ({ loaders: explanationLoaders, resolvers: recordsPolicyResolvers });
