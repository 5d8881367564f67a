import { saveExplanation } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { formatYuan, reasoning, text } from '@shouwen/kernel';
import { type AccountRef, lockBalance, postTransaction, raiseBy, type TransactionDraft } from '../ledger/index.ts';

export type SetOff = {
  readonly dealId: string;
  readonly siteId: string;
  readonly occurredAt: Date;
  /** The accounts that were lowered. */
  readonly accounts: readonly AccountRef[];
};

/**
 * FI-1.05: where more was paid to somebody than is still owed after a cancellation, the difference becomes a claim against that
 * person, to be set off against the next statement.
 */
export const setOffPaid = async (tx: Tx, setOff: SetOff, newId: () => string): Promise<void> => {
  const { dealId, siteId, occurredAt } = setOff;
  for (const account of onceEach(setOff.accounts.filter(({ holderId }) => holderId !== null))) {
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
    await saveExplanation(tx, { id, subject: { type: 'deal', id: dealId }, siteId, explanation });
    const draft: TransactionDraft = {
      id: newId(),
      cause: `deal:${dealId}:set-off:${account.kind}:${account.holderId}`,
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

const onceEach = (accounts: readonly AccountRef[]): AccountRef[] => [
  ...new Map(accounts.map((account) => [`${account.kind}/${account.holderId}`, account])).values(),
];
