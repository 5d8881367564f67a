/** How the client came (SR-5): who, besides the consultants, has a part in the commission. */
export const channels = [
  'none',
  'company-introduced',
  'company-arranged-consultant',
  'company-arranged-others',
  'employee-referral',
] as const;
export type Channel = (typeof channels)[number];

/** In which part a consultant shares the consultants' part (FI-1.03). */
export const consultantRoles = ['owner', 'original', 'new', 'first', 'designated', 'joint', 'ruled'] as const;
export type ConsultantRole = (typeof consultantRoles)[number];

/** A consultant of the deal, with integer parts of the consultants' part: 50 and 50, 70 and 30, or as ruled. */
export type ConsultantShare = { readonly staffId: string; readonly parts: number; readonly role: ConsultantRole };

/** A closed deal, as sales-reception told it. */
export type ClosedDeal = {
  readonly dealId: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly unitId: string;
  readonly priceFen: number;
  readonly closedAt: Date;
  readonly closedOn: string;
  readonly subscribedOn: string;
  readonly product: string;
  readonly channel: Channel;
  readonly introducerId: string | null;
  readonly consultants: readonly ConsultantShare[];
  /** The rules by which sales-reception decided who shares the deal. */
  readonly rules: readonly string[];
};

export const commissionDues = ['subscription', 'contract', 'cash'] as const;
export type CommissionDue = (typeof commissionDues)[number];

/** One party's share of a commission. */
export type CommissionShare =
  | { readonly party: 'pool'; readonly staffId: null; readonly amountFen: number }
  | { readonly party: 'introducer'; readonly staffId: string; readonly amountFen: number }
  | {
      readonly party: 'consultant';
      readonly staffId: string;
      readonly role: ConsultantRole;
      readonly amountFen: number;
    };

/** What counts for a consultant's targets: apart from the money, and not lessened by the channel (FI-1.01). */
export type PerformanceShare = { readonly staffId: string; readonly amountFen: number };

/** The commission of a deal and who has which share; the shares add up to the commission to the fen. */
export type CommissionDecided = {
  readonly type: 'CommissionDecided';
  readonly dealId: string;
  readonly commissionFen: number;
  readonly basisPoints: number;
  /** When the money is due by the scheme of the day: at the subscription, the contract, or as cash comes in. */
  readonly due: CommissionDue;
  readonly shares: readonly CommissionShare[];
  readonly performance: readonly PerformanceShare[];
};
