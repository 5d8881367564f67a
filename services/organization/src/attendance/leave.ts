/** OR-4.02: the kinds of leave; a sick leave of the owner decides who is paid for a deal (FI-1.04). */
export const leaveKinds = ['sick', 'personal', 'annual', 'other'] as const;
export type LeaveKind = (typeof leaveKinds)[number];

/** The longest that is approved at once, in days. */
export const longestLeave = 366;
/** The most clients that are handed over with one leave. */
export const mostClosings = 100;

export type Leave = {
  readonly id: string;
  readonly staffId: string;
  readonly siteId: string;
  readonly kind: LeaveKind;
  /** The first and the last day at the site, both included. */
  readonly from: string;
  readonly through: string;
  /** OR-4.04: the clients whose closing is expected meanwhile, handed to the manager before a sick leave. */
  readonly expectedClosings: readonly string[];
  readonly approvedBy: string;
  readonly approvedAt: Date;
  readonly withdrawnBy: string | null;
  readonly withdrawnAt: Date | null;
  readonly explanationId: string;
};
