import {
  actorOf,
  type CommandResult,
  can,
  demandStaff,
  done,
  NotFound,
  refusedWith,
  saveExplanation,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { reasoning } from '@shouwen/kernel';
import { clientsKnown, consultantsOf } from '../../projections/index.ts';
import { lockFloor, type ReceptionContext, runAtSite } from '../../rotation/index.ts';
import { insertCall } from '../callStore.ts';
import { decideCallBack } from './callBack.decision.ts';
import { lockMissedCall, missedCallsById, saveCallBack } from './missedCallStore.ts';

export type CallBack = {
  readonly idempotencyKey: string;
  readonly missedCallId: string;
  /** Who rang, when it was not known yet. */
  readonly clientId: string | null;
};

export type CallBackMade = { readonly missedCallId: string; readonly callId: string; readonly explanationId: string };

/** SR-1.12: a consultant calls back, and has the caller as if they had answered. @throws NotFound for a call one may not know of */
export const callBack = async (context: ReceptionContext, input: CallBack): Promise<CommandResult<CallBackMade>> => {
  const { idempotencyKey, missedCallId } = input;
  const [found] = await context.db.read((tx) => missedCallsById(tx, [missedCallId]));
  if (!found || !can(context.viewer, 'call.register', found.siteId)) throw new NotFound();
  const { siteId } = found;
  return runAtSite(context, { siteId, name: 'callBack', idempotencyKey, input }, (tx) => callIn(tx, context, input));
};

const callIn = async (tx: Tx, context: ReceptionContext, input: CallBack): Promise<CommandResult<CallBackMade>> => {
  const { now, newId, viewer } = context;
  const { staffId } = demandStaff(viewer);
  const call = await lockMissedCall(tx, input.missedCallId);
  if (!call) throw new NotFound();
  const { siteId, missedCallId } = call;
  const { facts } = await lockFloor(tx, siteId, now);
  const clientId = call.clientId ?? input.clientId;
  const unknown = await clientsKnown(tx, [clientId]);
  if (unknown) return refusedWith(unknown, reasoning(now).explain(unknown.code, unknown.message));
  const here = await consultantsOf(tx, siteId, facts.date);
  const mayCall = here.includes(staffId) && !facts.rotation.suspended.includes(staffId);
  const decision = decideCallBack({ call, staffId, mayCall, clientId, otherClient: input.clientId, at: now });
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const [callId, explanationId] = [newId(), newId()];
  const { explanation } = decision;
  await saveExplanation(tx, { id: explanationId, subject: { type: 'Call', id: callId }, siteId, explanation });
  const answered = { callId, siteId, clientId, consultantId: staffId, answeredAt: now, rings: null, explanationId };
  await insertCall(tx, answered, actorOf(viewer));
  await saveCallBack(tx, { missedCallId, clientId, at: now, by: staffId, callId });
  return done({ missedCallId, callId, explanationId });
};
