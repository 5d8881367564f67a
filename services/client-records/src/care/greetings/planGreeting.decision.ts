import { addDays, daysBetween, type Explanation, type PolicyVersion, reasoning, text } from '@shouwen/kernel';
import type { CareParams } from '../../policies/index.ts';
import type { GreetingKind, Holiday, Person, Rank } from './greeting.ts';

export type GreetingFacts = {
  readonly now: Date;
  readonly today: string;
  readonly dueOn: string;
  readonly occasion:
    | { readonly kind: 'birthday'; readonly whose: Person }
    | { readonly kind: 'holiday'; readonly holiday: Holiday };
  readonly rank: Rank;
  readonly hasConsent: boolean;
  readonly policy: PolicyVersion<CareParams>;
};

export type PlannedGreeting = {
  readonly kinds: readonly GreetingKind[];
  /** The last day on which it may still be made. */
  readonly through: string;
  readonly explanation: Explanation;
};

/**
 * CR-7.01: whether a greeting is planned, by rank, and only with consent; null when not. The explanation does not name the day: a
 * birthday stays out of it.
 */
export const planGreeting = (facts: GreetingFacts): PlannedGreeting | null => {
  const { now, today, dueOn, occasion, rank, hasConsent, policy } = facts;
  const { params } = policy;
  const ahead = daysBetween(today, dueOn);
  if (!hasConsent || ahead < 0 || ahead > params['greeting.planDays']) return null;
  const kinds = params[`greeting.${occasion.kind}.${rank}`] as readonly GreetingKind[];
  if (kinds.length === 0) return null;
  const why = reasoning(now).apply('CR-7.01').under(policy).fact('occasion', occasion.kind).fact('rank', rank);
  if (occasion.kind === 'birthday') why.fact('whose', occasion.whose);
  else why.fact('holiday', occasion.holiday);
  why.fact('kinds', kinds).fact('consent', true);
  const through = addDays(dueOn, params['greeting.graceDays']);
  return { kinds, through, explanation: why.explain('PLANNED', planned) };
};

const planned = text('客户同意关怀，按级别安排问候。', 'The client agreed; the greeting is planned by rank.');
