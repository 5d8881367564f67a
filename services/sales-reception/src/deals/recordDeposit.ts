import {
  actorOf,
  appendAudit,
  type CommandResult,
  can,
  demand,
  done,
  NotFound,
  refusedWith,
  runCommand,
  saveExplanation,
  type Viewer,
} from '@shouwen/access';
import type { Database, Tx } from '@shouwen/database';
import { type PolicyVersion, policyAt, reasoning, siteDate } from '@shouwen/kernel';
import { attributionFor, lockClient, recordPurchase } from '../ownership/index.ts';
import { type SalesPolicy, sitePoliciesOf } from '../policies/index.ts';
import { clientsKnown } from '../projections/index.ts';
import { lockUnit, moveUnit, siteOfUnit, type Unit } from '../units/index.ts';
import { type DepositFacts, decideCloseDeal } from './closeDeal.decision.ts';
import type { Channel, ClosedDeal } from './deal.ts';
import { insertDeal } from './dealStore.ts';
import { schemeAt } from './priceScheme.ts';
import { type DealClosedHook, tellClosed } from './tellDeal.ts';
import { receivedFor } from './visitOfDeal.ts';

export type DealContext = {
  readonly db: Database;
  readonly viewer: Viewer;
  readonly now: Date;
  readonly newId: () => string;
};

/** Of a command that may close a deal. */
export type ClosingContext = DealContext & { readonly dealClosed: DealClosedHook };

export type RecordDeposit = {
  readonly idempotencyKey: string;
  readonly unitId: string;
  readonly clientId: string;
  /** The visit during which the deposit is paid; null without one. */
  readonly visitId: string | null;
  readonly priceFen: number;
  readonly channel: Channel;
  readonly introducerId: string | null;
};
export type DealRecorded = { readonly dealId: string };

/**
 * SR-9.06: records that a client paid the formal deposit for a unit, which closes the deal. Of two at once exactly one succeeds.
 * Needs `deal.record` at the unit's site. @throws NotFound as if there were no such unit
 */
export const recordDeposit = (context: ClosingContext, input: RecordDeposit): Promise<CommandResult<DealRecorded>> =>
  runCommand({ ...context, name: 'recordDeposit', idempotencyKey: input.idempotencyKey, input }, (tx) =>
    recordIn(tx, context, input),
  );

const recordIn = async (
  tx: Tx,
  context: ClosingContext,
  input: RecordDeposit,
): Promise<CommandResult<DealRecorded>> => {
  const { viewer, now } = context;
  const siteId = await siteOfUnit(tx, input.unitId);
  if (siteId === null || !can(viewer, 'unit.read', siteId)) throw new NotFound();
  demand(viewer, 'deal.record', siteId);
  const unknown = await clientsKnown(tx, [input.clientId]);
  if (unknown) return refusedWith(unknown, reasoning(now).explain('refused', unknown.message));
  // Client first, then unit, as whoever cancels or recognises does: two who wait for each other would be one too many.
  await lockClient(tx, { siteId, clientId: input.clientId });
  const unit = await lockUnit(tx, input.unitId, { at: now, newId: context.newId });
  if (!unit) throw new NotFound();
  const visitor = await receivedFor(tx, { ...input, siteId });
  const { facts, policy } = await loadFacts(tx, context, { unit, input, receivedFor: visitor });
  const decision = decideCloseDeal(facts);
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const subject = { type: 'deal', id: facts.dealId };
  await saveExplanation(tx, { id: facts.explanationId, subject, siteId, explanation: decision.explanation });
  for (const { deal } of decision.events) await save(tx, context, { deal, unit, policy });
  await appendAudit(tx, {
    at: now,
    actor: viewer,
    siteId,
    action: 'recordDeposit',
    resource: subject,
    decision: 'allowed',
  });
  return done({ dealId: facts.dealId });
};

const loadFacts = async (
  tx: Tx,
  { viewer, now, newId }: DealContext,
  {
    unit,
    input,
    receivedFor: visitor,
  }: { readonly unit: Unit; readonly input: RecordDeposit; readonly receivedFor: string | null },
): Promise<{ facts: DepositFacts; policy: PolicyVersion<SalesPolicy> }> => {
  const { siteId } = unit;
  const { idempotencyKey: _, unitId: __, ...told } = input;
  const { zone, versions } = await sitePoliciesOf(tx, siteId);
  const facts: DepositFacts = {
    ...told,
    dealId: newId(),
    unit,
    attribution: await attributionFor(tx, { ...told, siteId, receivedFor: visitor, closedAt: now }),
    scheme: await schemeAt(tx, siteId, now),
    mayApprovePrice: can(viewer, 'price.approve', siteId),
    recordedBy: actorOf(viewer),
    closedAt: now,
    closedOn: siteDate(now, zone),
    explanationId: newId(),
  };
  return { facts, policy: policyAt(versions, now) };
};

type Closed = { readonly deal: ClosedDeal; readonly unit: Unit; readonly policy: PolicyVersion<SalesPolicy> };

const save = async (
  tx: Tx,
  { now, newId, dealClosed }: ClosingContext,
  { deal, unit, policy }: Closed,
): Promise<void> => {
  await insertDeal(tx, deal);
  await moveUnit(tx, unit, { move: 'subscribe', at: now, dealId: deal.dealId, why: deal.explanationId });
  const { dealId, siteId, clientId, visitId, closedAt, closedOn } = deal;
  const consultantId = deal.consultants.at(-1)?.staffId ?? null; // of two, the new one continues (SR-3.11)
  await recordPurchase(tx, { dealId, siteId, clientId, consultantId, visitId, closedAt, closedOn });
  await tellClosed(tx, deal, { at: now, newId, policyVersion: policy.version, dealClosed });
};
