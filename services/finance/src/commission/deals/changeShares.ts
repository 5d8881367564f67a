import type { Tx } from '@shouwen/database';
import type { ConsultantShare } from '../commission.ts';
import { type CommissionContext, CommissionNotPayable } from '../commissionContext.ts';
import { lockDeal } from '../commissionStore.ts';
import { repost } from './repost.ts';

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
  { eventId, dealId, consultants, decidedAt: at, rules }: AttributionChanged,
  context: CommissionContext,
): Promise<'posted' | 'already-posted' | 'nothing-to-post' | 'cancelled'> => {
  const deal = await lockDeal(tx, dealId);
  if (!deal) throw new CommissionNotPayable(`deal ${dealId} is not known`);
  if (deal.state === 'cancelled') return 'cancelled';
  const change = { consultants, rules };
  return repost(tx, deal, { kind: 'attribution-change', at, rules, cause: `event:${eventId}`, change }, context);
};
