/** How much of somebody's commission a sanction keeps back (FI-3, FI-1.06). */
export type WithholdingScope =
  | { readonly of: 'deal'; readonly dealId: string }
  /** The month in whose book the commission stands, YYYY-MM. */
  | { readonly of: 'month'; readonly month: string }
  /** Whatever is not paid yet, and what comes, until it is released. */
  | { readonly of: 'all' };

export type Withholding = {
  readonly id: string;
  /** The fine that brought it. */
  readonly sanctionId: string;
  readonly scope: WithholdingScope;
  readonly code: string | null;
  readonly releasedAt: Date | null;
  /** What it keeps back now. */
  readonly withheldFen: number;
};

/** What a person was owed for a deal in the book of a month: shares, changes and counter-postings. */
export type OwedLine = { readonly dealId: string | null; readonly month: string; readonly amountFen: number };

/** How much more (or, with a minus, less) a withholding keeps back from now on. */
export type WithholdingChange = { readonly withholding: Withholding; readonly changeFen: number };
