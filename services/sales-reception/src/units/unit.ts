/** Kinds of product that are sold; commission rates differ by them (FI-1.01). */
export const products = ['residential', 'retail', 'office', 'parking', 'other'] as const;
export type Product = (typeof products)[number];

export const unitStates = ['available', 'reserved', 'held', 'subscribed', 'contracted', 'handed-over'] as const;
export type UnitState = (typeof unitStates)[number];

/** What a unit is, whatever becomes of it. Area in hundredths of a square metre, price in fen. */
export type UnitDescription = {
  readonly building: string;
  readonly floor: number;
  /** With the building it names the unit within the site: `1-0301`. */
  readonly number: string;
  readonly layout: string;
  readonly areaHundredths: number;
  readonly orientation: string;
  readonly listPriceFen: number;
  readonly product: Product;
};

/** In fen; above it a list price is a slip of the pen. */
export const mostListPriceFen = 1_000_000_000_000;

/** Why the developer keeps a unit off the market; a word, never free text about a person. */
export const reservationReasons = ['later-phase', 'developer-use', 'legal', 'show-unit', 'other'] as const;
export type ReservationReason = (typeof reservationReasons)[number];

/** Who keeps a unit from the market since when and until when: the developer (销控), or a consultant for a client. */
export type Keeping = {
  readonly keepingId: string;
  /** Null for a reservation from before reservations had a name. */
  readonly staffId: string | null;
  readonly since: Date;
} & (
  | { readonly kind: 'held'; readonly clientId: string; readonly reason: null; readonly until: Date }
  | {
      readonly kind: 'reserved';
      readonly clientId: null;
      readonly reason: ReservationReason;
      /** Null: until it is released. */
      readonly until: Date | null;
    }
);

type UnitFacts = UnitDescription & { readonly unitId: string; readonly siteId: string; readonly version: number };

/** A unit of a site and its place in the life of a sale (SR-9.01). A unit that is sold belongs to one deal. */
export type Unit = UnitFacts &
  (
    | { readonly state: 'available'; readonly dealId: null; readonly keeping: null }
    | { readonly state: 'reserved' | 'held'; readonly dealId: null; readonly keeping: Keeping }
    | { readonly state: 'subscribed' | 'contracted' | 'handed-over'; readonly dealId: string; readonly keeping: null }
  );

/** SR-9.01: a hold ends at its end by itself; from that instant on it counts as over, whether or not it was written down. */
export const isOver = (keeping: Keeping, at: Date): boolean => keeping.until !== null && keeping.until <= at;

export const unitName = ({ building, number }: Pick<UnitDescription, 'building' | 'number'>): string =>
  `${building}-${number}`;

/** The only ways from one state to another; what is not here is refused. */
export const unitMoves = {
  /** The developer takes it off the market (销控). */
  reserve: { from: ['available'], to: 'reserved' },
  /** Kept for a client by the procedure, for the time of the talks. */
  hold: { from: ['available'], to: 'held' },
  release: { from: ['reserved', 'held'], to: 'available' },
  /** Out of a hold only by the client for whom it is held. */
  subscribe: { from: ['available', 'held'], to: 'subscribed' },
  contract: { from: ['subscribed'], to: 'contracted' },
  handOver: { from: ['contracted'], to: 'handed-over' },
  /** The deal was cancelled. */
  free: { from: ['subscribed', 'contracted'], to: 'available' },
} as const satisfies Record<string, { readonly from: readonly UnitState[]; readonly to: UnitState }>;

export type UnitMove = keyof typeof unitMoves;

/** True when SR-9.01 knows a way by this move out of that state. */
export const canMove = (state: UnitState, move: UnitMove): boolean =>
  (unitMoves[move].from as readonly UnitState[]).includes(state);
