import {
  type CommandResult,
  demand,
  demandStaff,
  done,
  NotFound,
  type Permission,
  refusedWith,
  runCommand,
  type Viewer,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type Decision, type Refusal, reasoning, text } from '@shouwen/kernel';
import { lockClient } from '../../ownership/index.ts';
import { sitePoliciesOf } from '../../policies/index.ts';
import type { DealContext, DealRecorded } from '../dealContext.ts';
import { dealsById } from '../dealQueries.ts';
import { lockDeal, type StoredDeal } from '../dealStore.ts';
import type { StoredIntent } from '../intents/intent.ts';
import { intentsById, lockIntent } from '../intents/intentStore.ts';
import type { Paper, StepName } from './dealStep.ts';
import { keepStep } from './keepStep.ts';
import { isRefusedTime, type StepTime, stepTimeOf } from './stepTime.ts';

/** What everybody says who writes down a step. */
export type StepInput = {
  readonly idempotencyKey: string;
  /** Of a deal, or of the intent that may become it. */
  readonly dealId: string;
  /** Null: now. */
  readonly happenedAt: Date | null;
  readonly papers: readonly Paper[];
};
/** A deal, or the intent that may become one, locked. */
export type Sale =
  | { readonly kind: 'deal'; readonly deal: StoredDeal }
  | { readonly kind: 'intent'; readonly intent: StoredIntent };
export type StepScene = {
  readonly time: StepTime;
  /** Who acts. */
  readonly staffId: string;
  readonly explanationId: string;
};
type Deciding<Event, Scene> = (tx: Tx, scene: Scene) => Promise<Decision<Event, Refusal>> | Decision<Event, Refusal>;
type Act<Event, Input, Scene> = {
  readonly name: string;
  readonly step: StepName;
  readonly permission: Permission;
  readonly input: Input;
  readonly decide: Deciding<Event, Scene>;
  readonly save: (tx: Tx, scene: Scene, event: Event) => Promise<void>;
};
export type SaleScene = StepScene & { readonly sale: Sale };
export type DealScene = StepScene & { readonly deal: StoredDeal };

/**
 * SR-9.02: one step of a deal or an intent, in one transaction with its time, person and papers. What the viewer may not see of answers
 * like what does not exist. @throws NotFound, Forbidden
 */
export const actOnSale = <Event, Input extends StepInput>(
  context: DealContext,
  act: Act<Event, Input, SaleScene>,
): Promise<CommandResult<DealRecorded>> => {
  const { name, input } = act;
  return runCommand({ ...context, name, idempotencyKey: input.idempotencyKey, input }, (tx) => actIn(tx, context, act));
};

/** Like `actOnSale`, for what only a closed deal knows. */
export const actOnDeal = <Event, Input extends StepInput>(
  context: DealContext,
  { decide, save, ...act }: Act<Event, Input, DealScene>,
): Promise<CommandResult<DealRecorded>> =>
  actOnSale(context, {
    ...act,
    decide: (tx, scene) => decide(tx, dealScene(scene)),
    save: (tx, scene, event) => save(tx, dealScene(scene), event),
  });

const dealScene = ({ sale, ...scene }: SaleScene): DealScene => {
  if (sale.kind === 'intent') throw new NotFound();
  return { ...scene, deal: sale.deal };
};

const actIn = async <Event, Input extends StepInput>(
  tx: Tx,
  context: DealContext,
  { step, permission, input, decide, save }: Act<Event, Input, SaleScene>,
): Promise<CommandResult<DealRecorded>> => {
  const { viewer, now, newId } = context;
  const { dealId, happenedAt, papers } = input;
  const { siteId, clientId } = await findSale(tx, viewer, dealId);
  demand(viewer, permission, siteId);
  const { staffId } = demandStaff(viewer);
  // Client first, then deal, then unit, as whoever recognises does: two who wait for each other would be one too many.
  await lockClient(tx, { siteId, clientId });
  const sale = await lockSale(tx, dealId);
  const time = stepTimeOf(await sitePoliciesOf(tx, siteId), now, happenedAt);
  if (isRefusedTime(time)) return plainRefusal(time, now);
  if (time.at < (sale.kind === 'deal' ? sale.deal.closedAt : sale.intent.openedAt)) return plainRefusal(tooEarly, now);
  const explanationId = newId();
  const scene = { sale, time, staffId, explanationId };
  const decision = await decide(tx, scene);
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const { explanation } = decision;
  await keepStep(tx, context, { dealId, siteId, step, happenedAt: time.at, papers, explanation, explanationId });
  for (const event of decision.events) await save(tx, scene, event);
  return done({ dealId });
};

const findSale = async (tx: Tx, viewer: Viewer, dealId: string): Promise<{ siteId: string; clientId: string }> => {
  const [deal] = await dealsById(tx, viewer, [dealId]);
  if (deal) return { siteId: deal.siteId, clientId: deal.originalClientId };
  const [intent] = await intentsById(tx, viewer, [dealId]);
  if (!intent) throw new NotFound();
  return intent;
};

const lockSale = async (tx: Tx, dealId: string): Promise<Sale> => {
  const deal = await lockDeal(tx, dealId);
  if (deal) return { kind: 'deal', deal };
  const intent = await lockIntent(tx, dealId);
  if (!intent) throw new NotFound();
  return { kind: 'intent', intent };
};

/** A refusal that needs no facts beyond its sentence. */
export const plainRefusal = <T>(refusal: Refusal, now: Date): CommandResult<T> => {
  const why = reasoning(now);
  if (refusal.rule) why.apply(refusal.rule);
  return refusedWith(refusal, why.explain('refused', refusal.message));
};

const tooEarly: Refusal<'BEFORE_THE_DEAL'> = {
  code: 'BEFORE_THE_DEAL',
  rule: 'SR-9.02',
  message: text('该事项不得早于其所属的成交或意向。', 'This cannot have happened before the deal or the intent.'),
};
