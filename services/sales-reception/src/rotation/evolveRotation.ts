import { unreachable } from '@shouwen/kernel';
import type { MakeUp, Presence, Rotation } from './rotation.ts';
import type { RotationEvent } from './rotationEvents.ts';

/** The next state; bookkeeping only, no rules. */
export const evolve = (rotation: Rotation, event: RotationEvent): Rotation => {
  switch (event.type) {
    case 'RotationOpened':
      return opened(rotation, event);
    case 'RotationClosed':
      return { ...rotation, status: 'closed', date: rotation.date };
    case 'TurnSkipped':
      return skipped(rotation, event);
    case 'TurnTaken':
      return taken(rotation, event);
    case 'TurnReturned':
      return returned(rotation, event);
    case 'TurnForfeited': {
      const { consultantId, makeUp, at: missedAt } = event;
      return makeUp === null ? rotation : withMakeUp(rotation, { consultantId, missedAt, reason: makeUp });
    }
    case 'TurnEarned':
      return withMakeUp(rotation, { consultantId: event.consultantId, missedAt: event.at, reason: 'standIn' });
    case 'ReceptionStarted':
      return present(rotation, event.consultantId, {
        status: 'receiving',
        since: event.at,
        visitId: event.visitId,
        tourGroup: event.tourGroup,
      });
    // The visitor waits with the manager; the rotation is as it was.
    case 'VisitHeld':
      return rotation;
    case 'ReceptionEnded':
      return ended(rotation, event);
    case 'ConsultantLeft': {
      const { at: since, reason, announced, confirmedBy } = event;
      return present(rotation, event.consultantId, { status: 'away', since, reason, announced, confirmedBy });
    }
    case 'ConsultantReturned':
      return present(rotation, event.consultantId, { status: 'waiting', since: event.at });
    case 'SwapApproved': {
      const { first, second } = event;
      const both = [
        { placeOf: first, takenBy: second },
        { placeOf: second, takenBy: first },
      ];
      return { ...rotation, swaps: [...rotation.swaps, ...both] };
    }
    case 'OrderCorrected':
      return { ...rotation, order: event.order };
    case 'MakeUpGranted':
      return withMakeUp(rotation, { consultantId: event.consultantId, missedAt: event.at, reason: 'managerGrant' });
    case 'MealOverstayed':
      return rotation;
    case 'PreparationConfirmed':
      return { ...rotation, prepared: [...new Set([...rotation.prepared, event.consultantId])] };
    case 'CallMissed':
      return { ...rotation, phoneOrder: moveToTail(rotation.phoneOrder, [...event.passed, ...whose(event)]) };
    case 'CallTaken':
      return { ...rotation, phoneOrder: moveToTail(rotation.phoneOrder, [...event.passed, event.consultantId]) };
    default:
      return unreachable(event);
  }
};

/** All events in turn. */
export const evolveAll = (rotation: Rotation, events: readonly RotationEvent[]): Rotation =>
  events.reduce(evolve, rotation);

type Of<Type extends RotationEvent['type']> = Extract<RotationEvent, { type: Type }>;

const opened = (rotation: Rotation, { date, order, at }: Of<'RotationOpened'>): Rotation => {
  const presences: Record<string, Presence> = {};
  for (const [one, presence] of Object.entries(rotation.presences))
    if (presence.status === 'receiving') presences[one] = presence;
  for (const one of order) presences[one] ??= { status: 'waiting', since: at };
  const phoneOrder = [...order].reverse();
  const today = { openingOrder: order, order, phoneOrder, presences, prepared: [], swaps: [] };
  return { ...rotation, status: 'open', date, ...today };
};

const skipped = (rotation: Rotation, event: Of<'TurnSkipped'>): Rotation => {
  const { place, consultantId, makeUp, at: missedAt } = event;
  const moved = placeUsed(rotation, place);
  if (event.reason === 'usedInAdvance') return countAdvance(moved, consultantId, -1);
  return makeUp === null ? moved : withMakeUp(moved, { consultantId, missedAt, reason: makeUp });
};

const taken = (rotation: Rotation, { turn, consultantId, position }: Of<'TurnTaken'>): Rotation => {
  const counted = { ...rotation, nextPosition: position + 1 };
  switch (turn.kind) {
    case 'regular':
      return placeUsed(counted, turn.place);
    case 'makeUp':
      return { ...counted, makeUps: without(counted.makeUps, consultantId) };
    case 'inAdvance':
      return countAdvance(counted, consultantId, 1);
    default:
      return unreachable(turn);
  }
};

/** It comes back as a make-up: a place at the head would be lost again while its consultant is still busy. */
const returned = (rotation: Rotation, { turn, consultantId, missedAt }: Of<'TurnReturned'>): Rotation => {
  if (turn.kind === 'inAdvance') return countAdvance(rotation, consultantId, -1);
  const reason = turn.kind === 'makeUp' ? turn.reason : 'turnReturned';
  return withMakeUp(rotation, { consultantId, missedAt, reason });
};

const ended = (rotation: Rotation, { consultantId, at }: Of<'ReceptionEnded'>): Rotation => {
  if (consultantId === null) return rotation;
  if (rotation.order.includes(consultantId)) return present(rotation, consultantId, { status: 'waiting', since: at });
  const { [consultantId]: _guest, ...presences } = rotation.presences;
  return { ...rotation, presences };
};

const whose = ({ consultantId }: Of<'CallMissed'>): string[] => (consultantId === null ? [] : [consultantId]);

const placeUsed = (rotation: Rotation, place: string): Rotation => ({
  ...rotation,
  order: moveToTail(rotation.order, [place]),
  swaps: rotation.swaps.filter((swap) => swap.placeOf !== place),
});

const moveToTail = (order: readonly string[], moved: readonly string[]): string[] => [
  ...order.filter((one) => !moved.includes(one)),
  ...moved.filter((one) => order.includes(one)),
];

const countAdvance = (rotation: Rotation, consultantId: string, by: number): Rotation => {
  const count = Math.max(0, (rotation.usedInAdvance[consultantId] ?? 0) + by);
  return { ...rotation, usedInAdvance: { ...rotation.usedInAdvance, [consultantId]: count } };
};

const withMakeUp = (rotation: Rotation, makeUp: MakeUp): Rotation => ({
  ...rotation,
  makeUps: [...rotation.makeUps, makeUp].sort((a, b) => a.missedAt.getTime() - b.missedAt.getTime()),
});

/** Without the oldest make-up of this consultant. */
const without = (makeUps: readonly MakeUp[], consultantId: string): MakeUp[] => {
  const index = makeUps.findIndex((one) => one.consultantId === consultantId);
  return makeUps.filter((_, at) => at !== index);
};

const present = (rotation: Rotation, consultantId: string, presence: Presence): Rotation => ({
  ...rotation,
  presences: { ...rotation.presences, [consultantId]: presence },
});
