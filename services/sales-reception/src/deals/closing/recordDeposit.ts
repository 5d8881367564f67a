import { type CommandResult, can, demand, done, NotFound, refusedWith, runCommand } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type Refusal, text } from '@shouwen/kernel';
import { lockClient } from '../../ownership/index.ts';
import { sitePoliciesOf } from '../../policies/index.ts';
import { clientsKnown } from '../../projections/index.ts';
import { lockUnit, siteOfUnit } from '../../units/index.ts';
import { supersedeUnsigned } from '../contracts/contractStore.ts';
import type { Channel } from '../deal.ts';
import type { ClosingContext, DealRecorded } from '../dealContext.ts';
import type { StoredIntent } from '../intents/intent.ts';
import { endIntent, intentsById, lockIntent } from '../intents/intentStore.ts';
import { plainRefusal } from '../steps/actOnSale.ts';
import type { Paper } from '../steps/dealStep.ts';
import { keepStep } from '../steps/keepStep.ts';
import { isRefusedTime, stepTimeOf } from '../steps/stepTime.ts';
import { decideCloseDeal } from './closeDeal.decision.ts';
import { type Closing, loadClosing, saveClosing } from './closing.ts';

export type RecordDeposit = {
  readonly idempotencyKey: string;
  readonly unitId: string;
  readonly clientId: string;
  /** The visit during which the deposit is paid; null without one. */
  readonly visitId: string | null;
  readonly priceFen: number;
  readonly channel: Channel;
  readonly introducerId: string | null;
  /** When it was paid; left out: now. */
  readonly paidAt?: Date | null;
  /** How much; left out where it is not told. */
  readonly amountFen?: number | null;
  /** The intent of that client whose earnest money becomes part of the deal. */
  readonly intentId?: string | null;
  readonly papers?: readonly Paper[];
};

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
  const { viewer, now, newId } = context;
  const { unitId, clientId } = input;
  const siteId = await siteOfUnit(tx, unitId);
  if (siteId === null || !can(viewer, 'unit.read', siteId)) throw new NotFound();
  demand(viewer, 'deal.record', siteId);
  const unknown = await clientsKnown(tx, [clientId]);
  if (unknown) return plainRefusal(unknown, now);
  const time = stepTimeOf(await sitePoliciesOf(tx, siteId), now, input.paidAt ?? null);
  if (isRefusedTime(time)) return plainRefusal(time, now);
  // Client first, then intent, then unit, as whoever cancels or recognises does: two who wait for each other would be one too many.
  await lockClient(tx, { siteId, clientId });
  const intent = await intentOf(tx, context, { ...input, siteId });
  if (intent && 'code' in intent) return plainRefusal(intent, now);
  const unit = await lockUnit(tx, unitId, { at: now, newId });
  if (!unit) throw new NotFound();
  const by = { act: 'deposit', amountFen: input.amountFen ?? null } as const;
  const { visitId, priceFen, channel, introducerId } = input;
  const dealId = intent?.dealId ?? newId();
  const terms = { dealId, clientId, visitId, priceFen, channel, introducerId };
  const closing: Closing = { terms, unit, by, earnestFen: intent?.earnestFen ?? 0, time, explanationId: newId() };
  return closeIn(tx, context, { closing, intent, papers: input.papers ?? [] });
};

type Closable = {
  readonly closing: Closing;
  readonly intent: StoredIntent | null;
  readonly papers: readonly Paper[];
};

const closeIn = async (
  tx: Tx,
  context: ClosingContext,
  { closing, intent, papers }: Closable,
): Promise<CommandResult<DealRecorded>> => {
  const { time, explanationId, terms, unit } = closing;
  const facts = await loadClosing(tx, context, closing);
  const decision = decideCloseDeal(facts);
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const { dealId } = terms;
  const step = { dealId, siteId: unit.siteId, step: 'deposit', happenedAt: time.at, papers } as const;
  await keepStep(tx, context, { ...step, explanation: decision.explanation, explanationId });
  if (intent) await endIntent(tx, intent, { state: 'closed' });
  // What was drawn up and checked for the intent was for its unit and its price.
  if (intent && (intent.unitId !== unit.unitId || intent.priceFen !== terms.priceFen))
    await supersedeUnsigned(tx, dealId, context.now);
  for (const { deal } of decision.events) await saveClosing(tx, context, { deal, facts, time });
  return done({ dealId });
};

type IntentNamed = { readonly intentId?: string | null; readonly siteId: string; readonly clientId: string };

/** The open intent of that client at that site; null when none was named. @throws NotFound */
const intentOf = async (
  tx: Tx,
  { viewer }: ClosingContext,
  { intentId, siteId, clientId }: IntentNamed,
): Promise<StoredIntent | Refusal<'INTENT_NOT_OPEN'> | null> => {
  if (!intentId) return null;
  const [seen] = await intentsById(tx, viewer, [intentId]);
  if (!seen || seen.siteId !== siteId || seen.clientId !== clientId) throw new NotFound();
  const intent = await lockIntent(tx, intentId);
  return intent?.state === 'open' ? intent : notOpen;
};

const notOpen: Refusal<'INTENT_NOT_OPEN'> = {
  code: 'INTENT_NOT_OPEN',
  rule: 'SR-9.06',
  message: text('该意向已成交或已退。', 'This intent became a deal, or its money was returned.'),
};
