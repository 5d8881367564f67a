import type { AccountKind } from '../ledger/index.ts';
import type { LineKind, LineSource, StatementLine } from './statement.ts';

export type ObjectionState = 'open' | 'dismissed' | 'upheld';

/** FI-1.09: a person contests a line of their statement; it stays frozen until somebody else has ruled. */
export type Objection = {
  readonly id: string;
  readonly lineId: string;
  readonly siteId: string;
  readonly staffId: string;
  readonly source: LineSource;
  readonly sourceId: string;
  readonly reason: string;
  readonly state: ObjectionState;
  readonly contestedAt: Date;
  readonly ruledBy: string | null;
  readonly ruledAt: Date | null;
  readonly ruling: string | null;
  /** What the line should have been, when the objection was upheld. */
  readonly correctFen: number | null;
  readonly explanationId: string;
  readonly version: number;
};

/** The contested line as far as the ruling is concerned. */
export type ContestedLine = Pick<StatementLine, 'amountFen' | 'dealId' | 'accountKind'> & {
  readonly kind: LineKind;
  readonly accountKind: AccountKind | null;
};

/** Reasons and rulings are sentences, not essays. */
export const longestReason = 1_000;
