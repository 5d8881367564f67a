import { accepted, type Decision, type Refusal, reasoning, refused, text } from '@shouwen/kernel';
import { decideReversal, type PostedTransaction, type Reversed } from '../../ledger/index.ts';

export type CancellationFacts = {
  readonly dealId: string;
  readonly cancelledAt: Date;
  /** Whose fault it was, as sales-reception told it. It changes nothing here; a fine for it is FI-3, V-34. */
  readonly fault: string;
  readonly state: 'posted' | 'cancelled';
  /** What was posted for the deal and not taken back. */
  readonly standing: readonly PostedTransaction[];
};

export type CommissionReversed = { readonly type: 'CommissionReversed'; readonly reversals: readonly Reversed[] };
export type CancellationRefusal = Refusal<'ALREADY_CANCELLED' | 'ALREADY_REVERSED' | 'NOT_REVERSIBLE'>;

/** FI-1.05: all that stands for the deal is taken back by counter-postings of the day of the cancellation, once. */
export const decideCancellation = (facts: CancellationFacts): Decision<CommissionReversed, CancellationRefusal> => {
  const reasons = reasoning(facts.cancelledAt).apply('FI-1.05', 'FI-2.01').fact('fault', facts.fault);
  reasons.fact('cancelledAt', facts.cancelledAt.toISOString(), facts.cancelledAt);
  if (facts.state === 'cancelled') {
    const message = text(
      '该笔成交已退订，佣金已冲销。',
      'The deal is cancelled and its commission taken back already.',
    );
    return refused({ code: 'ALREADY_CANCELLED', rule: 'FI-1.05', message }, reasons.explain('refused', message));
  }
  const reversals: Reversed[] = [];
  for (const posted of facts.standing) {
    const decision = decideReversal(posted, facts.cancelledAt);
    if (decision.outcome === 'refused') return decision;
    reversals.push(...decision.events);
  }
  reasons.fact(
    'reverses',
    reversals.map(({ reversesId }) => reversesId),
  );
  const summary = text(
    '退订：已计佣金以相反分录冲回。',
    'Cancelled: the commission posted is taken back by counter-postings.',
  );
  return accepted([{ type: 'CommissionReversed', reversals }], reasons.explain('reversed', summary));
};
