export { type AdoptPreset, adoptPreset } from './adoptPreset.ts';
export { policyMigrations } from './policyMigrations.ts';
export { findSitePolicies, type SitePolicies, sitePoliciesOf } from './policyStore.ts';
export { salesPolicyResolvers } from './salesPolicy.resolvers.ts';
export type { MakeUpReason, SalesPolicy } from './salesPolicy.ts';
export { oneMonth, tripleConfirmation } from './salesPresets.ts';
