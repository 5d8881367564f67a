import {
  accepted,
  type Decision,
  isPolicyFault,
  type Overrides,
  type PolicyVersion,
  type Refusal,
  reasoning,
  refused,
  resolvePolicy,
  text,
} from '@shouwen/kernel';
import { type CommissionPolicy, commissionPolicy } from './commissionPolicy.ts';

export type PolicyChangeFacts = {
  readonly now: Date;
  readonly effectiveFrom: Date;
  /** The newest version of the site, in force or still to come. */
  readonly newest: PolicyVersion<CommissionPolicy>;
  /** Single parameters by name, unchecked. */
  readonly overrides: Overrides;
};
export type CommissionPolicyChanged = { readonly type: 'CommissionPolicyChanged'; readonly params: CommissionPolicy };
export type PolicyChangeRefusal = Refusal<'POLICY_AT_FAULT' | 'POLICY_TOO_EARLY'>;

/** FI-1: puts single parameters on top of a site's newest version. Never backwards: a deal is judged by the version of its day. */
export const decidePolicyChange = (
  facts: PolicyChangeFacts,
): Decision<CommissionPolicyChanged, PolicyChangeRefusal> => {
  const { now, effectiveFrom, newest, overrides } = facts;
  const why = reasoning(now).under(newest).fact('effectiveFrom', effectiveFrom.toISOString(), effectiveFrom);
  for (const [key, value] of Object.entries(overrides)) why.fact(key, JSON.stringify(value) ?? null);
  if (effectiveFrom < now || effectiveFrom <= newest.effectiveFrom)
    return refused({ code: 'POLICY_TOO_EARLY', rule: null, message: laterOnly }, why.explain('refused', laterOnly));
  const siteOverrides = { ...newest.params, ...overrides };
  const params = resolvePolicy(commissionPolicy, { preset: newest.preset, siteOverrides });
  if (isPolicyFault(params)) {
    const { message } = params;
    return refused({ code: 'POLICY_AT_FAULT', rule: null, message }, why.explain('refused', message));
  }
  return accepted([{ type: 'CommissionPolicyChanged', params }], why.explain('policy-changed', changed));
};

const laterOnly = text(
  '新版本只能从现在以后、且晚于上一版本的时间起生效。',
  'A version takes effect from now on at the earliest, and later than the one before it.',
);
const changed = text(
  '佣金规定已变更，此前的成交不变。',
  'The commission policy changes; deals from before stay as they are.',
);
