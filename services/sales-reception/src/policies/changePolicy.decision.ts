import {
  accepted,
  type Decision,
  isPolicyFault,
  type Overrides,
  type PolicyFault,
  type PolicyVersion,
  type Refusal,
  type RuleId,
  reasoning,
  refused,
  resolvePolicy,
  text,
} from '@shouwen/kernel';
import type { SalesPolicy } from './salesPolicy.ts';
import { salesPolicyDefinition } from './salesPolicyDefinition.ts';

export type ChangePolicyFacts = {
  readonly at: Date;
  readonly effectiveFrom: Date;
  /** The newest version of the site, in force or still to come. */
  readonly newest: PolicyVersion<SalesPolicy>;
  /** Single parameters by name, unchecked, as they come from a form. */
  readonly overrides: Overrides;
};

export type PolicyChanged = {
  readonly type: 'PolicyChanged';
  readonly effectiveFrom: Date;
  readonly params: SalesPolicy;
};

export type ChangePolicyRefusal = Refusal<'POLICY_AT_FAULT' | 'POLICY_TOO_EARLY' | 'POLICY_UNCHANGED'>;

/**
 * Puts single parameters of a site on top of its newest version. Never backwards: what was decided stays decided, and a version
 * begins after the one it supersedes. A policy that contradicts itself is refused with the name of the parameter.
 */
export const decideChangePolicy = (facts: ChangePolicyFacts): Decision<PolicyChanged, ChangePolicyRefusal> => {
  const { at, effectiveFrom, newest, overrides } = facts;
  const why = reasoning(at).under(newest).fact('effectiveFrom', effectiveFrom.toISOString(), effectiveFrom);
  for (const [key, value] of Object.entries(overrides)) why.fact(key, JSON.stringify(value) ?? null);
  const tooEarly = effectiveFrom < at || effectiveFrom <= newest.effectiveFrom;
  if (tooEarly) return refused(refusal('POLICY_TOO_EARLY', laterOnly), why.explain('REFUSED', laterOnly));
  const siteOverrides = { ...differencesFromPreset(newest), ...overrides };
  const params = resolvePolicy(salesPolicyDefinition, { preset: newest.preset, siteOverrides });
  if (isPolicyFault(params)) {
    why.fact('parameter', params.parameter).fact('reason', params.reason);
    return refused(atFault(params), why.explain('REFUSED', params.message));
  }
  const changed = Object.keys(params).filter((key) => !same(params, newest.params, key as keyof SalesPolicy));
  if (changed.length === 0) return refused(refusal('POLICY_UNCHANGED', unchanged), why.explain('REFUSED', unchanged));
  why.apply(...new Set(changed.map((key) => salesPolicyDefinition.params[key as keyof SalesPolicy].rule)));
  return accepted([{ type: 'PolicyChanged', effectiveFrom, params }], why.explain('POLICY_CHANGED', saved));
};

/** What the version sets otherwise than its preset: the site's own overrides so far. */
const differencesFromPreset = ({ preset, params }: PolicyVersion<SalesPolicy>): Overrides => {
  const basis = resolvePolicy(salesPolicyDefinition, { preset });
  if (isPolicyFault(basis)) return params;
  return Object.fromEntries(Object.entries(params).filter(([key]) => !same(params, basis, key as keyof SalesPolicy)));
};

const same = (a: SalesPolicy, b: SalesPolicy, key: keyof SalesPolicy): boolean =>
  JSON.stringify(a[key]) === JSON.stringify(b[key]);

const atFault = (fault: PolicyFault): ChangePolicyRefusal => ({
  code: 'POLICY_AT_FAULT',
  rule: ruleOfParameter(fault.parameter),
  message: fault.message,
});

const ruleOfParameter = (parameter: string): RuleId | null =>
  Object.hasOwn(salesPolicyDefinition.params, parameter)
    ? salesPolicyDefinition.params[parameter as keyof SalesPolicy].rule
    : null;

const refusal = (code: ChangePolicyRefusal['code'], message: ChangePolicyRefusal['message']): ChangePolicyRefusal => ({
  code,
  rule: null,
  message,
});

const laterOnly = text(
  '新版本只能从现在以后、且晚于上一版本的时间起生效（effectiveFrom）。',
  'effectiveFrom: a version takes effect from now on at the earliest, and later than the one before it.',
);
const unchanged = text('各参数与现行版本相同。', 'Every parameter is as it was.');
const saved = text('制度参数已变更，此前的决定不变。', 'The policy changes; what was decided before stays decided.');
