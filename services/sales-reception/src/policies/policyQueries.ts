import {
  describePolicy,
  isPolicyFault,
  type ParamDescription,
  type PolicyVersion,
  policyAt,
  resolvePolicy,
} from '@shouwen/kernel';
import type { SitePolicies } from './policyStore.ts';
import type { SalesPolicy } from './salesPolicy.ts';
import { salesPolicyDefinition } from './salesPolicyDefinition.ts';

export type PolicyInForce = {
  readonly version: PolicyVersion<SalesPolicy>;
  readonly parameters: readonly ParamDescription[];
};

/** The version in force at a site at that time, every parameter described; null before the first one. */
export const policyInForce = ({ versions }: SitePolicies, at: Date): PolicyInForce | null => {
  if (!versions.some(({ effectiveFrom }) => effectiveFrom <= at)) return null;
  const version = policyAt(versions, at);
  const basis = resolvePolicy(salesPolicyDefinition, { preset: version.preset });
  if (isPolicyFault(basis)) throw new Error(basis.message.en);
  const siteOverrides = Object.fromEntries(
    Object.entries(version.params).filter(
      ([key, value]) => JSON.stringify(value) !== JSON.stringify(basis[key as keyof SalesPolicy]),
    ),
  );
  const { params } = describePolicy(salesPolicyDefinition, { preset: version.preset, siteOverrides });
  return { version, parameters: params };
};
