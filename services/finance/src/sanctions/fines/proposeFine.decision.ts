import {
  accepted,
  type Decision,
  formatYuan,
  isRuleId,
  type PolicyVersion,
  type Reasoning,
  type Refusal,
  type RuleId,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';
import type { Fine } from '../fine.ts';
import { type AmountLimits, amountUnder, isListed } from '../policy/amountUnder.ts';
import type { PenaltyPolicy } from '../policy/penaltyPolicy.ts';
import { isMoreSpecific } from '../schedule/fineSchedule.ts';
import type { RecordedViolation } from '../violation.ts';

export type ProposalFacts = {
  readonly violation: RecordedViolation;
  /** Under which code; the violation's own, or one that a manager names. */
  readonly code: string | null;
  /** Null: the system. */
  readonly proposedBy: string | null;
  readonly grave: boolean;
  /** Of the time of the act. */
  readonly policy: PolicyVersion<PenaltyPolicy>;
  /** What was proposed before for what may be the same act, as far as it still stands. */
  readonly others: readonly Fine[];
  readonly now: Date;
};

export type FineProposed = AmountLimits & {
  readonly type: 'FineProposed';
  readonly code: RuleId | null;
  /** The proposals of a less specific code that give way. */
  readonly supersedes: readonly Fine[];
};
export type ProposalRefusal = Refusal<'FINES_NOT_IN_USE' | 'CODE_NOT_IN_SCHEDULE' | 'ACT_ALREADY_FINED'>;

/**
 * FI-3: what a recorded violation may cost, by the schedule of the site at the time of the act. One act, one code: the more specific
 * one takes the place of what is only proposed; beside what is more specific, or confirmed already, nothing is proposed.
 */
export const decideProposal = (facts: ProposalFacts): Decision<FineProposed, ProposalRefusal> => {
  const { violation, policy, others } = facts;
  const reasons = reasoning(facts.now).under(policy).apply('FI-3');
  reasons.fact('violation', violation.reason, violation.occurredAt).fact('code', facts.code);
  reasons.fact('occurrences', violation.occurrences).fact('grave', facts.grave);
  const refuse = (code: ProposalRefusal['code'], message: ProposalRefusal['message']) =>
    refused({ code, rule: 'FI-3', message }, reasons.explain('not-fined', message));
  if (!policy.params['fines.enabled']) return refuse('FINES_NOT_IN_USE', notInUse);
  const code = codeUnder(policy.params, facts, reasons);
  if (code === 'not-listed') return refuse('CODE_NOT_IN_SCHEDULE', notListed);
  const rivals = others.filter((other) => isSameAct(other, code, violation));
  const standing = rivals.find((other) => !(isMoreSpecific(code, other.code) && other.state === 'proposed'));
  if (standing) {
    reasons.fact('standing', standing.code, standing.proposedAt);
    if (code !== null) reasons.reject(code, oneActOneCode(standing.code));
    return refuse('ACT_ALREADY_FINED', oneActOneCode(standing.code));
  }
  for (const { code: general } of rivals) if (general !== null) reasons.reject(general, oneActOneCode(code));
  const limits = amountUnder(policy.params, code, violation.occurrences);
  if (code !== null) reasons.apply(code);
  reasons.fact('basis', limits.basis).fact('leastFen', limits.leastFen).fact('mostFen', limits.mostFen);
  const event: FineProposed = { type: 'FineProposed', code, ...limits, supersedes: rivals };
  return accepted([event], reasons.explain('proposed', summaryOf(limits)));
};

/** The site's choice of the two entries for complaints; what its schedules do not have is ruled, unless a manager insists on it. */
const codeUnder = (
  params: PenaltyPolicy,
  { code, proposedBy }: ProposalFacts,
  reasons: Reasoning,
): RuleId | null | 'not-listed' => {
  if (code === null) return null;
  const chosen = code === 'V-39' || code === 'V-50' ? params['complaint.code'] : code;
  if (isListed(params, chosen) && isRuleId(chosen)) {
    const because = text(`本案场的投诉适用 ${chosen}。`, `This site applies ${chosen} to complaints.`);
    if (chosen !== code && isRuleId(code)) reasons.reject(code, because);
    return chosen;
  }
  if (proposedBy !== null) return 'not-listed';
  if (isRuleId(code)) reasons.reject(code, notListed);
  return null;
};

/** Of one violation; or about the same thing, under the same code or one that says more or less about the same. */
const isSameAct = (other: Fine, code: RuleId | null, { violationId }: RecordedViolation): boolean => {
  if (other.violationId === violationId) return true;
  if (code === null) return false;
  return other.code === code
    ? other.kind === 'fine' && other.subject !== null
    : isMoreSpecific(code, other.code) || isMoreSpecific(other.code, code);
};

const yuan = (fen: number) => formatYuan(fen);
const summaryOf = ({ basis, leastFen, mostFen }: AmountLimits) => {
  if (basis === 'ruling') return text('提请处罚，金额由裁定确定。', 'A fine is proposed; its amount is ruled.');
  if (basis === 'price') return text('提请照价赔偿。', 'A fine of the price is proposed.');
  return leastFen === mostFen
    ? text(`提请罚款 ${yuan(leastFen)} 元。`, `A fine of ${yuan(leastFen)} yuan is proposed.`)
    : text(
        `提请罚款 ${yuan(leastFen)} 至 ${yuan(mostFen)} 元。`,
        `A fine between ${yuan(leastFen)} and ${yuan(mostFen)} yuan is proposed.`,
      );
};
const notInUse = text('本案场不实行罚款。', 'This site has no fines.');
const notListed = text('该条款不在本案场适用的处罚条例中。', 'The schedules of this site have no such code.');
const oneActOneCode = (code: string | null) =>
  text(
    `一行为适用一条款，该行为已按 ${code ?? '裁定'} 处理。`,
    `One act, one code: ${code ?? 'a ruling'} stands for this act.`,
  );
