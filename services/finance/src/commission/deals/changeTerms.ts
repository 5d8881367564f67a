import type { Tx } from '@shouwen/database';
import { type CommissionContext, CommissionNotPayable } from '../commissionContext.ts';
import { lockDeal } from '../commissionStore.ts';
import { repost } from './repost.ts';

export type TermsChanged = {
  /** The event that told it: the cause of the posting. */
  readonly eventId: string;
  readonly dealId: string;
  readonly clientId: string;
  readonly unitId: string;
  readonly product: string;
  readonly priceFen: number;
  readonly changedAt: Date;
  readonly rules: readonly string[];
};

/**
 * FI-1.05: another unit, another name or another price: the shares stay, the amount follows the new price, and the difference is
 * posted. The scheme stays that of the day of the subscription. A cancelled deal earns nothing.
 * @throws CommissionNotPayable for a deal that finance never heard of
 */
export const changeTerms = async (
  tx: Tx,
  { eventId, dealId, changedAt: at, rules, clientId, unitId, product, priceFen }: TermsChanged,
  context: CommissionContext,
): Promise<'posted' | 'already-posted' | 'nothing-to-post' | 'cancelled'> => {
  const deal = await lockDeal(tx, dealId);
  if (!deal) throw new CommissionNotPayable(`deal ${dealId} is not known`);
  if (deal.state === 'cancelled') return 'cancelled';
  const change = { clientId, unitId, product, priceFen };
  return repost(tx, deal, { kind: 'terms-change', at, rules, cause: `event:${eventId}`, change }, context);
};
