import { type CommandResult, demand, demandStaff, done, NotFound, refusedWith, runCommand } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type Act, keepAct } from '../../keepAct.ts';
import { lockBalance, postTransaction, raiseBy, type TransactionDraft } from '../../ledger/index.ts';
import type { SpendingKept } from './requestSpending.ts';
import { decideSpending, type SpendingFacts } from './ruleSpending.decision.ts';
import type { Spending } from './spending.ts';
import { closeSpending, findSpending, lockSpending } from './spendingStore.ts';

export type RuleSpendingInput = { readonly idempotencyKey: string; readonly spendingId: string };

/**
 * FI-1.08: the sales director approves or declines somebody else's request; what is approved is posted at once.
 * @throws NotSignedIn, Forbidden (`pool.spend` at the site), NotFound
 */
export const ruleSpending =
  (verdict: SpendingFacts['verdict']) =>
  async (act: Act, { idempotencyKey, spendingId }: RuleSpendingInput): Promise<CommandResult<SpendingKept>> => {
    const found = await act.db.read((tx) => findSpending(tx, spendingId));
    // Whether it exists is told only to those who may decide on it.
    demand(act.viewer, 'pool.spend', found?.siteId ?? null);
    const actorId = demandStaff(act.viewer).staffId;
    const command = { ...act, name: `${verdict}Spending`, idempotencyKey, input: { spendingId } };
    return runCommand<SpendingKept>(command, async (tx) => {
      const spending = await lockSpending(tx, spendingId);
      if (!spending) throw new NotFound();
      const { siteId } = spending;
      const balanceFen = await lockBalance(tx, { kind: 'commission-pool', siteId, holderId: null });
      const decision = decideSpending({ spending, verdict, balanceFen, actorId, now: act.now });
      if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
      const { explanation } = decision;
      const subject = { type: 'pool-spending', id: spendingId };
      const explanationId = await keepAct(tx, act, { action: command.name, siteId, subject, explanation });
      const state = decision.events[0]?.state ?? 'declined';
      if (state === 'approved') await post(tx, act, { spending, explanationId });
      await closeSpending(tx, spending, { state, ruledBy: actorId, ruledAt: act.now, explanationId });
      return done({ spendingId });
    });
  };

type Approved = { readonly spending: Spending; readonly explanationId: string };

const post = async (tx: Tx, act: Act, { spending, explanationId }: Approved): Promise<void> => {
  const { id, siteId, amountFen } = spending;
  const draft: TransactionDraft = {
    id: act.newId(),
    cause: `pool-spending:${id}`,
    kind: 'pool-spending',
    siteId,
    dealId: null,
    occurredAt: act.now,
    reversesId: null,
    explanationId,
    entries: [
      {
        account: { kind: 'commission-pool', siteId, holderId: null },
        amountFen: raiseBy('commission-pool', -amountFen),
      },
      { account: { kind: 'cash', siteId, holderId: null }, amountFen: raiseBy('cash', -amountFen) },
    ],
  };
  await postTransaction(tx, draft, act.newId);
};
