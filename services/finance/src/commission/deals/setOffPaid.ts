import { saveExplanation } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type AccountRef, lockBalance, postTransaction, raiseBy, type TransactionDraft } from '../../ledger/index.ts';
import { explainSetOff, type SetOffReason } from './explainSetOff.ts';

export type SetOff = {
  readonly dealId: string | null;
  readonly siteId: string;
  readonly occurredAt: Date;
  /** Names what lowered the accounts. */
  readonly cause: string;
  readonly because: SetOffReason;
  /** The accounts that were touched. */
  readonly accounts: readonly AccountRef[];
};

/**
 * FI-1.05: where more was paid to somebody than is still owed after a cancellation, a lower price or another share, the difference
 * becomes a claim against that person, to be set off against the next statement.
 */
export const setOffPaid = async (tx: Tx, setOff: SetOff, newId: () => string): Promise<void> => {
  const { dealId, siteId, occurredAt, cause, because } = setOff;
  for (const account of setOff.accounts) {
    const owedFen = await lockBalance(tx, account);
    if (owedFen >= 0) continue;
    const claim: AccountRef = { ...account, kind: 'set-off-claim' };
    const id = newId();
    const explanation = explainSetOff(because, { owedFen, at: occurredAt });
    const subject = dealId === null ? { type: 'staff', id: `${account.holderId}` } : { type: 'deal', id: dealId };
    await saveExplanation(tx, { id, subject, siteId, explanation });
    const draft: TransactionDraft = {
      id: newId(),
      cause: `${cause}:set-off:${account.kind}:${account.holderId}`,
      kind: 'set-off',
      siteId,
      dealId,
      occurredAt,
      reversesId: null,
      explanationId: id,
      entries: [
        { account: claim, amountFen: raiseBy(claim.kind, -owedFen) },
        { account, amountFen: raiseBy(account.kind, -owedFen) },
      ],
    };
    await postTransaction(tx, draft, newId);
  }
};
