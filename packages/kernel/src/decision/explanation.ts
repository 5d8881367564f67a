import type { PolicyRef } from '../policy/policy.ts';
import type { RuleId } from '../rules/ruleCatalogue.ts';
import type { Text } from './text.ts';

export type FactValue = string | number | boolean | null | readonly string[];

/** One thing the decision knew: its name, its value, and when it became true. */
export type Fact = { readonly name: string; readonly value: FactValue; readonly at?: Date };

/** A rule that was looked at and did not decide, and why it did not. */
export type RejectedRule = { readonly rule: RuleId; readonly because: Text };

/**
 * Why a decision came out as it did: everything an outsider needs to recompute it by hand.
 * It cites only rules of the catalogue (`RuleId`).
 */
export type Explanation = {
  readonly outcome: string;
  readonly summary: Text;
  readonly applied: readonly RuleId[];
  readonly rejected: readonly RejectedRule[];
  readonly facts: readonly Fact[];
  /** The policy versions the decision was taken under, empty where no parameter mattered. */
  readonly policies: readonly PolicyRef[];
  readonly decidedAt: Date;
};

/** Collects the reasons while a decision is being taken, so that they cannot drift from its steps. */
export type Reasoning = {
  apply(...rules: RuleId[]): Reasoning;
  reject(rule: RuleId, because: Text): Reasoning;
  fact(name: string, value: FactValue, at?: Date): Reasoning;
  under(policy: PolicyRef): Reasoning;
  explain(outcome: string, summary: Text): Explanation;
};

/** Starts the reasoning of one decision taken at `decidedAt`. */
export const reasoning = (decidedAt: Date): Reasoning => {
  const applied: RuleId[] = [];
  const rejected: RejectedRule[] = [];
  const facts: Fact[] = [];
  const policies: PolicyRef[] = [];
  const self: Reasoning = {
    apply(...rules) {
      for (const rule of rules) if (!applied.includes(rule)) applied.push(rule);
      return self;
    },
    reject(rule, because) {
      rejected.push({ rule, because });
      return self;
    },
    fact(name, value, at) {
      facts.push(at === undefined ? { name, value } : { name, value, at });
      return self;
    },
    under(policy) {
      const known = policies.some((one) => one.name === policy.name && one.version === policy.version);
      if (!known) policies.push({ name: policy.name, preset: policy.preset, version: policy.version });
      return self;
    },
    explain: (outcome, summary) => ({
      outcome,
      summary,
      applied: [...applied],
      // A rule that decided anything was not rejected, in whichever order that became known.
      rejected: rejected.filter(({ rule }) => !applied.includes(rule)),
      facts: [...facts],
      policies: [...policies],
      decidedAt,
    }),
  };
  return self;
};
