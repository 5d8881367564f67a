import { saveExplanation } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { formatYuan, reasoning, text } from '@shouwen/kernel';
import { type AccountRef, lockBalance, postTransaction, raiseBy, type TransactionDraft } from '../../ledger/index.ts';

export type SetOff = {
  readonly dealId: string | null;
  readonly siteId: string;
  readonly occurredAt: Date;
  /** Names what lowered the accounts. */
  readonly cause: string;
  /** The accounts that were touched. */
  readonly accounts: readonly AccountRef[];
};

/**
 * FI-1.05: where more was paid to somebody than is still owed after a cancellation, a lower price or another share, the difference
 * becomes a claim against that person, to be set off against the next statement.
 */
export const setOffPaid = async (tx: Tx, setOff: SetOff, newId: () => string): Promise<void> => {
  const { dealId, siteId, occurredAt, cause } = setOff;
  for (const account of setOff.accounts) {
    const owedFen = await lockBalance(tx, account);
    if (owedFen >= 0) continue;
    const claim: AccountRef = { ...account, kind: 'set-off-claim' };
    const reasons = reasoning(occurredAt).apply('FI-1.05').fact('overpaid', -owedFen);
    const amount = formatYuan(-owedFen);
    const summary = text(
      `已付 ${amount} 元转为下期抵扣。`,
      `${amount} already paid is set off against the next statement.`,
    );
    const id = newId();
    const explanation = reasons.explain('set-off', summary);
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
