/** FI-1.08: money asked for from the pool of a site, for a purpose. */
export type Spending = {
  readonly id: string;
  readonly siteId: string;
  readonly amountFen: number;
  readonly purpose: string;
  readonly state: 'requested' | 'approved' | 'declined';
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly ruledBy: string | null;
  readonly ruledAt: Date | null;
  readonly explanationId: string;
  readonly version: number;
};

/** A purpose is a sentence, not an essay. */
export const longestPurpose = 500;
