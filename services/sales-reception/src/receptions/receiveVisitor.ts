import { type CommandResult, demand, done, refusedWith } from '@shouwen/access';
import { visitReceivedV1 } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import { policyAt, reasoning } from '@shouwen/kernel';
import { appendToOutbox } from '@shouwen/messaging';
import { type Standing, standingFor, wasHereBefore, windowOfCall } from '../ownership/index.ts';
import { sitePoliciesOf } from '../policies/index.ts';
import { clientsKnown, consultantsOf } from '../projections/index.ts';
import { lastRegisteredCallOf } from '../registers/index.ts';
import { type LockedFloor, lockFloor, type ReceptionContext, runAtSite } from '../rotation/index.ts';
import type { Arrival, AsksFor, Related, Remark } from './arrival.ts';
import { neverIdentified } from './arrivalTexts.ts';
import { keepReception } from './keepReception.ts';
import { decideReception } from './receiveVisitor.decision.ts';
import { tellReferral } from './tellReferral.ts';
import type { Visit } from './visit.ts';
import { firstVisitOf } from './visitQueries.ts';

export type ReceiveVisitor = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly clientId: string | null;
  readonly asksFor: AsksFor;
  readonly remark: Remark | null;
  readonly related: Pick<Related, 'kind' | 'clientId'> | null;
  readonly partySize: number;
  readonly assignedTo: string | null;
  readonly announced: boolean;
  readonly byAppointment: boolean;
  readonly onSite: readonly string[] | null;
  readonly cameInAt: Date | null;
  readonly ownerConsents: boolean | null;
};

export type VisitChanged = { readonly visitId: string; readonly explanationId: string };

/** SR-1.02 to SR-1.31: the desk receives somebody who came through the door. */
export const receiveVisitor = (
  context: ReceptionContext,
  input: ReceiveVisitor,
): Promise<CommandResult<VisitChanged>> => {
  const { idempotencyKey, siteId } = input;
  demand(context.viewer, 'reception.receive', siteId);
  return runAtSite(context, { siteId, name: 'receiveVisitor', idempotencyKey, input }, (tx) =>
    receiveIn(tx, context, input),
  );
};

const receiveIn = async (
  tx: Tx,
  context: ReceptionContext,
  input: ReceiveVisitor,
): Promise<CommandResult<VisitChanged>> => {
  const { now, newId } = context;
  const unknown = await clientsKnown(tx, [input.clientId, input.related?.clientId ?? null]);
  if (unknown) return refusedWith(unknown, reasoning(now).explain(unknown.code, unknown.message));
  const floor = await lockFloor(tx, input.siteId, now);
  const [visitId, explanationId] = [newId(), newId()];
  const decision = decideReception(await loadArrival(tx, floor, { input, visitId }), explanationId);
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  await keepReception(tx, context, { floor, decision, explanationId, subject: { type: 'Visit', id: visitId } });
  for (const event of decision.events)
    if (event.type === 'VisitorReceived') {
      await tell(tx, context, event.visit);
      await tellReferral(tx, event.visit, context);
    }
  return done({ visitId, explanationId });
};

const loadArrival = async (
  tx: Tx,
  { facts }: LockedFloor,
  { input, visitId }: { input: ReceiveVisitor; visitId: string },
): Promise<Arrival> => {
  const { siteId, clientId, related, idempotencyKey: _key, ...said } = input;
  const standingOfClient = (id: string): Promise<Standing> => standingFor(tx, { siteId, clientId: id, now: facts.at });
  return {
    ...facts,
    ...said,
    visitId,
    clientId,
    visitedBefore: clientId !== null && (await firstVisitOf(tx, { siteId, clientId })) !== null,
    standing: clientId === null ? neverIdentified(facts.at) : await standingOfClient(clientId),
    related: related && {
      ...related,
      standing: await standingOfClient(related.clientId),
      ...(await oldClient(tx, { siteId, clientId: related.clientId, before: facts.at })),
    },
    cycle: await consultantsOf(tx, siteId, facts.date),
  };
};

/** SR-6.01: whether they are an old client; a call announces somebody for as long as its registration would keep a caller (SR-3.03). */
const oldClient = async (
  tx: Tx,
  asked: Parameters<typeof lastRegisteredCallOf>[1],
): Promise<Pick<Related, 'wasHere' | 'phoned'>> => {
  const wasHere = await wasHereBefore(tx, asked);
  const at = await lastRegisteredCallOf(tx, asked);
  if (at === null) return { wasHere, phoned: null };
  const { zone, versions } = await sitePoliciesOf(tx, asked.siteId);
  return { wasHere, phoned: { at, countsThrough: windowOfCall(at, policyAt(versions, at).params, zone).validThrough } };
};

/** Tells the other departments; a visitor whom nobody received is no news to them. */
const tell = async (tx: Tx, { newId }: ReceptionContext, visit: Visit): Promise<void> => {
  const { visitId, siteId, clientId, consultantId, arrivedAt, turn, rules } = visit;
  if (consultantId === null) return;
  const data = {
    visitId,
    siteId,
    clientId,
    consultantId,
    receivedAt: arrivedAt.toISOString(),
    turn: turn ? ('counted' as const) : ('not-counted' as const),
    rules: [...rules],
  };
  const aggregate = { type: 'visit', id: visitId };
  await appendToOutbox(tx, [{ event: visitReceivedV1, aggregate, at: arrivedAt, data, id: newId() }]);
};
