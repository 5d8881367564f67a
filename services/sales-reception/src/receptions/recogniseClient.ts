import { BadInput, type CommandResult, can, demand, demandStaff, done, Forbidden, refusedWith } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { text } from '@shouwen/kernel';
import { type Recognised, recogniseClient as recogniseByOwnership } from '../ownership/index.ts';
import { type LockedFloor, lockFloor, type ReceptionContext } from '../rotation/index.ts';
import type { NextHeld } from './endReception.decision.ts';
import { runAtVisit, visitFor } from './endReception.ts';
import { keepReception } from './keepReception.ts';
import { toVisitFacts } from './receptionBook.ts';
import { decideGivingBack } from './recogniseClient.decision.ts';
import type { Visit } from './visit.ts';
import { nextHeldFor } from './visitStore.ts';

export type RecogniseClient = {
  readonly idempotencyKey: string;
  readonly visitId: string;
  /** Who recognises; null: the one who is signed in, or, told by the desk, whoever the registers named at arrival. */
  readonly consultantId: string | null;
  /** Can name the client's surname, and the client responds. */
  readonly namedAndAnswered: boolean;
  /** The consultant knows the client privately (SR-3.16); null: received them before. */
  readonly acquaintance?: 'own-contact' | 'chance' | null;
};

export type ClientRecognised = {
  readonly visitId: string;
  readonly outcome: Recognised['outcome'];
  readonly explanationId: string;
  /** Why the turn was given back; null when the reception stays as it is. */
  readonly receptionExplanationId: string | null;
};

/** Told in the same transaction when it was decided anew whose client somebody is; the deals ask again (SR-9.05). */
export type OwnershipDecided = (
  tx: Tx,
  decided: { readonly siteId: string; readonly clientId: string; readonly at: Date; readonly newId: () => string },
) => Promise<unknown>;

export type RecognitionContext = ReceptionContext & { readonly ownershipDecided: OwnershipDecided };

/** SR-3.10 to SR-3.12, SR-3.20: a consultant recognises a client in another's reception. */
export const recogniseClient = (
  context: RecognitionContext,
  input: RecogniseClient,
): Promise<CommandResult<ClientRecognised>> =>
  runAtVisit(context, { name: 'recogniseClient', input }, (tx) => recogniseIn(tx, context, input));

const recogniseIn = async (
  tx: Tx,
  context: RecognitionContext,
  input: RecogniseClient,
): Promise<CommandResult<ClientRecognised>> => {
  const { visitId, namedAndAnswered, acquaintance } = input;
  const { siteId } = await visitFor(tx, context.viewer, visitId);
  demand(context.viewer, 'claim.recognise', siteId);
  const floor = await lockFloor(tx, siteId, context.now);
  const visit = await visitFor(tx, context.viewer, visitId);
  const recognisedBy = recogniserOf(context, visit, input.consultantId);
  const facts = toVisitFacts(visit);
  if (!facts?.clientId)
    throw new BadInput(text('该来访尚未登记客户。', 'The visitor is not identified yet.'), 'visitId');
  const { clientId } = facts;
  const { now: recognisedAt, newId } = context;
  const recognition = {
    visit: { ...facts, clientId },
    recognisedBy,
    recognisedAt,
    namedAndAnswered,
    acquaintance,
    newId,
  };
  const { decision, outcome, explanationId } = await recogniseByOwnership(tx, recognition);
  if (decision.outcome === 'refused' || explanationId === null) {
    if (decision.outcome === 'accepted') throw new Error('a recognition was accepted and not explained');
    return refusedWith(decision.refusal, decision.explanation);
  }
  await context.ownershipDecided(tx, { siteId, clientId, at: recognisedAt, newId });
  if (outcome !== 'ORIGINAL_TAKES_OVER') return done({ visitId, outcome, explanationId, receptionExplanationId: null });
  const nextHeld = await nextHeldFor(tx, visit.consultantId);
  return giveBack(tx, context, { floor, visit, nextHeld, ownerId: recognisedBy, explanationId });
};

type GivenBack = {
  readonly floor: LockedFloor;
  readonly visit: Visit;
  readonly nextHeld: NextHeld;
  readonly ownerId: string;
  readonly explanationId: string;
};

const giveBack = async (
  tx: Tx,
  context: ReceptionContext,
  { floor, visit, nextHeld, ownerId, explanationId }: GivenBack,
): Promise<CommandResult<ClientRecognised>> => {
  const decision = decideGivingBack({ ...floor.facts, visit, nextHeld, ownerId });
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const { visitId } = visit;
  const receptionExplanationId = context.newId();
  const kept = {
    floor,
    decision,
    explanationId: receptionExplanationId,
    subject: { type: 'Visit', id: visitId } as const,
  };
  await keepReception(tx, context, kept);
  return done({ visitId, outcome: 'ORIGINAL_TAKES_OVER', explanationId, receptionExplanationId });
};

/** Consultants speak for themselves; the desk may write down who recognised. */
const recogniserOf = ({ viewer }: ReceptionContext, visit: Visit, named: string | null): string => {
  const { staffId } = demandStaff(viewer);
  const mayTell = can(viewer, 'reception.receive', visit.siteId);
  if (named !== null && named !== staffId && !mayTell) throw new Forbidden('reception.receive');
  return named ?? (mayTell ? (visit.standing.consultantId ?? staffId) : staffId);
};
