export const fitOuts = ['bare', 'standard', 'furnished'] as const;
export type FitOut = (typeof fitOuts)[number];

export const spaceStates = ['vacant', 'let', 'withdrawn'] as const;
export type SpaceState = (typeof spaceStates)[number];

/** What a space for rent is (SR-10.01). Areas in hundredths of a square metre, amounts in fen a month for the whole space. */
export type SpaceDescription = {
  readonly building: string;
  readonly floor: number;
  readonly number: string;
  readonly layout: string;
  readonly areaHundredths: number;
  /** What can really be used of the area. */
  readonly netAreaHundredths: number;
  readonly orientation: string;
  readonly fitOut: FitOut;
  /** The businesses next door. */
  readonly neighbours: readonly string[];
  readonly rentFen: number;
  readonly managementFeeFen: number;
  /** The shortest lease, in months. */
  readonly shortestMonths: number;
  /** What can be agreed beyond the rent: a rent-free time, standard fit-out. */
  readonly flexibleTerms: string | null;
  /** Where the plan lies. */
  readonly floorPlan: string | null;
};

export type LeaseSpace = SpaceDescription & {
  readonly spaceId: string;
  readonly siteId: string;
  readonly name: string;
  readonly state: SpaceState;
  readonly version: number;
};

/** The net-to-gross ratio (得房率) in whole per cent, rounded down. */
export const netToGrossOf = ({
  areaHundredths,
  netAreaHundredths,
}: Pick<SpaceDescription, 'areaHundredths' | 'netAreaHundredths'>): number =>
  Math.floor((netAreaHundredths * 100) / areaHundredths);
