import {
  appendAudit,
  type CommandResult,
  can,
  demand,
  demandStaff,
  done,
  NotFound,
  refusedWith,
  runCommand,
  saveExplanation,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { policyAt, type Refusal, text } from '@shouwen/kernel';
import { sitePoliciesOf } from '../../policies/index.ts';
import { clientsKnown } from '../../projections/index.ts';
import { lockUnit } from '../../units/index.ts';
import type { DealContext } from '../dealContext.ts';
import { schemeAt } from '../priceScheme.ts';
import { plainRefusal } from '../steps/actOnSale.ts';
import { decideAskPrice, decideRulePrice } from './priceRequest.decision.ts';
import { insertPriceRequest, lockPriceRequest, priceRequestsById, saveRuling } from './priceRequestStore.ts';

export type AskPrice = {
  readonly idempotencyKey: string;
  readonly unitId: string;
  readonly clientId: string;
  readonly priceFen: number;
};
export type PriceRequested = { readonly requestId: string };

/** SR-9.03: asks for a price below that of the scheme. Needs `deal.record` at the unit's site. @throws NotFound */
export const requestPrice = (context: DealContext, input: AskPrice): Promise<CommandResult<PriceRequested>> =>
  runCommand({ ...context, name: 'requestPrice', idempotencyKey: input.idempotencyKey, input }, (tx) =>
    askIn(tx, context, input),
  );

const askIn = async (
  tx: Tx,
  { viewer, now: at, newId }: DealContext,
  { unitId, clientId, priceFen }: AskPrice,
): Promise<CommandResult<PriceRequested>> => {
  const unit = await lockUnit(tx, unitId, { at, newId });
  if (!unit || !can(viewer, 'unit.read', unit.siteId)) throw new NotFound();
  const { siteId } = unit;
  demand(viewer, 'deal.record', siteId);
  const { staffId: requestedBy } = demandStaff(viewer);
  const unknown = await clientsKnown(tx, [clientId]);
  if (unknown) return plainRefusal(unknown, at);
  const scheme = await schemeAt(tx, siteId, at);
  const decision = decideAskPrice({ unit, clientId, priceFen, scheme, at });
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const [requestId, explanationId] = [newId(), newId()];
  const subject = { type: 'price-request', id: requestId };
  await saveExplanation(tx, { id: explanationId, subject, siteId, explanation: decision.explanation });
  const asked = { requestId, siteId, unitId, clientId, priceFen, requestedBy, requestedAt: at, explanationId };
  const open = { state: 'pending', decidedBy: null, decidedAt: null, validUntil: null, usedBy: null } as const;
  if (!(await insertPriceRequest(tx, { ...asked, ...open }))) return plainRefusal(pendingAlready, at);
  await appendAudit(tx, { at, actor: viewer, siteId, action: 'requestPrice', resource: subject, decision: 'allowed' });
  return done({ requestId });
};

export type RulePrice = { readonly idempotencyKey: string; readonly requestId: string; readonly approve: boolean };

/** SR-9.03: approves or refuses the price that somebody else asked for. Needs `price.approve` at the site. @throws NotFound */
export const rulePrice = (context: DealContext, input: RulePrice): Promise<CommandResult<PriceRequested>> =>
  runCommand({ ...context, name: 'rulePrice', idempotencyKey: input.idempotencyKey, input }, (tx) =>
    ruleIn(tx, context, input),
  );

const ruleIn = async (
  tx: Tx,
  { viewer, now: at, newId }: DealContext,
  { requestId, approve }: RulePrice,
): Promise<CommandResult<PriceRequested>> => {
  const [seen] = await priceRequestsById(tx, viewer, [requestId]);
  if (!seen) throw new NotFound();
  const { siteId } = seen;
  demand(viewer, 'price.approve', siteId);
  const { staffId } = demandStaff(viewer);
  const request = await lockPriceRequest(tx, requestId);
  if (!request) throw new NotFound();
  const { zone, versions } = await sitePoliciesOf(tx, siteId);
  const decision = decideRulePrice({ ...request, staffId, approve, at, zone, policy: policyAt(versions, at) });
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const why = newId();
  const subject = { type: 'price-request', id: requestId };
  await saveExplanation(tx, { id: why, subject, siteId, explanation: decision.explanation });
  for (const { approved, validUntil } of decision.events)
    await saveRuling(tx, request, { approved, by: staffId, at, validUntil, why });
  const action = approve ? 'approvePrice' : 'refusePrice';
  await appendAudit(tx, { at, actor: viewer, siteId, action, resource: subject, decision: 'allowed' });
  return done({ requestId });
};

const pendingAlready: Refusal<'PRICE_REQUEST_PENDING'> = {
  code: 'PRICE_REQUEST_PENDING',
  rule: 'SR-9.03',
  message: text('该客户对该房源已有待批申请。', 'A request for this client and unit is pending already.'),
};
