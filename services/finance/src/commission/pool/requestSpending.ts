import { type CommandResult, demand, demandStaff, done, NotFound, refusedWith, runCommand } from '@shouwen/access';
import { type Act, keepAct } from '../../keepAct.ts';
import { isSiteKnown, lockBalance } from '../../ledger/index.ts';
import { decideRequest } from './requestSpending.decision.ts';
import { insertSpending } from './spendingStore.ts';

export type RequestSpendingInput = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly amountFen: number;
  readonly purpose: string;
};
export type SpendingKept = { readonly spendingId: string };

/** FI-1.08: asks for money from a site's pool. @throws NotSignedIn, Forbidden (`pool.request` at the site), NotFound */
export const requestSpending = async (
  act: Act,
  { idempotencyKey, ...asked }: RequestSpendingInput,
): Promise<CommandResult<SpendingKept>> => {
  const { siteId, amountFen, purpose } = asked;
  demand(act.viewer, 'pool.request', siteId);
  const requestedBy = demandStaff(act.viewer).staffId;
  return runCommand<SpendingKept>({ ...act, name: 'requestSpending', idempotencyKey, input: asked }, async (tx) => {
    if (!(await isSiteKnown(tx, siteId))) throw new NotFound();
    const balanceFen = await lockBalance(tx, { kind: 'commission-pool', siteId, holderId: null });
    const decision = decideRequest({ amountFen, purpose, balanceFen, requesterId: requestedBy, now: act.now });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const id = act.newId();
    const { explanation } = decision;
    const subject = { type: 'pool-spending', id };
    const explanationId = await keepAct(tx, act, { action: 'requestSpending', siteId, subject, explanation });
    await insertSpending(tx, { id, siteId, amountFen, purpose, requestedBy, requestedAt: act.now, explanationId });
    return done({ spendingId: id });
  });
};
