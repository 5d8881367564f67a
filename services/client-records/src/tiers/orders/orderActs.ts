import {
  type CommandResult,
  can,
  demandStaff,
  done,
  keepAct,
  NotFound,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import { acrossSites, type Tx } from '@shouwen/database';
import { addDays, isUuid, type PolicyVersion, siteDate } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { recordsPolicyAt, type TierParams } from '../../policies/index.ts';
import { factsOf } from '../facts/factQueries.ts';
import { paymentRecord } from '../facts/proposeTier.decision.ts';
import { yearBefore } from '../review/reviewCalendar.ts';
import { spansOf } from '../spanQueries.ts';
import { type Tier, tierOn } from '../tier.ts';
import { clientAt, traceRefused } from '../tierScope.ts';
import { decideApproval, decideProposal } from './order.decision.ts';
import type { Order, OrderFacts } from './order.ts';
import { type OrderPrice, priceAtSite, priceOfDeal, treatmentById, treatmentsOf } from './orderQueries.ts';
import { decideTreatment, insertTreatment, lockOrder } from './orderStore.ts';

export type OfOrder = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly order: Order;
};
export type ProposeTreatment = OfOrder & {
  /** The price that is spoken of, for a unit; of a deal it is known. */
  readonly priceFen: number | null;
};
export type TreatmentDone = { readonly requestId: string };

const permission = 'tier.read';

/** The tier of today; a client in none is treated as C. */
export const tierOf = async (tx: Tx, clientId: string, today: string): Promise<Tier> =>
  tierOn(await spansOf(tx, [clientId], today), today)?.tier ?? 'C';

type Asked = {
  readonly clientId: string;
  readonly siteId: string;
  readonly order: Order;
  readonly priceFen: number | null;
};

const priceOf = (tx: Tx, { order, siteId, clientId, priceFen }: Asked, today: string): Promise<OrderPrice | null> => {
  if (order.kind === 'deal') return priceOfDeal(tx, { dealId: order.id, siteId, personId: clientId });
  return priceFen === null ? Promise.resolve(null) : priceAtSite(tx, { priceFen, siteId, today });
};

const orderFacts = async (
  tx: Tx,
  { clientId, price }: { readonly clientId: string; readonly price: OrderPrice },
  { params, today }: { readonly params: PolicyVersion<TierParams>['params']; readonly today: string },
): Promise<OrderFacts> => {
  const matureBy = addDays(today, -params['tier.paymentDays']);
  // How somebody pays is the company's knowledge; only the word for it is shown.
  const asked = { clientIds: [clientId], ...yearBefore(today), matureBy };
  const [facts] = await acrossSites(tx, () => factsOf(tx, asked));
  const payment = facts ? paymentRecord(facts, params['tier.promptPercent']) : 'none';
  const [paid, cost] = [price.deals.reduce((sum, { paidFen }) => sum + paidFen, 0), price.priceFen];
  return { pricePercent: price.pricePercent, payment, paidPercent: cost === 0 ? 0 : Math.floor((100 * paid) / cost) };
};

/** CR-6.02: asks that a single order be treated as A. Needs `tier.read` at the site and a ground to read the client there. @throws NotFound */
export const proposeTreatment = async (
  context: BareContext,
  { idempotencyKey, ...input }: ProposeTreatment,
): Promise<CommandResult<TreatmentDone>> => {
  const { staffId: proposedBy } = demandStaff(context.viewer);
  const { id: clientId } = await clientAt(context, { permission, ...input });
  const { siteId, order } = input;
  const { now } = context;
  return runCommand({ ...context, name: 'proposeTreatment', idempotencyKey, input }, async (tx) => {
    await lockOrder(tx, order);
    const today = siteDate(now);
    const policy = await recordsPolicyAt(tx, null, now);
    const price = await priceOf(tx, { ...input, clientId }, today);
    if (!price) throw new NotFound();
    const facts = await orderFacts(tx, { clientId, price }, { params: policy.params, today });
    const asked = await treatmentsOf(tx, [clientId]);
    const askedAlready = asked.some(({ kind, orderId }) => kind === order.kind && orderId === order.id);
    const tier = await tierOf(tx, clientId, today);
    const decision = decideProposal({ now, tier, askedAlready, policy, order: { ...facts, deals: price.deals } });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const requestId = context.newId();
    const subject = { type: 'OrderTreatment', id: requestId };
    const act = { action: 'tier.proposeTreatment', siteId, subject, explanation: decision.explanation, clientId };
    const explanationId = await keepAct(tx, context, act);
    const what = { requestId, clientId, siteId, kind: order.kind, orderId: order.id, priceFen: price.priceFen };
    await insertTreatment(tx, { ...what, proposedBy, proposedAt: now, explanationId });
    return done({ requestId });
  });
};

export type DecideTreatment = {
  readonly idempotencyKey: string;
  readonly requestId: string;
  readonly approve: boolean;
};

/** CR-6.02: the head of sales or above decides. Needs `tier.except` at the site of the order. @throws NotFound */
export const decideOrderTreatment = async (
  context: BareContext,
  { idempotencyKey, ...input }: DecideTreatment,
): Promise<CommandResult<TreatmentDone>> => {
  const { staffId: by } = demandStaff(context.viewer);
  const { requestId, approve } = input;
  const found = isUuid(requestId) ? await context.db.read((tx) => treatmentById(tx, requestId)) : null;
  if (!found) throw new NotFound();
  if (!can(context.viewer, 'tier.except', found.siteId)) {
    await traceRefused(context, { permission: 'tier.except', siteId: found.siteId, clientId: found.clientId });
    throw new NotFound();
  }
  await clientAt(context, { permission: 'tier.except', siteId: found.siteId, clientId: found.clientId });
  const { now } = context;
  return runCommand({ ...context, name: 'decideTreatment', idempotencyKey, input }, async (tx) => {
    await lockOrder(tx, { kind: found.kind, id: found.orderId });
    const request = await treatmentById(tx, requestId);
    if (!request) throw new NotFound();
    const decision = decideApproval({ now, request, by, approve });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const { siteId, clientId } = request;
    const subject = { type: 'OrderTreatment', id: requestId };
    const act = { action: 'tier.decideTreatment', siteId, subject, explanation: decision.explanation, clientId };
    const explanationId = await keepAct(tx, context, act);
    const [state = 'declined'] = decision.events;
    await decideTreatment(tx, request, { state, decidedBy: by, decidedAt: now, explanationId });
    return done({ requestId });
  });
};
