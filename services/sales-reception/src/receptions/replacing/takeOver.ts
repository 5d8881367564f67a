import {
  isOpenToday,
  isSuspended,
  nextTurn,
  occupantOf,
  type RotationEvent,
  withinHours,
} from '../../rotation/index.ts';
import { handOver } from '../endReception.decision.ts';
import { handsOf } from '../hands.ts';
import type { TurnUsed, VisitEvent } from '../visit.ts';
import type { ReplacementFacts } from './replacement.ts';

/** Who takes over, and in which turn. */
export type Successor = {
  readonly consultantId: string;
  /** Whose client it stays; null: becomes the successor's. */
  readonly actingFor: string | null;
  /** Everybody is receiving: the visitor waits with the manager (SR-1.08). */
  readonly held: boolean;
  readonly turn: TurnUsed | null;
  readonly skips: readonly RotationEvent[];
};

/** Named or arranged: without a turn. The turn that the reception has used up stays used. */
export const standingIn = (facts: ReplacementFacts, consultantId: string, actingFor: string | null): Successor => ({
  consultantId,
  actingFor: actingFor === consultantId ? null : actingFor,
  held: false,
  turn: facts.visit.turn,
  skips: [],
});

/** SR-4.05: the next in the rotation, as with a new client; whoever is replaced is left out. Null: there is nobody. */
export const nextInLine = (facts: ReplacementFacts): Successor | null => {
  const { rotation, visit, policy } = facts;
  if (!isOpenToday(facts) || !withinHours(facts)) return firstFree(facts);
  const others = {
    ...rotation,
    order: rotation.order.filter((place) => occupantOf(rotation, place) !== visit.consultantId),
    makeUps: rotation.makeUps.filter((one) => one.consultantId !== visit.consultantId),
  };
  const next = nextTurn(others, facts, policy.params);
  if (!next) return null;
  const { consultantId, held, skips, turn: used } = next;
  const turn = { of: consultantId, used, position: rotation.nextPosition };
  return { consultantId, actingFor: null, held, turn, skips };
};

/** SR-1.13: outside the hours in order and without a turn. */
const firstFree = (facts: ReplacementFacts): Successor | null => {
  const hands = handsOf(facts);
  const free = hands.inOrder.find((one) => one !== facts.visit.consultantId && hands.of(one) === 'free');
  return free === undefined ? null : { ...standingIn(facts, free, null), turn: null };
};

/** The reception of the one ends, the other's begins, and whoever waited for the first is handed over (SR-1.08). */
export const takenOver = (facts: ReplacementFacts, next: Successor): readonly (VisitEvent | RotationEvent)[] => {
  const { visit, at, rotation, nextHeld } = facts;
  const { visitId, consultantId: receiverId } = visit;
  if (receiverId === null) return [];
  const { consultantId, actingFor, turn, held, skips } = next;
  const going = visit.status === 'receiving';
  const freed = going && !isSuspended(rotation, receiverId) && nextHeld?.visitId !== visitId;
  const tourGroup = visit.kind === 'tourGroup';
  const whose = { consultantId, actingFor, takenOverFrom: receiverId };
  return [
    ...(going ? [{ type: 'ReceptionEnded', consultantId: receiverId, visitId, at } as const] : []),
    ...skips,
    ...(turn && turn !== visit.turn ? [taken(turn, visitId, at)] : []),
    { type: held ? 'VisitHeld' : 'ReceptionStarted', consultantId, visitId, tourGroup, at },
    { type: 'VisitReplaced', visitId, receiverId, ...whose, status: held ? 'held' : 'receiving', turn, at },
    ...(freed ? handOver(nextHeld, at) : []),
  ];
};

const taken = ({ of, used, position }: TurnUsed, visitId: string, at: Date): RotationEvent => ({
  type: 'TurnTaken',
  consultantId: of,
  visitId,
  position,
  turn: used,
  at,
});
