import { saveExplanation } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import {
  differenceOf,
  postTransaction,
  standingTransactions,
  type TransactionDraft,
  timeZoneOf,
} from '../ledger/index.ts';
import type { ConsultantShare } from './commission.ts';
import { commissionEntries } from './commissionEntries.ts';
import { changeDeal, lockDeal, replacePerformance } from './commissionStore.ts';
import { decideCommission } from './decideCommission.decision.ts';
import { type CommissionContext, CommissionNotPayable, tellPosted } from './postCommission.ts';
import { policiesFor } from './siteCommissionPolicy.ts';

export type AttributionChanged = {
  /** The event that told it: the cause of the posting. */
  readonly eventId: string;
  readonly dealId: string;
  readonly consultants: readonly ConsultantShare[];
  readonly decidedAt: Date;
  /** The rules of sales-reception that the later decision followed. */
  readonly rules: readonly string[];
};

/**
 * SR-9.05: a later decision on who shares a deal supersedes the earlier one; the commission is worked out again under the policy of
 * the day the deal closed, and only the difference is posted. A cancelled deal has nothing to share.
 * @throws CommissionNotPayable for a deal that finance never heard of
 */
export const changeShares = async (
  tx: Tx,
  change: AttributionChanged,
  { newId }: CommissionContext,
): Promise<'posted' | 'already-posted' | 'nothing-to-post' | 'cancelled'> => {
  const { dealId, consultants, decidedAt } = change;
  const deal = await lockDeal(tx, dealId);
  if (!deal) throw new CommissionNotPayable(`deal ${dealId} is not known`);
  if (deal.state === 'cancelled') return 'cancelled';
  const { siteId } = deal;
  const policies = await policiesFor(tx, deal, await timeZoneOf(tx, siteId));
  const decision = decideCommission({ ...deal, consultants }, policies, { decidedAt, rules: change.rules });
  if (decision.outcome === 'refused') throw new CommissionNotPayable(decision.refusal.code);
  const [decided] = decision.events;
  if (!decided) throw new CommissionNotPayable('no decision');
  const explanationId = newId();
  const subject = { type: 'deal', id: dealId };
  await saveExplanation(tx, { id: explanationId, subject, siteId, explanation: decision.explanation });
  const before = (await standingTransactions(tx, dealId)).flatMap(({ entries }) => entries);
  const draft: TransactionDraft = {
    id: newId(),
    cause: `event:${change.eventId}`,
    kind: 'attribution-change',
    siteId,
    dealId,
    occurredAt: decidedAt,
    reversesId: null,
    explanationId,
    entries: differenceOf(before, commissionEntries(siteId, decided.shares)),
  };
  const posting = await postTransaction(tx, draft, newId);
  await tellPosted(tx, posting, newId);
  await changeDeal(tx, deal, { consultants, rules: change.rules, explanationId });
  await replacePerformance(tx, dealId, decided.performance);
  return posting.outcome;
};
