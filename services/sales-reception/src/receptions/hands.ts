import { type FloorFacts, inCycleFrom, isOpenToday, isSuspended, occupantOf, withinHours } from '../rotation/index.ts';
import type { Arrival } from './arrival.ts';

/** Whether a consultant can receive now. */
export type Hand = 'free' | 'receiving' | 'away';

/** What one must know to tell who could receive. Whoever asks for nobody in particular leaves the rest out. */
export type HandFacts = FloorFacts &
  Pick<Arrival, 'cycle'> &
  Partial<Pick<Arrival, 'onSite' | 'asksFor' | 'byAppointment'>>;

/** Who could receive at this moment. */
export type Hands = {
  /** False before opening and after closing: in order, but the turn does not count (SR-1.13). */
  readonly countsTurns: boolean;
  /** Those who take part, head first. */
  readonly inOrder: readonly string[];
  readonly of: (consultantId: string) => Hand;
};

/** SR-1.13, SR-1.14, FI-3: the floor as it is within hours, or as far as it is known outside them. */
export const handsOf = (arrival: HandFacts): Hands => {
  const countsTurns = isOpenToday(arrival) && withinHours(arrival);
  const { rotation, date } = arrival;
  if (rotation.date === date) {
    const inOrder = rotation.order.map((place) => occupantOf(rotation, place));
    return { countsTurns, inOrder, of: (one) => handToday(arrival, one) };
  }
  return { countsTurns: false, inOrder: beforeOpening(arrival), of: (one) => handBeforeOpening(arrival, one) };
};

/** Free, and the last of the rotation (SR-3.08). */
export const lastFree = (hands: Hands): string | null =>
  hands.inOrder.filter((one) => hands.of(one) === 'free').at(-1) ?? null;

const handToday = ({ rotation, asksFor, byAppointment }: HandFacts, consultantId: string): Hand => {
  if (isSuspended(rotation, consultantId)) return 'away';
  const presence = rotation.presences[consultantId];
  if (presence) return presence.status === 'waiting' ? 'free' : presence.status;
  const cameIn = byAppointment && (asksFor?.kind !== 'consultant' || asksFor.consultantId === consultantId);
  return cameIn ? 'free' : 'away';
};

/** The fixed order, begun at whoever is due, of those whom the desk sees, or of all when it did not say. */
const beforeOpening = ({ rotation, cycle, onSite = null }: HandFacts): string[] => {
  const [head] = rotation.order;
  const due = head === undefined ? null : occupantOf(rotation, head);
  return inCycleFrom(cycle, due).filter((one) => onSite === null || onSite.includes(one));
};

/** Yesterday's absences say nothing about this morning; yesterday's receptions that never ended do. */
const handBeforeOpening = ({ rotation, cycle, onSite = null }: HandFacts, consultantId: string): Hand => {
  if (isSuspended(rotation, consultantId)) return 'away';
  if (rotation.presences[consultantId]?.status === 'receiving') return 'receiving';
  return cycle.includes(consultantId) && (onSite === null || onSite.includes(consultantId)) ? 'free' : 'away';
};
