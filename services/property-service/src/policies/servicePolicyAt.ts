import { loadPolicyVersions } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type PolicyVersion, policyAt } from '@shouwen/kernel';
import { type ServicePolicy, servicePolicy } from './servicePolicy.ts';

/** The version in force at the site when the fact that it judges happened. @throws NoPolicyInForce */
export const servicePolicyAt = async (tx: Tx, siteId: string, time: Date): Promise<PolicyVersion<ServicePolicy>> =>
  policyAt(await loadPolicyVersions(tx, servicePolicy.name, siteId), time);
