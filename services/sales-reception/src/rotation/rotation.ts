import type { IsoDate } from '@shouwen/kernel';
import type { MakeUpReason } from '../policies/index.ts';

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
      /** `suspended`: off the floor by a sanction, which finance tells; never written into the rotation (FI-3). */
      readonly reason: AwayReason | 'suspended';
      /** Told the next consultant or the manager before leaving (SR-1.04). */
      readonly announced: boolean;
      /** The manager who confirmed it as official (SR-1.04). */
      readonly confirmedBy: string | null;
    };

/**
 * `turnReturned`: the reception turned out not to count, so its consultant has the turn still to come. `standIn`: stood in for the old
 * client's consultant, and may take the next client (SR-6.02).
 */
export type MakeUp = {
  readonly consultantId: string;
  readonly missedAt: Date;
  readonly reason: MakeUpReason | 'turnReturned' | 'standIn';
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
  readonly swaps: readonly Swap[];
  /** Those who are prepared to receive today (SR-1.10). */
  readonly prepared: readonly string[];
  /** Number of the next counted turn of this site: counts up for ever, no gap, no second use. */
  readonly nextPosition: number;
  /** Who is suspended at the moment that is asked about; told by `withSuspended`, empty in what is stored (FI-3). */
  readonly suspended: readonly string[];
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
  swaps: [],
  prepared: [],
  nextPosition: 1,
  suspended: [],
});

/** FI-3: whoever is suspended is away, whatever they were doing; only a reception that has begun goes on. */
export const withSuspended = (rotation: Rotation, suspended: readonly string[]): Rotation => ({
  ...rotation,
  suspended,
  presences: Object.fromEntries(
    Object.entries(rotation.presences).map(([one, presence]): [string, Presence] => [
      one,
      suspended.includes(one) && presence.status !== 'receiving' ? suspendedSince(presence.since) : presence,
    ]),
  ),
});

/** May not be given a client, a call or the desk: suspended now (FI-3). */
export const isSuspended = ({ suspended }: Pick<Rotation, 'suspended'>, consultantId: string): boolean =>
  suspended.includes(consultantId);

const suspendedSince = (since: Date): Presence => ({
  status: 'away',
  since,
  reason: 'suspended',
  announced: false,
  confirmedBy: null,
});

/** Who receives in a place: its consultant, or by an approved swap another (SR-1.05). */
export const occupantOf = (rotation: Pick<Rotation, 'swaps'>, place: string): string =>
  rotation.swaps.find((swap) => swap.placeOf === place)?.takenBy ?? place;

/** On the floor and free to receive. */
const isWaiting = (rotation: Rotation, consultantId: string): boolean =>
  rotation.presences[consultantId]?.status === 'waiting';

/** Those who take part and are free, head first. */
export const waitingInOrder = (rotation: Rotation): string[] =>
  rotation.order.map((place) => occupantOf(rotation, place)).filter((one) => isWaiting(rotation, one));
