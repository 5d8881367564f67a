import { isPolicyFault, type Overrides, type PolicyVersion, resolvePolicy } from '@shouwen/kernel';
import { type RecordsPolicy, recordsPolicy, recordsPreset } from './recordsPolicy.ts';

/** What was set by hand at a scope at a time: nothing, before its first version. */
export type SetAtScope = { readonly version: number; readonly effectiveFrom: Date; readonly overrides: Overrides };

export const nothingSet: SetAtScope = { version: 0, effectiveFrom: new Date(0), overrides: {} };

/** Both scopes resolved. The version counts the changes that led here, the company's and the site's, so that no two are alike. */
export const resolvedVersion = (company: SetAtScope, site: SetAtScope): PolicyVersion<RecordsPolicy> => {
  const scopes = { preset: recordsPreset, companyOverrides: company.overrides, siteOverrides: site.overrides };
  const params = resolvePolicy(recordsPolicy, scopes);
  if (isPolicyFault(params)) throw new Error(`the policy in force is at fault: ${params.message.en}`);
  const effectiveFrom = new Date(Math.max(site.effectiveFrom.getTime(), company.effectiveFrom.getTime()));
  const version = company.version + site.version;
  return { name: recordsPolicy.name, preset: recordsPreset, version, effectiveFrom, params };
};
