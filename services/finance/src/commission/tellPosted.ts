import { commissionPostedV1 } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import { appendToOutbox } from '@shouwen/messaging';
import type { Posting } from '../ledger/index.ts';

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
