import {
  accepted,
  type Decision,
  isPolicyFault,
  type Overrides,
  type PolicyDefinition,
  type PolicyParams,
  type PolicyVersion,
  type Refusal,
  type RuleId,
  reasoning,
  refused,
  resolvePolicy,
  specsOf,
  text,
} from '@shouwen/kernel';

export type PolicyChangeFacts<P> = {
  readonly now: Date;
  readonly effectiveFrom: Date;
  /** The newest version of the site, in force or still to come. */
  readonly newest: PolicyVersion<P>;
  /** Single parameters by name, unchecked. */
  readonly overrides: Overrides;
};
export type PolicyChanged<P> = { readonly type: 'PolicyChanged'; readonly params: P };
export type PolicyChangeRefusal = Refusal<'POLICY_AT_FAULT' | 'POLICY_TOO_EARLY'>;

/** Puts single parameters on top of a site's newest version (FI-1, FI-3, FI-4). Never backwards: what was decided stays decided. */
export const decidePolicyChange = <P extends PolicyParams<P>>(
  definition: PolicyDefinition<P>,
  { now, effectiveFrom, newest, overrides }: PolicyChangeFacts<P>,
): Decision<PolicyChanged<P>, PolicyChangeRefusal> => {
  const rules = new Map<string, RuleId>(specsOf(definition).map(([key, { rule }]) => [key, rule]));
  const named = Object.keys(overrides).flatMap((key) => rules.get(key) ?? []);
  const why = reasoning(now)
    .under(newest)
    .apply(...new Set(named));
  why.fact('effectiveFrom', effectiveFrom.toISOString(), effectiveFrom);
  for (const [key, value] of Object.entries(overrides)) why.fact(key, JSON.stringify(value) ?? null);
  if (effectiveFrom < now || effectiveFrom <= newest.effectiveFrom)
    return refused({ code: 'POLICY_TOO_EARLY', rule: null, message: laterOnly }, why.explain('refused', laterOnly));
  const siteOverrides = { ...newest.params, ...overrides };
  const params = resolvePolicy(definition, { preset: newest.preset, siteOverrides });
  if (isPolicyFault(params)) {
    const { message, parameter } = params;
    const rule = rules.get(parameter) ?? null;
    return refused({ code: 'POLICY_AT_FAULT', rule, message }, why.explain('refused', message));
  }
  return accepted([{ type: 'PolicyChanged', params }], why.explain('policy-changed', changed));
};

const laterOnly = text(
  '新版本只能从现在以后、且晚于上一版本的时间起生效。',
  'A version takes effect from now on at the earliest, and later than the one before it.',
);
const changed = text('制度参数已变更，此前的决定不变。', 'The policy changes; what was decided before stays decided.');
