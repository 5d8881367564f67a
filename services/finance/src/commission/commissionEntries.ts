import { type AccountRef, type Entry, raiseBy } from '../ledger/index.ts';
import type { CommissionShare } from './commission.ts';

/**
 * The postings of a commission: the site's expense on one side, what is owed to each party on the other. A party without
 * an amount has no entry.
 */
export const commissionEntries = (siteId: string, shares: readonly CommissionShare[]): Entry[] => {
  const owed = shares.map((share) => {
    const account = accountOf(siteId, share);
    return { account, amountFen: raiseBy(account.kind, share.amountFen) };
  });
  const total = shares.reduce((sum, { amountFen }) => sum + amountFen, 0);
  const expense: AccountRef = { kind: 'commission-expense', siteId, holderId: null };
  return [{ account: expense, amountFen: raiseBy(expense.kind, total) }, ...owed].filter(
    ({ amountFen }) => amountFen !== 0,
  );
};

const accountOf = (siteId: string, { party, staffId }: CommissionShare): AccountRef => {
  if (party === 'pool') return { kind: 'commission-pool', siteId, holderId: null };
  return { kind: party === 'introducer' ? 'introducer-payable' : 'commission-payable', siteId, holderId: staffId };
};
