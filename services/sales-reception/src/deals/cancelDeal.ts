import {
  appendAudit,
  type CommandResult,
  demand,
  done,
  NotFound,
  refusedWith,
  runCommand,
  saveExplanation,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { siteDate } from '@shouwen/kernel';
import { cancelPurchase, lockClient } from '../ownership/index.ts';
import { sitePoliciesOf } from '../policies/index.ts';
import { lockUnit, moveUnit } from '../units/index.ts';
import { decideCancelDeal } from './cancelDeal.decision.ts';
import type { CancellationReason, Fault } from './deal.ts';
import { dealsById } from './dealQueries.ts';
import { changeDeal, lockDeal, type StoredDeal } from './dealStore.ts';
import type { DealContext, DealRecorded } from './recordDeposit.ts';
import { tellCancelled } from './tellDeal.ts';

export type CancelDeal = {
  readonly idempotencyKey: string;
  readonly dealId: string;
  readonly fault: Fault;
  readonly reason: CancellationReason;
};

/** SR-9.02: a client gives the unit back; it is available again. Needs `deal.record` at the site. @throws NotFound */
export const cancelDeal = (context: DealContext, input: CancelDeal): Promise<CommandResult<DealRecorded>> =>
  runCommand({ ...context, name: 'cancelDeal', idempotencyKey: input.idempotencyKey, input }, (tx) =>
    cancelIn(tx, context, input),
  );

const cancelIn = async (tx: Tx, context: DealContext, input: CancelDeal): Promise<CommandResult<DealRecorded>> => {
  const { viewer, now, newId } = context;
  const [seen] = await dealsById(tx, viewer, [input.dealId]);
  if (!seen) throw new NotFound();
  const { siteId, dealId } = seen;
  demand(viewer, 'deal.record', siteId);
  await lockClient(tx, seen);
  const deal = await lockDeal(tx, dealId);
  if (!deal) throw new NotFound();
  const { zone } = await sitePoliciesOf(tx, siteId);
  const { fault, reason } = input;
  const explanationId = newId();
  const cancelledOn = siteDate(now, zone);
  const decision = decideCancelDeal({ deal, fault, reason, cancelledAt: now, cancelledOn, explanationId });
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const subject = { type: 'deal', id: dealId };
  await saveExplanation(tx, { id: explanationId, subject, siteId, explanation: decision.explanation });
  for (const event of decision.events) await save(tx, deal, { event, context });
  await appendAudit(tx, {
    at: now,
    actor: viewer,
    siteId,
    action: 'cancelDeal',
    resource: subject,
    decision: 'allowed',
  });
  return done({ dealId });
};

type Cancelled = Extract<ReturnType<typeof decideCancelDeal>, { outcome: 'accepted' }>['events'][number];

const save = async (
  tx: Tx,
  deal: StoredDeal,
  { event, context }: { readonly event: Cancelled; readonly context: DealContext },
): Promise<void> => {
  if (deal.state !== 'closed') return;
  const { now: at, newId } = context;
  const after = await changeDeal(tx, deal, event);
  const unit = await lockUnit(tx, deal.unitId, { at, newId });
  if (unit) await moveUnit(tx, unit, { move: 'free', at, why: event.cancelledWhy });
  await cancelPurchase(tx, deal.dealId, at);
  if (after.state === 'cancelled') await tellCancelled(tx, after, { at, newId });
};
