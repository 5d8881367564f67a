import { type AccountRef, accountKey } from './account.ts';

/** One line of a transaction: a debit (positive fen) or a credit (negative fen) of one account. */
export type Entry = { readonly account: AccountRef; readonly amountFen: number };

/** What makes a deal's commission what the rules say; it is worked out again when something changes. */
export const dealKinds = ['commission', 'attribution-change', 'terms-change', 'leave-change', 'due'] as const;

export const transactionKinds = [
  ...dealKinds,
  'cancellation',
  'set-off',
  'withholding',
  'release',
  'correction',
  'pool-spending',
  'payment',
] as const;
export type TransactionKind = (typeof transactionKinds)[number];

/** What is to be posted. `cause` is unique in the ledger: the same cause posts once, however often it is told (FI-2.01). */
export type TransactionDraft = {
  readonly id: string;
  readonly cause: string;
  readonly kind: TransactionKind;
  readonly siteId: string;
  readonly dealId: string | null;
  /** When the cause happened; the month it counts in follows from this and from the months already closed. */
  readonly occurredAt: Date;
  /** The transaction that this one takes back. */
  readonly reversesId: string | null;
  readonly explanationId: string;
  readonly entries: readonly Entry[];
};

/** A bug of ours, never a user's: double entry was not kept. */
export class UnbalancedTransaction extends Error {
  constructor(cause: string, why: string) {
    super(`transaction for ${cause} ${why}`);
    this.name = 'UnbalancedTransaction';
  }
}

/**
 * FI-2.01: a transaction has at least two entries, in whole fen, none of 0, that add up to 0; entries of one account
 * are merged. Throws `UnbalancedTransaction` otherwise. Null when nothing is left to post.
 */
export const balanced = (draft: TransactionDraft): TransactionDraft | null => {
  const entries = mergeByAccount(draft.entries);
  if (entries.some(({ amountFen }) => !Number.isSafeInteger(amountFen)))
    throw new UnbalancedTransaction(draft.cause, 'has an amount that is not a whole number of fen');
  const sum = entries.reduce((total, { amountFen }) => total + BigInt(amountFen), 0n);
  if (sum !== 0n) throw new UnbalancedTransaction(draft.cause, `is out of balance by ${sum} fen`);
  return entries.length === 0 ? null : { ...draft, entries };
};

/** The entries that undo others: same accounts, opposite amounts (FI-1.05). */
export const counterEntries = (entries: readonly Entry[]): Entry[] =>
  entries.map(({ account, amountFen }) => ({ account, amountFen: -amountFen }));

/** What must be posted so that accounts that carry `before` carry `after` (SR-9.05: finance posts the difference). */
export const differenceOf = (before: readonly Entry[], after: readonly Entry[]): Entry[] =>
  mergeByAccount([...counterEntries(before), ...after]);

/** Signed balance of each account after the given transactions. */
export const balancesOf = (entries: readonly Entry[]): Map<string, number> => {
  const balances = new Map<string, number>();
  for (const { account, amountFen } of entries)
    balances.set(accountKey(account), (balances.get(accountKey(account)) ?? 0) + amountFen);
  return balances;
};

const mergeByAccount = (entries: readonly Entry[]): Entry[] => {
  const merged = new Map<string, Entry>();
  for (const { account, amountFen } of entries) {
    const known = merged.get(accountKey(account));
    merged.set(accountKey(account), { account, amountFen: (known?.amountFen ?? 0) + amountFen });
  }
  return [...merged.values()].filter(({ amountFen }) => amountFen !== 0);
};
