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
import { type PenaltyPolicy, penaltyPolicy } from './penaltyPolicy.ts';

export type PolicyChangeFacts = {
  readonly now: Date;
  readonly effectiveFrom: Date;
  /** The newest version of the site, in force or still to come. */
  readonly newest: PolicyVersion<PenaltyPolicy>;
  /** Single parameters by name, unchecked. */
  readonly overrides: Overrides;
};
export type PenaltiesChanged = { readonly type: 'PenaltiesChanged'; readonly params: PenaltyPolicy };
export type PolicyChangeRefusal = Refusal<'PENALTIES_AT_FAULT' | 'PENALTIES_TOO_EARLY'>;

/** FI-3, FI-4: puts single parameters on top of a site's newest version. What was decided before stays decided. */
export const decidePenaltyChange = (facts: PolicyChangeFacts): Decision<PenaltiesChanged, PolicyChangeRefusal> => {
  const { now, effectiveFrom, newest, overrides } = facts;
  const why = reasoning(now).under(newest).apply('FI-3').fact('effectiveFrom', effectiveFrom.toISOString());
  for (const [key, value] of Object.entries(overrides)) why.fact(key, JSON.stringify(value) ?? null);
  if (effectiveFrom < now || effectiveFrom <= newest.effectiveFrom) {
    return refused({ code: 'PENALTIES_TOO_EARLY', rule: null, message: laterOnly }, why.explain('refused', laterOnly));
  }
  const siteOverrides = { ...newest.params, ...overrides };
  const params = resolvePolicy(penaltyPolicy, { preset: newest.preset, siteOverrides });
  if (isPolicyFault(params)) {
    const { message } = params;
    return refused({ code: 'PENALTIES_AT_FAULT', rule: null, message }, why.explain('refused', message));
  }
  return accepted([{ type: 'PenaltiesChanged', params }], why.explain('penalties-changed', changed));
};

const laterOnly = text(
  '新版本只能从现在以后、且晚于上一版本的时间起生效。',
  'A version takes effect from now on at the earliest, and later than the one before it.',
);
const changed = text(
  '处罚规定已变更，此前的决定不变。',
  'The penalties change; what was decided before stays decided.',
);
