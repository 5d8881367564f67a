import { saveExplanation } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import {
  dealKinds,
  type Entry,
  postTransaction,
  standingTransactions,
  type TransactionDraft,
} from '../../ledger/index.ts';
import { type CommissionContext, CommissionNotPayable } from '../commissionContext.ts';
import { changeDeal, lockDeal, replacePerformance } from '../commissionStore.ts';
import { tellPosted } from '../tellPosted.ts';
import { decideCancellation } from './decideCancellation.decision.ts';
import { settleAfter } from './settleAfter.ts';

export type DealCancelled = { readonly dealId: string; readonly cancelledAt: Date; readonly fault: string };

/**
 * FI-1.05: takes back, by counter-postings, what was posted for a cancelled deal; what was paid already becomes a claim. Told
 * again, it changes nothing. @throws CommissionNotPayable for a deal that finance never heard of
 */
export const reverseCommission = async (
  tx: Tx,
  cancelled: DealCancelled,
  { newId }: CommissionContext,
): Promise<'reversed' | 'already-cancelled'> => {
  const { dealId, cancelledAt } = cancelled;
  const deal = await lockDeal(tx, dealId);
  if (!deal) throw new CommissionNotPayable(`cancelled deal ${dealId} is not known`);
  const standing = await standingTransactions(tx, dealId, [...dealKinds, 'correction']);
  const decision = decideCancellation({ ...cancelled, state: deal.state, standing });
  if (decision.outcome === 'refused') return 'already-cancelled';
  const explanationId = newId();
  const { siteId } = deal;
  const subject = { type: 'deal', id: dealId };
  await saveExplanation(tx, { id: explanationId, subject, siteId, explanation: decision.explanation });
  const base = { kind: 'cancellation', siteId, dealId, occurredAt: cancelledAt, explanationId } as const;
  const touched: Entry[] = [];
  for (const { reversesId, entries } of decision.events.flatMap(({ reversals }) => reversals)) {
    const cause = `transaction:${reversesId}:reversed`;
    const draft: TransactionDraft = { ...base, id: newId(), cause, reversesId, entries };
    await tellPosted(tx, await postTransaction(tx, draft, newId), newId);
    touched.push(...entries);
  }
  const cause = `deal:${dealId}`;
  const because = 'cancellation';
  await settleAfter(tx, { dealId, siteId, occurredAt: cancelledAt, cause, because, entries: touched }, newId);
  await changeDeal(tx, deal, { state: 'cancelled', explanationId });
  await replacePerformance(tx, dealId, []);
  return 'reversed';
};
