import { type IsoDate, unreachable } from '@shouwen/kernel';
import type { MakeUpReason } from '../policies/index.ts';
import type { RotationEvent } from './rotationEvents.ts';

/** Why a consultant is off the floor. `waived`: gives up the turn without leaving for anything. */
export type AwayReason = 'officialBusiness' | 'scheduledMeal' | 'private' | 'waived';

/** What a consultant of the site is doing. */
export type Presence =
  | { readonly status: 'waiting'; readonly since: Date }
  /** `tourGroup`: a turn missed meanwhile is made up (SR-1.26). */
  | { readonly status: 'receiving'; readonly since: Date; readonly visitId: string; readonly tourGroup: boolean }
  | {
      readonly status: 'away';
      readonly since: Date;
      readonly reason: AwayReason;
      /** Told the next consultant or the manager before leaving (SR-1.04). */
      readonly announced: boolean;
      /** The manager who confirmed it as official (SR-1.04). */
      readonly confirmedBy: string | null;
    };

export type MakeUp = { readonly consultantId: string; readonly missedAt: Date; readonly reason: MakeUpReason };

/** A visitor whom the manager looks after until the consultant is free (SR-1.08). */
export type HeldVisit = {
  readonly visitId: string;
  readonly consultantId: string;
  readonly since: Date;
  readonly tourGroup: boolean;
};

/** An approved swap: `takenBy` receives once in the place of `placeOf` (SR-1.05). */
export type Swap = { readonly placeOf: string; readonly takenBy: string };

type Floor = {
  readonly siteId: string;
  /** As it was at opening, after carry-over: head first. The phone order is its reverse (SR-1.12). */
  readonly openingOrder: readonly string[];
  /** The places of the rotation now, head first. A place is named after the consultant it belongs to. */
  readonly order: readonly string[];
  readonly phoneOrder: readonly string[];
  /** Everybody on the floor, also those who receive on a rest day without taking part (SR-1.14). */
  readonly presences: Readonly<Record<string, Presence>>;
  /** In the order in which the turns were missed (SR-1.04). */
  readonly makeUps: readonly MakeUp[];
  /** Turns used up in advance by referrals (SR-1.21), by consultant. */
  readonly usedInAdvance: Readonly<Record<string, number>>;
  /** In the order of arrival. */
  readonly held: readonly HeldVisit[];
  readonly swaps: readonly Swap[];
  /** Number of the next counted turn of this site: counts up for ever, no gap, no second use. */
  readonly nextPosition: number;
};

/** The rotation of a site. `date` is its latest day, null before the first. */
export type Rotation = Floor &
  ({ readonly status: 'open'; readonly date: IsoDate } | { readonly status: 'closed'; readonly date: IsoDate | null });

/** A site whose first day has not been opened yet. */
export const newRotation = (siteId: string): Rotation => ({
  siteId,
  status: 'closed',
  date: null,
  openingOrder: [],
  order: [],
  phoneOrder: [],
  presences: {},
  makeUps: [],
  usedInAdvance: {},
  held: [],
  swaps: [],
  nextPosition: 1,
});

/** Who receives in a place: its consultant, or by an approved swap another (SR-1.05). */
export const occupantOf = (rotation: Pick<Rotation, 'swaps'>, place: string): string =>
  rotation.swaps.find((swap) => swap.placeOf === place)?.takenBy ?? place;

/** On the floor and free to receive. */
export const isWaiting = (rotation: Rotation, consultantId: string): boolean =>
  rotation.presences[consultantId]?.status === 'waiting';

/** Those who take part and are free, head first. */
export const waitingInOrder = (rotation: Rotation): string[] =>
  rotation.order.map((place) => occupantOf(rotation, place)).filter((one) => isWaiting(rotation, one));

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
    case 'ReceptionStarted':
      return present(withoutHeld(rotation, event.visitId), event.consultantId, {
        status: 'receiving',
        since: event.at,
        visitId: event.visitId,
        tourGroup: event.tourGroup,
      });
    case 'VisitHeld': {
      const { visitId, consultantId, at: since, tourGroup } = event;
      return { ...rotation, held: [...rotation.held, { visitId, consultantId, since, tourGroup }] };
    }
    case 'ReceptionEnded':
      return ended(withoutHeld(rotation, event.visitId), event);
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
  return { ...rotation, status: 'open', date, openingOrder: order, order, phoneOrder, presences, swaps: [] };
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

const returned = (rotation: Rotation, { turn, consultantId, at }: Of<'TurnReturned'>): Rotation => {
  switch (turn.kind) {
    case 'regular': {
      const order = [turn.place, ...rotation.order.filter((place) => place !== turn.place)];
      return rotation.order.includes(turn.place) ? { ...rotation, order } : rotation;
    }
    case 'makeUp':
      return { ...rotation, makeUps: [{ consultantId, missedAt: at, reason: turn.reason }, ...rotation.makeUps] };
    case 'inAdvance':
      return countAdvance(rotation, consultantId, -1);
    default:
      return unreachable(turn);
  }
};

const ended = (rotation: Rotation, { consultantId, at }: Of<'ReceptionEnded'>): Rotation => {
  if (consultantId === null) return rotation;
  if (rotation.order.includes(consultantId)) return present(rotation, consultantId, { status: 'waiting', since: at });
  const { [consultantId]: _guest, ...presences } = rotation.presences;
  return { ...rotation, presences };
};

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
  makeUps: [...rotation.makeUps, makeUp],
});

/** Without the oldest make-up of this consultant. */
const without = (makeUps: readonly MakeUp[], consultantId: string): MakeUp[] => {
  const index = makeUps.findIndex((one) => one.consultantId === consultantId);
  return makeUps.filter((_, at) => at !== index);
};

const withoutHeld = (rotation: Rotation, visitId: string): Rotation => ({
  ...rotation,
  held: rotation.held.filter((one) => one.visitId !== visitId),
});

const present = (rotation: Rotation, consultantId: string, presence: Presence): Rotation => ({
  ...rotation,
  presences: { ...rotation.presences, [consultantId]: presence },
});
