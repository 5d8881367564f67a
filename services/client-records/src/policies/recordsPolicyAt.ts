import { loadPolicyVersions } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { isPolicyFault, type Overrides, type PolicyVersion, policyAt, resolvePolicy } from '@shouwen/kernel';
import { type RecordsPolicy, recordsPolicy, recordsPreset } from './recordsPolicy.ts';

/** What was set by hand at a scope at a time: nothing, before its first version. */
export type SetAtScope = { readonly version: number; readonly effectiveFrom: Date; readonly overrides: Overrides };

/**
 * The policy that holds at the site at that time: the site's parameters, else the company's, else those of the preset. Never
 * throws for want of a version. With `siteId` null it is the company's own.
 */
export const recordsPolicyAt = async (
  tx: Tx,
  siteId: string | null,
  time: Date,
): Promise<PolicyVersion<RecordsPolicy>> => {
  const company = await setAt(tx, null, time);
  const site = siteId === null ? nothingSet : await setAt(tx, siteId, time);
  return resolvedVersion(company, site);
};

/** Both scopes resolved. The version counts the changes that led here, the company's and the site's, so that no two are alike. */
export const resolvedVersion = (company: SetAtScope, site: SetAtScope): PolicyVersion<RecordsPolicy> => {
  const scopes = { preset: recordsPreset, companyOverrides: company.overrides, siteOverrides: site.overrides };
  const params = resolvePolicy(recordsPolicy, scopes);
  if (isPolicyFault(params)) throw new Error(`the policy in force is at fault: ${params.message.en}`);
  const effectiveFrom = new Date(Math.max(site.effectiveFrom.getTime(), company.effectiveFrom.getTime()));
  const version = company.version + site.version;
  return { name: recordsPolicy.name, preset: recordsPreset, version, effectiveFrom, params };
};

/** What the scope has set at that time. A parameter that a later release took away is no fault of who set it once. */
export const setAt = async (tx: Tx, siteId: string | null, time: Date): Promise<SetAtScope> => {
  const versions = await loadPolicyVersions<Overrides>(tx, recordsPolicy.name, siteId);
  if (!versions.some(({ effectiveFrom }) => effectiveFrom <= time)) return nothingSet;
  const { version, effectiveFrom, params } = policyAt(versions, time);
  const known = Object.entries(params).filter(([key]) => Object.hasOwn(recordsPolicy.params, key));
  return { version, effectiveFrom, overrides: Object.fromEntries(known) };
};

export const nothingSet: SetAtScope = { version: 0, effectiveFrom: new Date(0), overrides: {} };
