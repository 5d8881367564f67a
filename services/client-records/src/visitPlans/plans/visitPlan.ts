import type { Refusal } from '@shouwen/kernel';
import type { VisitParams } from '../../policies/index.ts';
import type { VisitPurpose } from '../visitScope.ts';

/** What somebody means to visit in a month (CR-8.01). */
export type VisitPlan = {
  readonly planId: string;
  readonly siteId: string;
  readonly staffId: string;
  /** Its first day. */
  readonly month: string;
  readonly state: 'submitted' | 'returned' | 'approved';
  readonly quota: number;
  readonly submittedAt: Date;
  readonly late: boolean;
  readonly remarks: string | null;
  readonly reviewedBy: string | null;
  readonly explanationId: string;
  readonly version: number;
};

export type PlannedVisit = {
  readonly plannedId: string;
  readonly planId: string;
  readonly siteId: string;
  readonly staffId: string;
  readonly clientId: string;
  readonly onDay: string;
  readonly purpose: VisitPurpose;
  /** The visit that was made of it, and when. */
  readonly visitId: string | null;
  readonly visitedAt: Date | null;
};

export type VisitPlanRefusal = Refusal<
  | 'VISIT_PLAN_MONTH'
  | 'VISIT_OUTSIDE_PLAN'
  | 'VISIT_PLAN_APPROVED'
  | 'VISIT_PLAN_NOT_OPEN'
  | 'VISIT_PLAN_OWN'
  | 'VISIT_MADE'
  | 'BAD_INPUT'
>;

const quotaByRole = {
  consultant: 'visitPlan.quotaConsultant',
  'leasing-agent': 'visitPlan.quotaLeasingAgent',
  'sales-supervisor': 'visitPlan.quotaSupervisor',
  'sales-manager': 'visitPlan.quotaManager',
} as const satisfies Record<string, keyof VisitParams>;

/** The posts whose holders may owe a plan. */
export const planningRoles: readonly string[] = Object.keys(quotaByRole);

/** CR-8.01: the quota of whoever holds these posts: the highest of them; 0: no plan is asked for. */
export const quotaOf = (roles: readonly string[], params: VisitParams): number =>
  Math.max(0, ...Object.entries(quotaByRole).map(([role, key]) => (roles.includes(role) ? params[key] : 0)));
