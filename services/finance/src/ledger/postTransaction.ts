import type { Tx } from '@shouwen/database';
import { effectiveTime } from './effectiveTime.ts';
import { insertEntries, insertTransaction, lockBook, NoSuchBook } from './ledgerStore.ts';
import { balanced, type TransactionDraft } from './transaction.ts';

export type Posting =
  | { readonly outcome: 'posted'; readonly transaction: TransactionDraft; readonly effectiveAt: Date }
  | { readonly outcome: 'already-posted' }
  | { readonly outcome: 'nothing-to-post' };

/**
 * FI-2.01, FI-2.03: posts a transaction once, in an open month of the site. The same cause a second time, also at the same
 * moment, posts nothing and says so. Its explanation must have been saved before.
 * @throws UnbalancedTransaction, NoSuchBook
 */
export const postTransaction = async (tx: Tx, draft: TransactionDraft, newId: () => string): Promise<Posting> => {
  const transaction = balanced(draft);
  if (!transaction) return { outcome: 'nothing-to-post' };
  const book = await lockBook(tx, draft.siteId, 'post');
  if (!book) throw new NoSuchBook(`no book of site ${draft.siteId}`);
  const effective = effectiveTime(draft.occurredAt, book);
  if (!(await insertTransaction(tx, transaction, effective))) return { outcome: 'already-posted' };
  await insertEntries(tx, transaction, newId);
  return { outcome: 'posted', transaction, effectiveAt: effective.effectiveAt };
};
