import {
  actorOf,
  type CommandResult,
  can,
  demand,
  done,
  NotFound,
  type Permission,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { lockClient } from '../../ownership/index.ts';
import { sitePoliciesOf } from '../../policies/index.ts';
import { clientsKnown } from '../../projections/index.ts';
import { lockUnit, siteOfUnit } from '../../units/index.ts';
import type { Channel } from '../deal.ts';
import type { DealContext, DealRecorded } from '../dealContext.ts';
import { recordPaid } from '../payments/paymentStore.ts';
import { plainRefusal } from '../steps/actOnSale.ts';
import type { Paper } from '../steps/dealStep.ts';
import { keepStep } from '../steps/keepStep.ts';
import { isRefusedTime, type StepTime, stepTimeOf } from '../steps/stepTime.ts';
import { visitOfDeal } from '../visitOfDeal.ts';
import type { Intent } from './intent.ts';
import { insertIntent } from './intentStore.ts';
import { decideOpenIntent } from './openIntent.decision.ts';

export type NewIntent = {
  readonly idempotencyKey: string;
  readonly unitId: string;
  readonly clientId: string;
  readonly visitId: string | null;
  /** Null: the list price. */
  readonly priceFen: number | null;
  readonly channel: Channel;
  readonly introducerId: string | null;
  readonly happenedAt: Date | null;
  readonly papers: readonly Paper[];
};
export type EarnestMoney = NewIntent & { readonly amountFen: number };

/**
 * SR-9.06: a client gives earnest money for a unit. That is no deal: it can be returned, and the unit stays on the market unless it is
 * held. Needs `deal.record` at the site. @throws NotFound as if there were no such unit
 */
export const recordEarnestMoney = (context: DealContext, input: EarnestMoney): Promise<CommandResult<DealRecorded>> =>
  openIntent(context, input, { name: 'recordEarnestMoney', permission: 'deal.record', earnestFen: input.amountFen });

type Opening = {
  readonly name: string;
  readonly permission: Permission;
  /** Null: none was given. */
  readonly earnestFen: number | null;
  /** What else happens to it in the same transaction. */
  readonly andThen?: (tx: Tx, intent: Intent, time: StepTime) => Promise<void>;
};

/** Opens an intent: with earnest money, or for a contract that comes before any deposit. */
export const openIntent = (
  context: DealContext,
  input: NewIntent,
  opening: Opening,
): Promise<CommandResult<DealRecorded>> =>
  runCommand({ ...context, name: opening.name, idempotencyKey: input.idempotencyKey, input }, (tx) =>
    openIn(tx, context, { input, opening }),
  );

const openIn = async (
  tx: Tx,
  context: DealContext,
  { input, opening }: { readonly input: NewIntent; readonly opening: Opening },
): Promise<CommandResult<DealRecorded>> => {
  const { viewer, now, newId } = context;
  const { unitId, clientId, visitId, channel, introducerId, papers } = input;
  const siteId = await siteOfUnit(tx, unitId);
  if (siteId === null || !can(viewer, 'unit.read', siteId)) throw new NotFound();
  demand(viewer, opening.permission, siteId);
  const unknown = await clientsKnown(tx, [clientId]);
  if (unknown) return plainRefusal(unknown, now);
  const time = stepTimeOf(await sitePoliciesOf(tx, siteId), now, input.happenedAt);
  if (isRefusedTime(time)) return plainRefusal(time, now);
  await lockClient(tx, { siteId, clientId });
  const unit = await lockUnit(tx, unitId, { at: now, newId });
  if (!unit) throw new NotFound();
  await visitOfDeal(tx, { siteId, clientId, visitId });
  const [dealId, explanationId] = [newId(), newId()];
  const { earnestFen } = opening;
  const told = { clientId, visitId, channel, introducerId, priceFen: input.priceFen ?? unit.listPriceFen };
  const opened = { dealId, openedAt: time.at, openedBy: actorOf(viewer), explanationId };
  const decision = decideOpenIntent({ ...told, ...opened, unit, earnestFen });
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const step = earnestFen === null ? 'contract-drawn' : 'earnest-money';
  const { explanation } = decision;
  await keepStep(tx, context, { dealId, siteId, step, happenedAt: time.at, papers, explanation, explanationId });
  for (const { intent } of decision.events) {
    await insertIntent(tx, intent);
    if (earnestFen !== null) await takeEarnest(tx, context, { intent, time });
    await opening.andThen?.(tx, intent, time);
  }
  return done({ dealId });
};

const takeEarnest = async (
  tx: Tx,
  { now, newId }: DealContext,
  { intent, time }: { readonly intent: Intent; readonly time: StepTime },
): Promise<void> => {
  const { dealId, siteId, earnestFen: amountFen } = intent;
  const received = { receivedAt: time.at, receivedOn: time.on };
  const payment = { paymentId: newId(), dealId, siteId, kind: 'earnest-money', amountFen, ...received } as const;
  await recordPaid(tx, payment, { at: now, newId });
};
