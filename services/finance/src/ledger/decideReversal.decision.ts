import { accepted, type Decision, type Refusal, reasoning, refused, text } from '@shouwen/kernel';
import { counterEntries, type Entry } from './transaction.ts';

/** A posted transaction as far as taking it back is concerned. */
export type PostedTransaction = {
  readonly id: string;
  readonly entries: readonly Entry[];
  readonly reversesId: string | null;
  readonly reversedById: string | null;
};

export type Reversed = { readonly type: 'Reversed'; readonly reversesId: string; readonly entries: readonly Entry[] };
export type ReversalRefusal = Refusal<'ALREADY_REVERSED' | 'NOT_REVERSIBLE'>;

/**
 * FI-1.05, FI-2.01: what was posted is never erased; it is taken back once, by a counter-posting of the same amounts on the
 * other side. A counter-posting itself is not taken back: post anew.
 */
export const decideReversal = (posted: PostedTransaction, at: Date): Decision<Reversed, ReversalRefusal> => {
  const reasons = reasoning(at).apply('FI-1.05', 'FI-2.01').fact('transaction', posted.id);
  if (posted.reversedById !== null) {
    reasons.fact('reversedBy', posted.reversedById);
    const message = text('该笔分录已冲销。', 'This transaction was already taken back.');
    return refused({ code: 'ALREADY_REVERSED', rule: 'FI-2.01', message }, reasons.explain('refused', message));
  }
  if (posted.reversesId !== null) {
    const message = text('冲销分录不能再冲销。', 'A counter-posting cannot itself be taken back.');
    return refused({ code: 'NOT_REVERSIBLE', rule: 'FI-2.01', message }, reasons.explain('refused', message));
  }
  const entries = counterEntries(posted.entries);
  const summary = text('原分录以相反金额冲销。', 'The posting is taken back by its opposite.');
  return accepted([{ type: 'Reversed', reversesId: posted.id, entries }], reasons.explain('reversed', summary));
};
