import { type AccountKind, type AccountRef, type Entry, raiseBy } from '../ledger/index.ts';
import type { CommissionShare } from './commission.ts';

/**
 * The postings of a commission: the site's expense on one side, on the other what each party has earned: what is due is owed, the
 * rest waits (FI-1.01). A party without an amount has no entry.
 */
export const commissionEntries = (siteId: string, shares: readonly CommissionShare[]): Entry[] => {
  const earned = shares.flatMap((share) => {
    const { due, waiting } = accounts[share.party];
    return [
      entryOf({ kind: due, siteId, holderId: share.staffId }, share.dueFen),
      entryOf({ kind: waiting, siteId, holderId: share.staffId }, share.amountFen - share.dueFen),
    ];
  });
  const total = shares.reduce((sum, { amountFen }) => sum + amountFen, 0);
  const expense = entryOf({ kind: 'commission-expense', siteId, holderId: null }, total);
  return [expense, ...earned].filter(({ amountFen }) => amountFen !== 0);
};

const entryOf = (account: AccountRef, fen: number): Entry => ({ account, amountFen: raiseBy(account.kind, fen) });

const accounts: Readonly<
  Record<CommissionShare['party'], { readonly due: AccountKind; readonly waiting: AccountKind }>
> = {
  pool: { due: 'commission-pool', waiting: 'pool-accrued' },
  introducer: { due: 'introducer-payable', waiting: 'introducer-accrued' },
  consultant: { due: 'commission-payable', waiting: 'commission-accrued' },
};
