import { actorOf, type CommandResult, demand, done, refusedWith } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { recordViolation } from '../../conduct/index.ts';
import { clientsKnown, consultantsOf } from '../../projections/index.ts';
import { decideMissedCall, floorReasoning, lockFloor, type ReceptionContext, runAtSite } from '../../rotation/index.ts';
import { keepReception } from '../keepReception.ts';
import { insertMissedCall } from './missedCallStore.ts';
import { decideSecondCaller } from './secondCaller.decision.ts';

export type NoteMissedCall = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  /** Whoever rang, as client-records found them by the number; null: nobody knows. */
  readonly clientId: string | null;
  /** Rang while this consultant was on the line with another caller; null: nobody answered at all. */
  readonly secondCallerOf: string | null;
};

export type MissedCallNoted = { readonly missedCallId: string; readonly explanationId: string };

/** SR-1.12, V-46: a call was not answered, or a second caller is to be called back. */
export const noteMissedCall = (
  context: ReceptionContext,
  input: NoteMissedCall,
): Promise<CommandResult<MissedCallNoted>> => {
  const { siteId, idempotencyKey } = input;
  demand(context.viewer, 'call.register', siteId);
  return runAtSite(context, { siteId, name: 'noteMissedCall', idempotencyKey, input }, (tx) =>
    noteIn(tx, context, input),
  );
};

const noteIn = async (
  tx: Tx,
  context: ReceptionContext,
  { siteId, clientId, secondCallerOf }: NoteMissedCall,
): Promise<CommandResult<MissedCallNoted>> => {
  const { now: rangAt, newId, viewer } = context;
  const floor = await lockFloor(tx, siteId, rangAt);
  const unknown = await clientsKnown(tx, [clientId]);
  if (unknown) return refusedWith(unknown, floorReasoning(floor.facts).explain(unknown.code, unknown.message));
  const cycle = await consultantsOf(tx, siteId, floor.facts.date);
  const decision =
    secondCallerOf === null
      ? decideMissedCall(floor.facts)
      : decideSecondCaller({ ...floor.facts, cycle, consultantId: secondCallerOf, clientId });
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const [missedCallId, explanationId] = [newId(), newId()];
  await keepReception(tx, context, { floor, decision, explanationId, subject: { type: 'Call', id: missedCallId } });
  const slotOf = decision.events.find((event) => event.type === 'CallMissed')?.consultantId ?? null;
  const kind = secondCallerOf === null ? 'missed' : 'secondCaller';
  const whose = { clientId, slotOf, consultantId: secondCallerOf };
  const open = { calledBackAt: null, calledBackBy: null, callId: null };
  const call = { missedCallId, siteId, kind, rangAt, ...whose, ...open, explanationId } as const;
  await insertMissedCall(tx, call, actorOf(viewer));
  if (slotOf !== null) await report(tx, context, { siteId, staffId: slotOf, missedCallId });
  return done({ missedCallId, explanationId });
};

type Missed = { readonly siteId: string; readonly staffId: string; readonly missedCallId: string };

/** A call in one's slot that one did not answer, though one was there and free. */
const report = (tx: Tx, { now: at, newId }: ReceptionContext, { missedCallId, ...whose }: Missed): Promise<string> => {
  const subject = { type: 'missed-call', id: missedCallId };
  const what = { code: 'V-46', reason: 'call-not-answered', rules: ['SR-1.12'] } as const;
  return recordViolation(tx, { ...whose, ...what, subject, occurredAt: at, at, reportedBy: null, dealId: null, newId });
};
