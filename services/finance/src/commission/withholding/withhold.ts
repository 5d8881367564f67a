import { saveExplanation } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { lockBalance, postTransaction, raiseBy, type TransactionDraft } from '../../ledger/index.ts';
import type { CommissionContext } from '../commissionContext.ts';
import { setOffPaid } from '../deals/setOffPaid.ts';
import { tellPosted } from '../tellPosted.ts';
import { decideWithholdings, explainWithholding } from './decideWithholding.decision.ts';
import type { WithholdingChange } from './withholding.ts';
import {
  endWithholdings,
  insertWithholding,
  type NewWithholding,
  owedLines,
  type Person,
  setWithheld,
  withholdingsOf,
} from './withholdingStore.ts';

/**
 * FI-1.06: keeps back one deal's, a month's or all commission of a person, by a posting of its own. What the deal or the month
 * brings later is kept back as well, until it is released. Told again, it changes nothing.
 */
export const withhold = async (
  tx: Tx,
  order: Omit<NewWithholding, 'id'>,
  { newId }: CommissionContext,
): Promise<void> => {
  await lockOwed(tx, order);
  await insertWithholding(tx, { ...order, id: newId() });
  await settle(tx, { ...order, cause: `sanction:${order.sanctionId}` }, newId);
};

export type Release = { readonly sanctionId: string; readonly at: Date };

/** FI-1.06: a sanction does not stand any more: what it kept back is owed again. */
export const releaseWithheld = async (
  tx: Tx,
  { sanctionId, at }: Release,
  { newId }: CommissionContext,
): Promise<void> => {
  for (const person of await endWithholdings(tx, sanctionId, at)) {
    await lockOwed(tx, person);
    await settle(tx, { ...person, at, cause: `sanction:${sanctionId}:release` }, newId);
  }
};

export type Occurred = Person & { readonly at: Date; readonly cause: string };

/** Posts what the withholdings of a person take, or give back, after something changed what the person is owed. */
export const applyWithholdings = async (tx: Tx, occurred: Occurred, newId: () => string): Promise<void> => {
  const owedFen = await lockOwed(tx, occurred);
  const withholdings = await withholdingsOf(tx, occurred);
  if (withholdings.length === 0) return;
  const lines = await owedLines(tx, occurred);
  for (const change of decideWithholdings({ withholdings, lines, owedFen }))
    await post(tx, { ...occurred, change }, newId);
};

const settle = async (tx: Tx, occurred: Occurred, newId: () => string): Promise<void> => {
  await applyWithholdings(tx, occurred, newId);
  const { siteId, staffId, at, cause } = occurred;
  const accounts = [{ kind: 'commission-payable' as const, siteId, holderId: staffId }];
  await setOffPaid(tx, { dealId: null, siteId, occurredAt: at, cause, because: 'withholding', accounts }, newId);
};

const lockOwed = (tx: Tx, { siteId, staffId }: Person): Promise<number> =>
  lockBalance(tx, { kind: 'commission-payable', siteId, holderId: staffId });

type Posting = Occurred & { readonly change: WithholdingChange };

const post = async (tx: Tx, { siteId, staffId, at, cause, change }: Posting, newId: () => string): Promise<void> => {
  const { withholding, changeFen } = change;
  const dealId = withholding.scope.of === 'deal' ? withholding.scope.dealId : null;
  const explanationId = newId();
  const subject = { type: 'sanction', id: withholding.sanctionId };
  await saveExplanation(tx, { id: explanationId, subject, siteId, explanation: explainWithholding(change, at) });
  const draft: TransactionDraft = {
    id: newId(),
    cause: `withholding:${withholding.id}:${cause}`,
    kind: changeFen > 0 ? 'withholding' : 'release',
    siteId,
    dealId,
    occurredAt: at,
    reversesId: null,
    explanationId,
    entries: [
      { account: { kind: 'commission-payable', siteId, holderId: staffId }, amountFen: changeFen },
      {
        account: { kind: 'commission-withheld', siteId, holderId: staffId },
        amountFen: raiseBy('commission-withheld', changeFen),
      },
    ],
  };
  const posting = await postTransaction(tx, draft, newId);
  if (posting.outcome !== 'posted') return;
  await tellPosted(tx, posting, newId);
  await setWithheld(tx, withholding.id, withholding.withheldFen + changeFen);
};
