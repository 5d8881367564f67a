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

/** A unit of a site and its place in the life of a sale (SR-9.01). A unit that is sold belongs to one deal. */
export type Unit = UnitDescription & { readonly unitId: string; readonly siteId: string; readonly version: number } & (
    | { readonly state: 'available' | 'reserved' | 'held'; readonly dealId: null }
    | { readonly state: 'subscribed' | 'contracted' | 'handed-over'; readonly dealId: string }
  );

export const unitName = ({ building, number }: Pick<UnitDescription, 'building' | 'number'>): string =>
  `${building}-${number}`;

/** The only ways from one state to another; what is not here is refused. */
export const unitMoves = {
  /** The developer takes it off the market (销控). */
  reserve: { from: ['available'], to: 'reserved' },
  /** Kept for a client by the procedure, for the time of the talks. */
  hold: { from: ['available'], to: 'held' },
  release: { from: ['reserved', 'held'], to: 'available' },
  subscribe: { from: ['available'], to: 'subscribed' },
  contract: { from: ['subscribed'], to: 'contracted' },
  handOver: { from: ['contracted'], to: 'handed-over' },
  /** The deal was cancelled. */
  free: { from: ['subscribed', 'contracted'], to: 'available' },
} as const satisfies Record<string, { readonly from: readonly UnitState[]; readonly to: UnitState }>;

export type UnitMove = keyof typeof unitMoves;

/** True when SR-9.01 knows a way by this move out of that state. */
export const canMove = (state: UnitState, move: UnitMove): boolean =>
  (unitMoves[move].from as readonly UnitState[]).includes(state);
