import { expect } from '@jest/globals';
import type { Decision, Explanation, FactValue, Refusal, RuleId } from '@shouwen/kernel';

/** What can be said about the reasons once the outcome is as expected. */
export type Reasons = {
  /** All of these rules decided; others may have too. */
  citing(...rules: RuleId[]): Reasons;
  /** Exactly these rules decided, in any order. */
  citingOnly(...rules: RuleId[]): Reasons;
  /** Each of these rules was considered and set aside, with a reason in both languages. */
  rejecting(...rules: RuleId[]): Reasons;
  /** The decision says that it knew these facts. */
  knowing(facts: Readonly<Record<string, FactValue>>): Reasons;
  /** For what the words above cannot say. */
  readonly explanation: Explanation;
};

export type Outcome<Event, R extends Refusal> = {
  /** It was accepted with exactly as many events as given here, each matching in the properties named. No argument: any events. */
  thenAccepted(...events: Partial<Event>[]): Reasons;
  /** It was refused with this code; a rule given here must be the one the refusal names. */
  thenRefused(code: R['code'], rule?: RuleId): Reasons;
  readonly decision: Decision<Event, R>;
};

/**
 * Says what a decision is given: its facts, and its policy when it has one.
 *
 *     given(aWaitingVisit(), policy).when(decideAssignment).thenRefused('NO_CONSULTANT_ON_DUTY', 'SR-1.04');
 */
export const given = <Given extends readonly unknown[]>(...facts: Given) => ({
  when: <Event, R extends Refusal>(decide: (...facts: Given) => Decision<Event, R>): Outcome<Event, R> =>
    outcomeOf(decide(...facts)),
});

const outcomeOf = <Event, R extends Refusal>(decision: Decision<Event, R>): Outcome<Event, R> => ({
  decision,
  thenAccepted(...events) {
    // A refusal is shown in the difference, with its code, instead of a bare "expected accepted".
    expect(decision).toMatchObject({ outcome: 'accepted' });
    if (decision.outcome === 'accepted' && events.length > 0) expect(decision.events).toMatchObject(events);
    return reasonsOf(decision.explanation);
  },
  thenRefused(code, rule) {
    expect(decision).toMatchObject({ outcome: 'refused', refusal: rule === undefined ? { code } : { code, rule } });
    if (decision.outcome === 'refused') expectBothLanguages(decision.refusal.message);
    return reasonsOf(decision.explanation);
  },
});

const reasonsOf = (explanation: Explanation): Reasons => {
  expectBothLanguages(explanation.summary);
  const reasons: Reasons = {
    explanation,
    citing(...rules) {
      expect(explanation.applied).toEqual(expect.arrayContaining(rules));
      return reasons;
    },
    citingOnly(...rules) {
      expect([...explanation.applied].sort()).toEqual([...rules].sort());
      return reasons;
    },
    rejecting(...rules) {
      expect(explanation.rejected.map((one) => one.rule)).toEqual(expect.arrayContaining(rules));
      for (const { because } of explanation.rejected) expectBothLanguages(because);
      return reasons;
    },
    knowing(facts) {
      const known = Object.fromEntries(explanation.facts.map((fact) => [fact.name, fact.value]));
      expect(known).toMatchObject(facts);
      return reasons;
    },
  };
  return reasons;
};

const expectBothLanguages = (text: { zh: string; en: string }): void => {
  expect(text.zh).toMatch(/\p{Script=Han}/u);
  expect(text.en).toMatch(/[A-Za-z]/);
};
