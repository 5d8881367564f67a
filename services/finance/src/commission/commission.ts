/** How the client came (SR-5): who, besides the consultants, has a part in the commission. */
export const channels = [
  'none',
  'company-introduced',
  'company-arranged-consultant',
  'company-arranged-others',
  'company-designated',
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
  /** Who was with the client when the deal closed, where it is known (FI-1.04). */
  readonly closedBy?: string | null;
  readonly consultants: readonly ConsultantShare[];
  /** The rules by which sales-reception decided who shares the deal. */
  readonly rules: readonly string[];
};

export const commissionDues = ['subscription', 'contract', 'cash'] as const;
export type CommissionDue = (typeof commissionDues)[number];

/** `closer`: closed the deal for an owner who was on sick leave (FI-1.04). */
export type ShareRole = ConsultantRole | 'closer';
export type EffectiveShare = { readonly staffId: string; readonly parts: number; readonly role: ShareRole };

/** `dueFen` of the amount is due by now; the rest is earned and waits for the contract or for cash (FI-1.01). */
type Amounts = { readonly amountFen: number; readonly dueFen: number };

/** One party's share of a commission. */
export type CommissionShare = Amounts &
  (
    | { readonly party: 'pool'; readonly staffId: null }
    | { readonly party: 'introducer'; readonly staffId: string }
    | { readonly party: 'consultant'; readonly staffId: string; readonly role: ShareRole }
  );

/** A whole sick leave, both days included, that covers the day the deal closed. */
export type SickLeave = { readonly staffId: string; readonly from: string; readonly through: string };

/** What became of a deal besides its closing, as far as the commission depends on it. */
export type Circumstances = {
  readonly contractedAt: Date | null;
  /** What the buyer has paid, less what was paid back. */
  readonly receivedFen: number;
  /** Of the deal's owner. */
  readonly sickLeave: SickLeave | null;
};

/** Why a commission is worked out again: when, and by which rules of sales-reception. */
export type Occasion = {
  readonly kind: 'attribution-change' | 'terms-change' | 'leave-change' | 'due';
  readonly at: Date;
  readonly rules: readonly string[];
};

/** What counts for a consultant's targets: apart from the money, and not lessened by the channel (FI-1.01). */
export type PerformanceShare = {
  readonly staffId: string;
  readonly amountFen: number;
  /** Thousandths of a unit; those of a deal add up to 1,000. */
  readonly unitThousandths: number;
};

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
