import type { Refusal } from '@shouwen/kernel';

/** How the system learned of it: the last claim ended, the deal was cancelled, or a person said so. */
export type LostCause = 'lapsed' | 'deal-cancelled' | 'marked';

/** Why, as far as somebody found out. */
export const lostReasons = [
  'price',
  'competitor',
  'location',
  'product',
  'financing',
  'service',
  'no-more-interest',
  'other',
] as const;
export type LostReason = (typeof lostReasons)[number];

export type LostOutcome = 'won' | 'given-up' | 'returned';

export type LostClient = {
  readonly lostId: string;
  readonly clientId: string;
  readonly siteId: string;
  readonly cause: LostCause;
  /** The code with which the claim or the deal ended. */
  readonly detail: string | null;
  readonly why: LostReason | null;
  readonly endedOn: string;
  /** From that day on the client counts as lost; coming back before, it never was. */
  readonly listedFrom: string;
  readonly markedBy: string | null;
  readonly outcome: LostOutcome | null;
  readonly closedOn: string | null;
  readonly explanationId: string;
  readonly version: number;
};

export type WinBackWay = 'call' | 'visit' | 'message' | 'offer';
export type WinBackResult = 'open' | 'won' | 'given-up';

export type Attempt = {
  readonly attemptId: string;
  readonly lostId: string;
  readonly siteId: string;
  readonly madeAt: Date;
  readonly madeBy: string;
  readonly way: WinBackWay;
  readonly result: WinBackResult;
  readonly nextOn: string | null;
  readonly explanationId: string;
};

export type LostRefusal = Refusal<'CLIENT_NOT_LOST' | 'LOST_CLIENT_CLOSED' | 'CONSENT_MISSING' | 'BAD_INPUT'>;
