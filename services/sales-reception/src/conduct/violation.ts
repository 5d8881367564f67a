import { isRuleId, type RuleId } from '@shouwen/kernel';

/** What a violation is about: a visit, a call, a claim. The same person, act and code are one violation. */
export type ViolationSubject = { readonly type: string; readonly id: string };

/** That somebody broke a rule of conduct. One for each person and act; finance proposes the fine (FI-3). */
export type Violation = {
  readonly violationId: string;
  readonly siteId: string;
  readonly staffId: string;
  /** Of the schedules V and K; null where they have none, so that the amount is ruled. */
  readonly code: RuleId | null;
  readonly occurredAt: Date;
  readonly recordedAt: Date;
  /** Null: found by the system. */
  readonly reportedBy: string | null;
  readonly subject: ViolationSubject | null;
  readonly dealId: string | null;
  /** How often it happened in one act: papers, units, days. */
  readonly occurrences: number;
  readonly grave: boolean;
  /** A short word, which the other departments may read. */
  readonly reason: string;
  /** In the reporter's own words; never leaves this department. */
  readonly note: string | null;
  /** The violation of a more specific code that took the place of this one; null while it stands. */
  readonly supersededBy: string | null;
  readonly explanationId: string;
};

/** Tells whether a text is an entry of the schedules V-01 to V-52 and K-01 to K-05. */
export const isViolationCode = (code: string): code is RuleId => /^[VK]-\d\d$/.test(code) && isRuleId(code);

/** FI-3: one act, one code. Each of these is less specific than the one before it. */
const fromSpecificToGeneral: readonly (readonly string[])[] = [
  ['V-51', 'V-42'],
  ['V-48', 'V-47', 'V-27'],
];

/** Whether `code` says more about the same act than `other` does. */
export const isMoreSpecific = (code: string | null, other: string | null): boolean =>
  fromSpecificToGeneral.some((codes) => {
    const [one, two] = [codes.indexOf(code ?? ''), codes.indexOf(other ?? '')];
    return one >= 0 && two >= 0 && one < two;
  });
