import { loadPolicyVersions } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type Overrides, type PolicyVersion, policyAt } from '@shouwen/kernel';
import { type RecordsPolicy, recordsPolicy } from './recordsPolicy.ts';
import { nothingSet, resolvedVersion, type SetAtScope } from './resolvedVersion.ts';

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

/** What the scope has set at that time; with null, its newest version, in force or still to come. */
export const setAt = async (tx: Tx, siteId: string | null, time: Date | null): Promise<SetAtScope> => {
  const versions = await loadPolicyVersions<Overrides>(tx, recordsPolicy.name, siteId);
  if (time === null) return asSet(versions.at(-1) ?? null);
  return asSet(versions.some(({ effectiveFrom }) => effectiveFrom <= time) ? policyAt(versions, time) : null);
};

/** A parameter that a later release took away is no fault of who set it once. */
const asSet = (one: PolicyVersion<Overrides> | null): SetAtScope => {
  if (one === null) return nothingSet;
  const known = Object.entries(one.params).filter(([key]) => Object.hasOwn(recordsPolicy.params, key));
  return { version: one.version, effectiveFrom: one.effectiveFrom, overrides: Object.fromEntries(known) };
};
