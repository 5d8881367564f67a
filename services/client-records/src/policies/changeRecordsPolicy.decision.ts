import {
  accepted,
  type Decision,
  isPolicyFault,
  type Overrides,
  type Refusal,
  type RuleId,
  reasoning,
  refused,
  resolvePolicy,
  specsOf,
  text,
} from '@shouwen/kernel';
import { recordsPolicy, recordsPreset } from './recordsPolicy.ts';
import { resolvedVersion, type SetAtScope } from './resolvedVersion.ts';

export type PolicyChangeFacts = {
  readonly now: Date;
  readonly effectiveFrom: Date;
  /** The newest version of the scope that changes, in force or still to come. */
  readonly newest: SetAtScope;
  /** The company's at that time, under which a site's stand; nothing set when the company's own change. */
  readonly company: SetAtScope;

  readonly overrides: Overrides;
};
export type RecordsPolicyChanged = { readonly type: 'RecordsPolicyChanged'; readonly overrides: Overrides };
export type PolicyChangeRefusal = Refusal<'POLICY_AT_FAULT' | 'POLICY_TOO_EARLY'>;

/** Puts single parameters on top of what the company, or a site, has set. Never backwards: what was decided stays decided. */
export const decideRecordsPolicyChange = (
  facts: PolicyChangeFacts,
): Decision<RecordsPolicyChanged, PolicyChangeRefusal> => {
  const { now, effectiveFrom, newest, company, overrides } = facts;
  const rules = new Map<string, RuleId>(specsOf(recordsPolicy).map(([key, { rule }]) => [key, rule]));
  const named = Object.keys(overrides).flatMap((key) => rules.get(key) ?? []);
  const why = reasoning(now)
    .under(resolvedVersion(company, newest))
    .apply(...new Set(named));
  why.fact('effectiveFrom', effectiveFrom.toISOString(), effectiveFrom);
  for (const [key, value] of Object.entries(overrides)) why.fact(key, JSON.stringify(value) ?? null);
  if (effectiveFrom < now || effectiveFrom <= newest.effectiveFrom)
    return refused({ code: 'POLICY_TOO_EARLY', rule: null, message: laterOnly }, why.explain('refused', laterOnly));
  const siteOverrides = { ...newest.overrides, ...overrides };
  const scopes = { preset: recordsPreset, companyOverrides: company.overrides, siteOverrides };
  const params = resolvePolicy(recordsPolicy, scopes);
  if (isPolicyFault(params)) {
    const { message, parameter } = params;
    const rule = rules.get(parameter) ?? null;
    return refused({ code: 'POLICY_AT_FAULT', rule, message }, why.explain('refused', message));
  }
  return accepted([{ type: 'RecordsPolicyChanged', overrides: siteOverrides }], why.explain('policy-changed', changed));
};

const laterOnly = text(
  '新版本只能从现在以后、且晚于上一版本的时间起生效。',
  'A version takes effect from now on at the earliest, and later than the one before it.',
);
const changed = text('制度参数已变更，此前的决定不变。', 'The policy changes; what was decided before stays decided.');
