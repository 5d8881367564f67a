import { mergeResolvers } from '@shouwen/subgraph';
import { fineResolvers } from './fine.resolvers.ts';
import { penaltyPolicyResolvers } from './policy/penaltyPolicy.resolvers.ts';
import { sanctionsResolvers as acts } from './sanctions.resolvers.ts';

export {
  type Deduction,
  type DeductionsWanted,
  deductionsOf,
  markDeducted,
  peopleWithDeductions,
} from './deductionStore.ts';
export { sanctionsLoaders } from './fine.resolvers.ts';
export { lockFinesOf } from './fineStore.ts';
export { keepMonth, type NewPenalty, type Penalty } from './fines/attendanceFines.ts';
export { confirmFine } from './fines/confirmFine.ts';
export type { PenaltyPolicy } from './policy/penaltyPolicy.ts';
export { knownPenaltyPolicies } from './policy/sitePenaltyPolicy.ts';
export { sanctionsConsumers } from './sanctionsConsumers.ts';
export { sanctionsMigrations } from './sanctionsMigrations.ts';

/** Fines, suspensions and what they cost in the graph (FI-3). */
export const sanctionsResolvers = mergeResolvers([acts, fineResolvers, penaltyPolicyResolvers]);
