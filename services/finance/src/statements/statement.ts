import type { AccountKind, Month, TransactionKind } from '../ledger/index.ts';

/** `returned`: sent back before it was approved; its lines are free again and may be drafted anew. */
export const statementStates = ['drafted', 'checked', 'approved', 'paid', 'returned'] as const;
export type StatementState = (typeof statementStates)[number];

/** What a person gets for a month at a site (FI-1.07). From its approval on it never changes; corrections come in the next one. */
export type Statement = {
  readonly id: string;
  readonly siteId: string;
  readonly staffId: string;
  readonly month: Month;
  readonly state: StatementState;
  /** The sum of the lines that count; negative when more is taken off than was earned. */
  readonly totalFen: number;
  readonly draftedBy: string;
  readonly draftedAt: Date;
  readonly checkedBy: string | null;
  readonly checkedAt: Date | null;
  readonly approvedBy: string | null;
  readonly approvedAt: Date | null;
  readonly paidBy: string | null;
  readonly paidAt: Date | null;
  /** What was paid out; null before. */
  readonly paidFen: number | null;
  /** What the next statement takes over, 0 or negative; null before the payment. */
  readonly carriedFen: number | null;
  /** Of the latest step. */
  readonly explanationId: string;
  readonly version: number;
};

/** Where a line comes from: a posting on one of the person's accounts, a fine, or what the statement before left over. */
export type LineSource = 'posting' | 'deduction' | 'carry-over';
export type LineKind = TransactionKind | 'fine' | 'attendance' | 'carry-over';

/** What may stand in a statement: it is in none yet. */
export type OpenItem = {
  readonly source: LineSource;
  readonly sourceId: string;
  readonly kind: LineKind;
  /** The account that the posting is on; null for what is no posting. */
  readonly accountKind: AccountKind | null;
  readonly dealId: string | null;
  /** What the person gains by it. */
  readonly amountFen: number;
  readonly occurredAt: Date;
  readonly explanationId: string;
  /** It stays out as long as an objection or a dispute about it is open (FI-1.09). */
  readonly isFrozen: boolean;
};

/** `frozen`: stayed out of the statement; `held-back`: approved, but kept out of the payment. Both come in a later statement. */
export type LineState = 'counted' | 'frozen' | 'held-back';

export type StatementLine = Omit<OpenItem, 'isFrozen'> & {
  readonly id: string;
  readonly statementId: string;
  readonly position: number;
  readonly state: LineState;
};

export const totalOf = (lines: readonly { readonly amountFen: number }[]): number =>
  lines.reduce((sum, { amountFen }) => sum + amountFen, 0);
