/**
 * The accounts of a site's commission book. Amounts in the ledger are signed fen: a debit is positive, a credit
 * negative, so that a transaction balances exactly when its entries add up to 0.
 */
export const accountKinds = [
  /** What commissions cost the company. */
  'commission-expense',
  /** What a consultant has earned and what is not due yet by the scheme (FI-1.01). */
  'commission-accrued',
  /** What the company owes a consultant. */
  'commission-payable',
  /** What a sanction keeps back from a consultant (FI-1.06). */
  'commission-withheld',
  /** What whoever introduced a client has earned and what is not due yet. */
  'introducer-accrued',
  /** What the company owes whoever introduced a client (SR-5.05). */
  'introducer-payable',
  /** The pool's part that is not due yet; it cannot be spent. */
  'pool-accrued',
  /** The commission pool, 公佣 (FI-1.08). */
  'commission-pool',
  /** What was already paid and is taken back from the next statement (FI-1.05). */
  'set-off-claim',
  /** What a statement could not set off and the next one takes over (FI-1.07). */
  'carry-over',
  /** Fines and attendance penalties that were kept back from somebody's commission (FI-3, FI-4). */
  'deductions',
  /** Money that left the house, such as commission paid out. */
  'cash',
] as const;

export type AccountKind = (typeof accountKinds)[number];

/** Names an account: one per kind, site and, for personal accounts, person. */
export type AccountRef = { readonly kind: AccountKind; readonly siteId: string; readonly holderId: string | null };

/** The same account always has the same key. */
export const accountKey = ({ kind, siteId, holderId }: AccountRef): string => `${kind}/${siteId}/${holderId ?? '-'}`;

/** The accounts that belong to a person. */
export const personalKinds = [
  'commission-accrued',
  'commission-payable',
  'commission-withheld',
  'introducer-accrued',
  'introducer-payable',
  'set-off-claim',
  'carry-over',
] as const satisfies readonly AccountKind[];

const debitKinds: readonly AccountKind[] = ['commission-expense', 'set-off-claim', 'carry-over', 'cash'];

/**
 * The amount as the owner of the account reads it: a debt to a person, and the pool, grow by credits; an expense, a
 * claim and cash grow by debits.
 */
export const naturalFen = (kind: AccountKind, signedFen: number): number => {
  const natural = debitKinds.includes(kind) ? signedFen : -signedFen;
  return natural === 0 ? 0 : natural;
};

/** The posting amount that raises (positive) or lowers (negative) an account by `fen`. */
export const raiseBy = (kind: AccountKind, fen: number): number => naturalFen(kind, fen);
