/** SR-10.05: known and cooperating, new, or one who only looks around. */
export const brokerKinds = ['partner', 'new', 'observer'] as const;
export type BrokerKind = (typeof brokerKinds)[number];

/** A broker at a site, whose system is a partner of ours; an ended one gets nothing. */
export type Broker = {
  readonly brokerId: string;
  readonly siteId: string;
  readonly partnerId: string;
  readonly name: string;
  readonly kind: BrokerKind;
  readonly since: Date;
  readonly endedAt: Date | null;
  readonly explanationId: string;
  readonly version: number;
};

/** A space for rent or a unit for sale, as a broker may learn of it. Amounts in fen, of rents a month. */
export type Listing = {
  readonly listingId: string;
  readonly siteId: string;
  readonly kind: 'sale' | 'rent';
  readonly name: string;
  readonly building: string;
  readonly floor: number;
  readonly layout: string;
  readonly areaHundredths: number;
  readonly netAreaHundredths: number | null;
  readonly orientation: string;
  readonly fitOut: string | null;
  readonly amountFen: number;
  readonly managementFeeFen: number | null;
  /** The shortest lease in months; null for what is for sale. */
  readonly shortestMonths: number | null;
  readonly flexibleTerms: string | null;
  readonly floorPlan: string | null;
};

export type BrokerViewing = {
  readonly viewingId: string;
  readonly brokerId: string;
  readonly listingId: string;
  readonly at: Date;
  readonly requestedAt: Date;
};
