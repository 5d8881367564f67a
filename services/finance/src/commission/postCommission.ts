import { saveExplanation } from '@shouwen/access';
import { commissionPostedV1 } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import { appendToOutbox } from '@shouwen/messaging';
import { type Posting, postTransaction, type TransactionDraft, timeZoneOf } from '../ledger/index.ts';
import type { ClosedDeal } from './commission.ts';
import { commissionEntries } from './commissionEntries.ts';
import { insertDeal, replacePerformance } from './commissionStore.ts';
import { decideCommission } from './decideCommission.decision.ts';
import { policiesFor } from './siteCommissionPolicy.ts';

/** What the use cases of commission need besides the transaction. */
export type CommissionContext = { readonly newId: () => string };

/** A deal that was told to finance cannot be paid for; the event is kept as a dead letter until somebody looks at it. */
export class CommissionNotPayable extends Error {
  override readonly name = 'CommissionNotPayable';
}

/**
 * FI-1.01 to FI-1.03, FI-2.01: posts the commission of a closed deal, once however often the deal is told, and tells that
 * it is posted. @throws CommissionNotPayable, NoSuchBook, NoPolicyInForce (the last two pass when the site is known)
 */
export const postCommission = async (
  tx: Tx,
  deal: ClosedDeal,
  { newId }: CommissionContext,
): Promise<Posting['outcome']> => {
  const timeZone = await timeZoneOf(tx, deal.siteId);
  const decision = decideCommission(deal, await policiesFor(tx, deal, timeZone));
  if (decision.outcome === 'refused') throw new CommissionNotPayable(decision.refusal.code);
  const [decided] = decision.events;
  if (!decided) throw new CommissionNotPayable('no decision');
  const explanationId = newId();
  const subject = { type: 'deal', id: deal.dealId };
  await saveExplanation(tx, { id: explanationId, subject, siteId: deal.siteId, explanation: decision.explanation });
  if (!(await insertDeal(tx, deal, { decided, explanationId }))) return 'already-posted';
  await replacePerformance(tx, deal.dealId, decided.performance);
  const draft: TransactionDraft = {
    id: newId(),
    cause: `deal:${deal.dealId}:closed`,
    kind: 'commission',
    siteId: deal.siteId,
    dealId: deal.dealId,
    occurredAt: deal.closedAt,
    reversesId: null,
    explanationId,
    entries: commissionEntries(deal.siteId, decided.shares),
  };
  const posting = await postTransaction(tx, draft, newId);
  await tellPosted(tx, posting, newId);
  return posting.outcome;
};

/** Tells the others what was posted, if anything was. */
export const tellPosted = async (tx: Tx, posting: Posting, newId: () => string): Promise<void> => {
  if (posting.outcome !== 'posted') return;
  const { id, siteId, dealId, entries } = posting.transaction;
  if (dealId === null) return;
  const lines = entries.map(({ account, amountFen }) => ({
    account: account.kind,
    staffId: account.holderId,
    amountFen,
  }));
  const at = posting.effectiveAt;
  const data = { dealId, siteId, transactionId: id, lines, postedAt: at.toISOString() };
  const aggregate = { type: commissionPostedV1.aggregate, id: dealId };
  await appendToOutbox(tx, [{ event: commissionPostedV1, aggregate, at, data, id: newId() }]);
};
