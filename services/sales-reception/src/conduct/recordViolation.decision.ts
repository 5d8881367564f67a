import { type Explanation, type RuleId, reasoning, text } from '@shouwen/kernel';
import { isMoreSpecific, type Violation } from './violation.ts';

export type ViolationFacts = {
  readonly found: Omit<Violation, 'supersededBy'>;
  /** What was found before about the same person and the same act. */
  readonly sameAct: readonly Violation[];
  readonly rules: readonly RuleId[];
};

export type ViolationDecision =
  /** Found before, or something more specific was: that one stands. */
  | { readonly outcome: 'STANDS'; readonly standing: Violation; readonly explanation: Explanation }
  /** New; what is less specific about the same act gives way. */
  | { readonly outcome: 'RECORDED'; readonly supersedes: readonly Violation[]; readonly explanation: Explanation };

/** FI-3: one act, one code, the more specific one. */
export const decideViolation = ({ found, sameAct, rules }: ViolationFacts): ViolationDecision => {
  const { code, occurredAt, recordedAt } = found;
  const why = reasoning(recordedAt).apply(...rules, 'FI-3');
  why.fact('code', code).fact('occurredAt', occurredAt.toISOString(), occurredAt);
  why.fact('occurrences', found.occurrences).fact('grave', found.grave).fact('reason', found.reason);
  why.fact('foundBySystem', found.reportedBy === null);
  const specific = sameAct.find((other) => other.supersededBy === null && isMoreSpecific(other.code, code));
  if (specific) {
    if (code !== null) why.reject(code, oneActOneCode(specific.code));
    why.fact('standing', specific.code, specific.recordedAt);
    return { outcome: 'STANDS', standing: specific, explanation: why.explain('STANDS', oneActOneCode(specific.code)) };
  }
  const again = sameAct.find((other) => isSame(other, found));
  if (again) return { outcome: 'STANDS', standing: again, explanation: why.explain('STANDS', foundBefore) };
  if (code !== null) why.apply(code);
  const supersedes = sameAct.filter((other) => other.supersededBy === null && isMoreSpecific(code, other.code));
  for (const { code: general } of supersedes) if (general !== null) why.reject(general, oneActOneCode(code));
  return { outcome: 'RECORDED', supersedes, explanation: why.explain('RECORDED', recorded) };
};

/** Without a code a violation is known by its reason. */
const isSame = (other: Violation, found: ViolationFacts['found']): boolean =>
  other.code === found.code && (found.code !== null || other.reason === found.reason);

const oneActOneCode = (code: string | null) =>
  text(
    `一行为适用一条款，以更具体的 ${code} 为准。`,
    `One act, one code: ${code}, which is the more specific one, stands.`,
  );
const foundBefore = text('该违规此前已记录。', 'The violation was recorded before.');
const recorded = text('违规已记录，由财务提出处罚。', 'The violation is recorded; finance proposes the fine.');
