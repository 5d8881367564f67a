import type { Refusal } from '@shouwen/kernel';

/** Cost or a gift of a planned visit, applied for in advance (CR-8.04). */
export type VisitCost = {
  readonly costId: string;
  readonly plannedId: string;
  readonly siteId: string;
  readonly staffId: string;
  readonly kind: 'travel' | 'meal' | 'gift' | 'other';
  readonly what: string;
  readonly amountFen: number;
  readonly approver: 'head' | 'regional-manager';
  readonly state: 'asked' | 'approved' | 'declined' | 'settled';
  readonly askedAt: Date;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly actualFen: number | null;
  readonly explanationId: string;
  readonly version: number;
};

export type VisitCostRefusal = Refusal<
  'VISIT_COST_NOT_IN_ADVANCE' | 'VISIT_COST_OWN' | 'VISIT_COST_ABOVE_LIMIT' | 'VISIT_COST_NOT_OPEN' | 'BAD_INPUT'
>;
