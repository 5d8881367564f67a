import { accepted, type Decision, type Refusal, reasoning, refused, text } from '@shouwen/kernel';
import type { Suspension } from '../suspension.ts';

export type LiftingFacts = {
  readonly suspension: Suspension;
  readonly managerId: string;
  /** The day at the site. */
  readonly today: string;
  readonly now: Date;
};
export type SuspensionLifted = { readonly type: 'SuspensionLifted' };
export type LiftingRefusal = Refusal<'SUSPENSION_OVER' | 'OWN_SUSPENSION'>;

/** FI-3: the manager sets the time of a suspension, and may end it before; not one's own. */
export const decideLifting = (facts: LiftingFacts): Decision<SuspensionLifted, LiftingRefusal> => {
  const { suspension, managerId, today, now } = facts;
  const { from, through, liftedAt } = suspension;
  const reasons = reasoning(now).apply('FI-3').fact('from', from).fact('through', through).fact('today', today);
  const refuse = (code: LiftingRefusal['code'], zh: string, en: string) =>
    refused({ code, rule: 'FI-3', message: text(zh, en) } as const, reasons.explain('refused', text(zh, en)));
  if (suspension.staffId === managerId) {
    return refuse('OWN_SUSPENSION', '不能解除对本人的停盘。', 'Nobody lifts their own suspension.');
  }
  if (liftedAt !== null || (through !== null && through < today)) {
    return refuse('SUSPENSION_OVER', '该停盘已结束。', 'This suspension is over.');
  }
  return accepted(
    [{ type: 'SuspensionLifted' }],
    reasons.explain('suspension-lifted', text('停盘已解除。', 'The suspension is lifted.')),
  );
};
