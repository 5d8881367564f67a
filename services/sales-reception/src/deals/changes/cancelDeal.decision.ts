import { accepted, type Decision, type Refusal, reasoning, refused, text } from '@shouwen/kernel';
import type { CancellationReason, Deal, DealEvent, Fault } from '../deal.ts';

export type CancellationFacts = {
  readonly deal: Deal;
  readonly fault: Fault;
  readonly reason: CancellationReason;
  /** Of the consultants who share the deal, those whose fault it was; empty: all of them, if it was a consultant's. */
  readonly atFault: readonly string[];
  readonly cancelledAt: Date;
  readonly cancelledOn: string;
  readonly explanationId: string;
};

type DealCancelled = Extract<DealEvent, { type: 'DealCancelled' }>;
/** V-34, once for the unit. */
export type FaultBooked = { readonly type: 'FaultBooked'; readonly staffId: string };
export type CancellationRefusal = Refusal<'DEAL_NOT_OPEN' | 'NOT_A_CONSULTANT'>;

/** SR-9.02: a deal may come to nothing once, with its reason and whose fault it was; the unit is free again. */
export const decideCancelDeal = (
  facts: CancellationFacts,
): Decision<DealCancelled | FaultBooked, CancellationRefusal> => {
  const { deal, fault, reason, cancelledAt, cancelledOn, explanationId } = facts;
  const why = reasoning(cancelledAt).apply('SR-9.02').fact('closedOn', deal.closedOn, deal.closedAt);
  why.fact('stage', deal.stage).fact('fault', fault).fact('reason', reason);
  if (deal.state === 'cancelled') {
    const message = text('该成交已退订。', 'The deal is cancelled already.');
    why.fact('cancelledOn', deal.cancelledOn, deal.cancelledAt);
    return refused({ code: 'DEAL_NOT_OPEN', rule: 'SR-9.02', message }, why.explain('refused', message));
  }
  if (deal.stage === 'handed-over') {
    const message = text('已交房的不得退订。', 'The unit is handed over; the deal is at its end.');
    return refused({ code: 'DEAL_NOT_OPEN', rule: 'SR-9.02', message }, why.explain('refused', message));
  }
  const blamed = atFaultIn(facts);
  if (blamed === null) {
    const message = text('责任人须为该成交的置业顾问。', 'Only consultants of the deal can be at fault.');
    return refused({ code: 'NOT_A_CONSULTANT', rule: 'SR-9.02', message }, why.explain('refused', message));
  }
  why.apply('SR-9.01');
  if (blamed.length > 0) why.apply('V-34').fact('atFault', blamed);
  const cancellation = { dealId: deal.dealId, cancelledAt, cancelledOn, fault, reason, cancelledWhy: explanationId };
  const summary = text('成交取消，房源恢复可售。', 'The deal is cancelled and the unit is available again.');
  const booked = blamed.map((staffId) => ({ type: 'FaultBooked', staffId }) as const);
  return accepted([{ type: 'DealCancelled', ...cancellation }, ...booked], why.explain('cancelled', summary));
};

/** Null when somebody is named who has no part in the deal, or somebody at all where it was no consultant's fault. */
const atFaultIn = ({ deal, fault, atFault }: CancellationFacts): readonly string[] | null => {
  const sharers = deal.consultants.map(({ staffId }) => staffId);
  if (fault !== 'consultant') return atFault.length === 0 ? [] : null;
  if (atFault.some((staffId) => !sharers.includes(staffId))) return null;
  return atFault.length === 0 ? sharers : [...new Set(atFault)];
};
