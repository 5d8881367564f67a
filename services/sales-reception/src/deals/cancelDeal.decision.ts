import { accepted, type Decision, type Refusal, reasoning, refused, text } from '@shouwen/kernel';
import type { CancellationReason, Deal, DealEvent, Fault } from './deal.ts';

export type CancellationFacts = {
  readonly deal: Deal;
  readonly fault: Fault;
  readonly reason: CancellationReason;
  readonly cancelledAt: Date;
  readonly cancelledOn: string;
  readonly explanationId: string;
};

type DealCancelled = Extract<DealEvent, { type: 'DealCancelled' }>;
export type CancellationRefusal = Refusal<'DEAL_NOT_OPEN'>;

/** SR-9.02: a deal may come to nothing once, with its reason and whose fault it was; the unit is free again. */
export const decideCancelDeal = (facts: CancellationFacts): Decision<DealCancelled, CancellationRefusal> => {
  const { deal, fault, reason, cancelledAt, cancelledOn, explanationId } = facts;
  const why = reasoning(cancelledAt).apply('SR-9.02').fact('closedOn', deal.closedOn, deal.closedAt);
  why.fact('fault', fault).fact('reason', reason);
  if (deal.state === 'cancelled') {
    const message = text('该成交已退订。', 'The deal is cancelled already.');
    why.fact('cancelledOn', deal.cancelledOn, deal.cancelledAt);
    return refused({ code: 'DEAL_NOT_OPEN', rule: 'SR-9.02', message }, why.explain('refused', message));
  }
  why.apply('SR-9.01');
  const cancellation = { dealId: deal.dealId, cancelledAt, cancelledOn, fault, reason, cancelledWhy: explanationId };
  const summary = text('成交取消，房源恢复可售。', 'The deal is cancelled and the unit is available again.');
  return accepted([{ type: 'DealCancelled', ...cancellation }], why.explain('cancelled', summary));
};
