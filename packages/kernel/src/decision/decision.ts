import type { RuleId } from '../rules/ruleCatalogue.ts';
import type { Explanation } from './explanation.ts';
import type { Text } from './text.ts';

/** Why a command was not carried out: an answer, not an error. `rule` is null only for plain bad input. */
export type Refusal<Code extends string = string> = {
  readonly code: Code;
  readonly rule: RuleId | null;
  readonly message: Text;
  /** True when the same command may succeed a moment later without anything being changed by the caller. */
  readonly retryable?: boolean;
};

export type Accepted<Event> = {
  readonly outcome: 'accepted';
  readonly events: readonly Event[];
  readonly explanation: Explanation;
};

export type Refused<R extends Refusal = Refusal> = {
  readonly outcome: 'refused';
  readonly refusal: R;
  readonly explanation: Explanation;
};

/** What a pure decision returns: what happens, or why it may not, and the explanation of either. */
export type Decision<Event, R extends Refusal = Refusal> = Accepted<Event> | Refused<R>;

export const accepted = <Event>(events: readonly Event[], explanation: Explanation): Accepted<Event> => ({
  outcome: 'accepted',
  events,
  explanation,
});

export const refused = <R extends Refusal>(refusal: R, explanation: Explanation): Refused<R> => ({
  outcome: 'refused',
  refusal,
  explanation,
});

/** A named condition of a decision: null when it holds, else the refusal. */
export type Requirement<Facts, R extends Refusal = Refusal> = (facts: Facts) => R | null;

/** Runs a rule list in order; the first requirement that does not hold refuses. */
export const firstRefusal = <Facts, R extends Refusal>(
  requirements: readonly Requirement<Facts, R>[],
  facts: Facts,
): R | null => {
  for (const requirement of requirements) {
    const refusal = requirement(facts);
    if (refusal) return refusal;
  }
  return null;
};

/** Ends every `switch` over a union, so that a forgotten case does not compile. */
export const unreachable = (value: never): never => {
  throw new Error(`unreachable case: ${JSON.stringify(value)}`);
};
