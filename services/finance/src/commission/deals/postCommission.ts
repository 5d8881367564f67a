import { saveExplanation } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type Posting, postTransaction, type TransactionDraft, timeZoneOf } from '../../ledger/index.ts';
import type { ClosedDeal } from '../commission.ts';
import { type CommissionContext, CommissionNotPayable } from '../commissionContext.ts';
import { commissionEntries } from '../commissionEntries.ts';
import { insertDeal, replacePerformance } from '../commissionStore.ts';
import { decideCommission } from '../decideCommission.decision.ts';
import { lockLeaves } from '../leave/leaveStore.ts';
import { policiesFor } from '../policy/siteCommissionPolicy.ts';
import { tellPosted } from '../tellPosted.ts';
import { circumstancesOf } from './circumstances.ts';
import { settleAfter } from './settleAfter.ts';

/**
 * FI-1.01 to FI-1.03, FI-2.01: posts the commission of a closed deal, once however often the deal is told, and tells that
 * it is posted. @throws CommissionNotPayable, NoSuchBook (passes when the site is known), NoPolicyInForce (at a site
 * that has none, or had none then)
 */
export const postCommission = async (
  tx: Tx,
  deal: ClosedDeal,
  { newId }: CommissionContext,
): Promise<Posting['outcome']> => {
  const timeZone = await timeZoneOf(tx, deal.siteId);
  await lockLeaves(tx, deal.siteId, 'read');
  const decision = decideCommission(deal, await policiesFor(tx, deal, timeZone), await circumstancesOf(tx, deal));
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
  const { cause, entries } = draft;
  await settleAfter(tx, { ...deal, occurredAt: deal.closedAt, cause, because: 'commission', entries }, newId);
  return posting.outcome;
};
