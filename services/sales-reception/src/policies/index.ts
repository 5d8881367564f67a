export { type AdoptPreset, adoptPreset } from './adoptPreset.ts';
export {
  fourClasses,
  type GuestClass,
  type HostingPolicy,
  type HostRank,
  hostingPresets,
  threeClasses,
} from './hostingPolicy.ts';
export {
  type BrokerSight,
  brokerSights,
  type LeaseTerm,
  type LeasingPolicy,
  leasingPresets,
  type PipelineStage,
  pipelineStages,
  type Standing,
  standings,
} from './leasingPolicy.ts';
export { policyMigrations } from './policyMigrations.ts';
export { findSitePolicies, type SitePolicies, sitePoliciesOf } from './policyStore.ts';
export { salesPolicyResolvers } from './salesPolicy.resolvers.ts';
export type { MakeUpReason, SalesPolicy } from './salesPolicy.ts';
export { oneMonth, tripleConfirmation } from './salesPresets.ts';
