import { accepted, type Decision, type RuleId, reasoning, refused, text } from '@shouwen/kernel';
import type { VisitCost, VisitCostRefusal } from './visitCost.ts';

const rule: RuleId = 'CR-8.04';
const refuse = (code: VisitCostRefusal['code'], zh: string, en: string): VisitCostRefusal => ({
  code,
  rule,
  message: text(zh, en),
});

/** Whether the visit lies ahead still: its day is not over, and it was not made. */
type Ahead = { readonly today: string; readonly onDay: string; readonly visitedAt: Date | null };
const liesAhead = ({ today, onDay, visitedAt }: Ahead): boolean => visitedAt === null && today <= onDay;
const tooLate = refuse(
  'VISIT_COST_NOT_IN_ADVANCE',
  '费用和礼品须在拜访前申请并获批。',
  'Cost and gifts are approved before the visit.',
);

export type ApplyFacts = Ahead & {
  readonly now: Date;
  readonly what: string;
  readonly amountFen: number;
  /** What was asked for the same visit already and not declined: an amount is not split to stay below the limit. */
  readonly othersFen: number;
  readonly limitYuan: number;
};

/** CR-8.04: cost and gifts are applied for before the visit; above the limit the regional manager approves. */
export const decideApplication = (
  facts: ApplyFacts,
): Decision<{ readonly approver: VisitCost['approver'] }, VisitCostRefusal> => {
  const { now, amountFen, othersFen, limitYuan, onDay } = facts;
  const why = reasoning(now).apply(rule).fact('amountFen', amountFen).fact('othersFen', othersFen);
  why.fact('limitYuan', limitYuan).fact('onDay', onDay);
  const refusal = applyRefusal(facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  const approver = amountFen + othersFen > limitYuan * 100 ? 'regional-manager' : 'head';
  return accepted([{ approver }], why.explain('ASKED', text('费用已申请。', 'The cost is applied for.')));
};

const applyRefusal = (facts: ApplyFacts): VisitCostRefusal | null => {
  if (!liesAhead(facts)) return tooLate;
  const length = [...facts.what.trim()].length;
  return facts.amountFen > 0 && length >= 2 && length <= 100
    ? null
    : refuse('BAD_INPUT', '金额须为正数，用途2至100字。', 'A positive amount, and 2 to 100 characters what for.');
};

export type DecideFacts = Ahead & {
  readonly now: Date;
  readonly cost: Pick<VisitCost, 'state' | 'staffId' | 'approver' | 'amountFen'>;
  readonly by: string;
  readonly isRegionalManager: boolean;
  readonly approve: boolean;
};

/** CR-8.04: the head, above the limit the regional manager, approves before the visit; nobody the own. */
export const decideCost = (facts: DecideFacts): Decision<null, VisitCostRefusal> => {
  const { now, cost, approve } = facts;
  const why = reasoning(now).apply(rule).fact('amountFen', cost.amountFen).fact('approver', cost.approver);
  const refusal = decideRefusal(facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  const explanation = approve
    ? why.explain('APPROVED', text('费用已批准。', 'The cost is approved.'))
    : why.explain('DECLINED', text('费用未批准。', 'The cost is declined.'));
  return accepted([null], explanation);
};

const decideRefusal = (facts: DecideFacts): VisitCostRefusal | null => {
  const { cost, by, isRegionalManager, approve } = facts;
  if (cost.state !== 'asked') return refuse('VISIT_COST_NOT_OPEN', '该申请已有决定。', 'It was decided already.');
  if (cost.staffId === by) return refuse('VISIT_COST_OWN', '不得批准本人的费用。', 'Nobody approves the own cost.');
  if (cost.approver === 'regional-manager' && !isRegionalManager)
    return refuse(
      'VISIT_COST_ABOVE_LIMIT',
      '超过限额，由区域经理批准。',
      'Above the limit the regional manager approves.',
    );
  return approve && !liesAhead(facts) ? tooLate : null;
};

/** CR-8.04: what it really cost is recorded against what was approved before the visit. */
export const decideActual = (facts: {
  readonly now: Date;
  readonly cost: Pick<VisitCost, 'state' | 'amountFen' | 'decidedAt'>;
  readonly visitedAt: Date | null;
  readonly actualFen: number;
}): Decision<null, VisitCostRefusal> => {
  const { now, cost, visitedAt, actualFen } = facts;
  const why = reasoning(now).apply(rule).fact('amountFen', cost.amountFen).fact('actualFen', actualFen);
  const refusal = actualRefusal(facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  why.fact('visitedAt', visitedAt?.toISOString() ?? null);
  return accepted([null], why.explain('SETTLED', text('实际费用已登记。', 'What it cost is recorded.')));
};

const actualRefusal = ({ cost, visitedAt, actualFen }: Parameters<typeof decideActual>[0]): VisitCostRefusal | null => {
  if (cost.state !== 'approved' || visitedAt === null)
    return refuse('VISIT_COST_NOT_OPEN', '须先获批并完成拜访。', 'It is approved, and the visit made, first.');
  if (cost.decidedAt === null || cost.decidedAt > visitedAt) return tooLate;
  return actualFen >= 0 ? null : refuse('BAD_INPUT', '金额不得为负。', 'A cost is not negative.');
};
