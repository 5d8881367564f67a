import { saveExplanation } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import {
  differenceOf,
  type Posting,
  postTransaction,
  standingTransactions,
  type TransactionDraft,
  timeZoneOf,
} from '../../ledger/index.ts';
import type { CommissionDecided, Occasion } from '../commission.ts';
import { type CommissionContext, CommissionNotPayable } from '../commissionContext.ts';
import { commissionEntries } from '../commissionEntries.ts';
import { changeDeal, type DealChange, type DealCommission, replacePerformance } from '../commissionStore.ts';
import { decideCommission } from '../decideCommission.decision.ts';
import { policiesFor } from '../policy/siteCommissionPolicy.ts';
import { tellPosted } from '../tellPosted.ts';
import { circumstancesOf } from './circumstances.ts';
import { settleAfter } from './settleAfter.ts';

export type Repost = Occasion & {
  /** Names what happened: a cause is posted once (FI-2.01). */
  readonly cause: string;
  /** What is different in the deal from now on. */
  readonly change?: Omit<DealChange, 'explanationId' | 'commissionFen' | 'basisPoints' | 'state'>;
};

/**
 * Works a commission out again, under the policies that judged it at first, and posts the difference to what stands (FI-1.01,
 * FI-1.04, FI-1.05, SR-9.05). The deal is locked by the caller. @throws CommissionNotPayable
 */
export const repost = async (
  tx: Tx,
  known: DealCommission,
  { cause, change = {}, ...occasion }: Repost,
  { newId }: CommissionContext,
): Promise<Posting['outcome']> => {
  const deal: DealCommission = { ...known, ...change };
  const { dealId, siteId } = deal;
  const { decided, explanation } = await decideAgain(tx, deal, occasion);
  const before = (await standingTransactions(tx, dealId)).flatMap(({ entries }) => entries);
  const entries = differenceOf(before, commissionEntries(siteId, decided.shares));
  if (entries.length === 0 && occasion.kind === 'due') return 'nothing-to-post';
  const explanationId = newId();
  await saveExplanation(tx, { id: explanationId, subject: { type: 'deal', id: dealId }, siteId, explanation });
  const base = { id: newId(), cause, kind: occasion.kind, siteId, dealId, occurredAt: occasion.at, reversesId: null };
  const draft: TransactionDraft = { ...base, explanationId, entries };
  const posting = await postTransaction(tx, draft, newId);
  await tellPosted(tx, posting, newId);
  const { commissionFen, basisPoints } = decided;
  await changeDeal(tx, known, { ...change, commissionFen, basisPoints, explanationId });
  await replacePerformance(tx, dealId, decided.performance);
  await settleAfter(tx, { dealId, siteId, occurredAt: occasion.at, cause, because: occasion.kind, entries }, newId);
  return posting.outcome;
};

/** What happened before the deal closed, and is told later, counts from its closing. */
export const laterOf = (a: Date, b: Date): Date => new Date(Math.max(a.getTime(), b.getTime()));

const decideAgain = async (tx: Tx, deal: DealCommission, occasion: Occasion) => {
  const policies = await policiesFor(tx, deal, await timeZoneOf(tx, deal.siteId));
  const circumstances = await circumstancesOf(tx, deal);
  const decision = decideCommission(deal, policies, { ...circumstances, occasion });
  if (decision.outcome === 'refused') throw new CommissionNotPayable(decision.refusal.code);
  const [decided] = decision.events;
  if (!decided) throw new CommissionNotPayable('no decision');
  return { decided: decided satisfies CommissionDecided, explanation: decision.explanation };
};
