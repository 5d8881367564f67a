import { type CommandResult, can, demandStaff, done, keepAct, refusedWith, runCommand } from '@shouwen/access';
import { siteDate } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { cleanText } from '../../contacts/index.ts';
import { idsOfPerson } from '../../persons/index.ts';
import type { Place, Vault } from '../../vault/index.ts';
import { clientAt, traceRefused } from '../tierScope.ts';
import { decideRefusal } from './order.decision.ts';
import { type Order, treatedAs } from './order.ts';
import { type OfOrder, tierOf } from './orderActs.ts';
import { refusalOf, treatmentsOf } from './orderQueries.ts';
import { insertRefusal, lockOrder } from './orderStore.ts';

export type RefuseOrder = OfOrder & { readonly reason: string };
export type RefusedDone = {
  readonly refusalId: string;
  readonly clientId: string;
  readonly order: Order;
  readonly explanationId: string;
};

export const placeOfReason = (refusalId: string): Place => ({
  table: 'order_refusal',
  column: 'reason',
  row: refusalId,
});

/**
 * CR-6.02: somebody refuses an order; one that is treated as A, the head of sales or above. Needs `tier.read` at the site and a ground to
 * read the client there. @throws NotFound
 */
export const refuseOrder =
  (vault: Vault) =>
  async (context: BareContext, { idempotencyKey, ...told }: RefuseOrder): Promise<CommandResult<RefusedDone>> => {
    const { staffId: refusedBy } = demandStaff(context.viewer);
    const client = await clientAt(context, { permission: 'tier.read', ...told });
    const reason = cleanText(told.reason, 2_000) ?? '';
    const { siteId, order } = told;
    const { now } = context;
    const isHead = can(context.viewer, 'tier.except', siteId);
    const input = { ...told, reason: vault.blindIndex('order-refusal', reason).toString('hex') };
    const answer = await runCommand<RefusedDone>(
      { ...context, name: 'refuseOrder', idempotencyKey, input },
      async (tx) => {
        await lockOrder(tx, order);
        const ids = await idsOfPerson(tx, client.id);
        const tier = await tierOf(tx, client.id, siteDate(now));
        const as = treatedAs(tier, await treatmentsOf(tx, [client.id]), order);
        const refusedAlready = (await refusalOf(tx, ids, order)) !== null;
        const decision = decideRefusal({ now, treatedAs: as, isHead, refusedAlready, reason });
        if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
        const refusalId = context.newId();
        const key = { keyId: client.keyId, wrapped: client.wrappedKey };
        const reasonSealed = vault.seal(key, client.id, placeOfReason(refusalId), reason);
        const subject = { type: 'OrderRefusal', id: refusalId };
        const { explanation } = decision;
        const act = { action: 'tier.refuseOrder', siteId, subject, explanation, clientId: client.id };
        const explanationId = await keepAct(tx, context, act);
        const row = { refusalId, clientId: client.id, siteId, order, treatedAs: as, refusedBy, refusedAt: now };
        await insertRefusal(tx, { ...row, reasonSealed, explanationId });
        return done({ refusalId, clientId: client.id, order, explanationId });
      },
    );
    if (answer.outcome === 'refused' && answer.refusal.code === 'ORDER_NEEDS_HEAD_OF_SALES')
      await traceRefused(context, { permission: 'tier.except', siteId, clientId: client.id });
    return answer;
  };
