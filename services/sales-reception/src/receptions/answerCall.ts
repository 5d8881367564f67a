import { actorOf, type CommandResult, demand, done, refusedWith } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { reasoning } from '@shouwen/kernel';
import { clientsKnown } from '../projections/index.ts';
import { decideAnswering, lockFloor, type ReceptionContext, runAtSite } from '../rotation/index.ts';
import { insertCall } from './callStore.ts';
import { keepReception } from './keepReception.ts';

export type AnswerCall = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  /** Null while the caller is not identified. */
  readonly clientId: string | null;
  /** Who picked up; null: the next in the phone order who is free. */
  readonly answeredBy: string | null;
  /** After how many rings, if somebody counted. */
  readonly rings?: number | null;
};

export type CallAnswered = { readonly callId: string; readonly explanationId: string };

/** SR-1.12: the office line rings and somebody answers. Registering the caller is a matter of its own (SR-2.04). */
export const answerCall = (context: ReceptionContext, input: AnswerCall): Promise<CommandResult<CallAnswered>> => {
  demand(context.viewer, 'call.register', input.siteId);
  return runAtSite(
    context,
    { siteId: input.siteId, name: 'answerCall', idempotencyKey: input.idempotencyKey, input },
    (tx) => answerIn(tx, context, input),
  );
};

const answerIn = async (
  tx: Tx,
  context: ReceptionContext,
  { siteId, clientId, answeredBy, rings = null }: AnswerCall,
): Promise<CommandResult<CallAnswered>> => {
  const { now, newId, viewer } = context;
  const unknown = await clientsKnown(tx, [clientId]);
  if (unknown) return refusedWith(unknown, reasoning(now).explain(unknown.code, unknown.message));
  const floor = await lockFloor(tx, siteId, now);
  const decision = decideAnswering({ ...floor.facts, answeredBy, rings });
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const [callId, explanationId] = [newId(), newId()];
  await keepReception(tx, context, { floor, decision, explanationId, subject: { type: 'Call', id: callId } });
  for (const event of decision.events)
    if (event.type === 'CallTaken') {
      const { consultantId, at: answeredAt } = event;
      const call = { callId, siteId, clientId, consultantId, answeredAt, rings, explanationId };
      await insertCall(tx, call, actorOf(viewer));
    }
  return done({ callId, explanationId });
};
