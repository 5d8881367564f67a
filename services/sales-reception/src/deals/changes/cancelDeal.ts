import type { CommandResult } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { recordViolation } from '../../conduct/index.ts';
import { cancelPurchase } from '../../ownership/index.ts';
import { lockUnit, moveUnit } from '../../units/index.ts';
import type { CancellationReason, Fault } from '../deal.ts';
import type { DealContext, DealRecorded } from '../dealContext.ts';
import { changeDeal } from '../dealStore.ts';
import { actOnDeal, type DealScene } from '../steps/actOnSale.ts';
import type { Paper } from '../steps/dealStep.ts';
import { tellCancelled } from '../tellDeal.ts';
import { decideCancelDeal, type FaultBooked } from './cancelDeal.decision.ts';

export type CancelDeal = {
  readonly idempotencyKey: string;
  readonly dealId: string;
  readonly fault: Fault;
  readonly reason: CancellationReason;
  /** Of its consultants; left out: all of them, if the fault is a consultant's. */
  readonly atFault?: readonly string[];
  /** Left out: now. */
  readonly happenedAt?: Date | null;
  readonly papers?: readonly Paper[];
};

/** SR-9.02: a client gives the unit back; it is available again. Needs `deal.record` at the site. @throws NotFound */
export const cancelDeal = (context: DealContext, input: CancelDeal): Promise<CommandResult<DealRecorded>> =>
  actOnDeal(context, {
    name: 'cancelDeal',
    step: 'cancelled',
    permission: 'deal.record',
    input: { ...input, happenedAt: input.happenedAt ?? null, papers: input.papers ?? [] },
    decide: (_, { deal, time, explanationId }) => {
      const { fault, reason, atFault = [] } = input;
      const when = { cancelledAt: time.at, cancelledOn: time.on };
      return decideCancelDeal({ deal, fault, reason, atFault, ...when, explanationId });
    },
    save: (tx, scene, event) =>
      event.type === 'FaultBooked' ? book(tx, context, { scene, event }) : cancel(tx, context, { scene, event }),
  });

type Cancelled = Exclude<
  Extract<ReturnType<typeof decideCancelDeal>, { outcome: 'accepted' }>['events'][number],
  FaultBooked
>;

const cancel = async (
  tx: Tx,
  { now: at, newId }: DealContext,
  { scene, event }: { readonly scene: DealScene; readonly event: Cancelled },
): Promise<void> => {
  const { deal, explanationId: why, time } = scene;
  const after = await changeDeal(tx, deal, event);
  const unit = await lockUnit(tx, deal.unitId, { at, newId });
  if (unit) await moveUnit(tx, unit, { move: 'free', at, why });
  await cancelPurchase(tx, deal.dealId, time.at);
  if (after.state === 'cancelled') await tellCancelled(tx, after, { at, newId });
};

/** V-34, per unit: a deal is one unit. */
const book = async (
  tx: Tx,
  { viewer, now: at, newId }: DealContext,
  { scene, event }: { readonly scene: DealScene; readonly event: FaultBooked },
): Promise<void> => {
  const { deal, time } = scene;
  const { dealId, siteId } = deal;
  const reportedBy = viewer.kind === 'staff' ? viewer.staffId : null;
  await recordViolation(tx, {
    ...{ siteId, dealId, staffId: event.staffId, code: 'V-34', occurredAt: time.at, at, reportedBy, newId },
    subject: { type: 'deal', id: dealId },
    reason: 'cancelled-by-fault-of-consultant',
    rules: ['SR-9.02', 'V-34'],
  });
};
