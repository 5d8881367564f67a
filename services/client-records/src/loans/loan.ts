import { endOfDay } from '@shouwen/kernel';

/** A line of the loan register (CR-4.04): entered and signed by the specialist, then signed by the borrower, who has the paper from then on. */
export type Loan = {
  readonly id: string;
  readonly number: string;
  readonly requestId: string;
  readonly fileId: string;
  readonly siteId: string;
  readonly borrowerId: string;
  /** The desk whose head is told when it does not come back. */
  readonly department: string;
  readonly headless: boolean;
  readonly borrowerSiteId: string | null;
  readonly copies: number;
  readonly enteredAt: Date;
  readonly enteredBy: string;
  /** The approval the line stands on is over then; unsigned, so is the line. */
  readonly validUntil: Date;
  /** Null until the borrower signs. */
  readonly signedAt: Date | null;
  readonly lentOn: string | null;
  /** The last day. */
  readonly dueOn: string | null;
  /** From this day on, if it is still out, the head of the department is told. */
  readonly headOn: string | null;
  readonly returnedAt: Date | null;
  readonly returnedBy: string | null;
  readonly condition: string | null;
  readonly remindedAt: Date | null;
  readonly headToldAt: Date | null;
  readonly explanationId: string;
};

export type LoanState = 'entered' | 'lapsed' | 'out' | 'overdue' | 'returned';

/** CR-4.05: how it stands by the calendar; overdue from the end of its last day on, whether a timer came or not. */
export const loanStateAt = (loan: Pick<Loan, 'returnedAt' | 'dueOn' | 'validUntil'>, now: Date): LoanState => {
  if (loan.returnedAt !== null) return 'returned';
  if (loan.dueOn === null) return loan.validUntil <= now ? 'lapsed' : 'entered';
  return endOfDay(loan.dueOn) <= now ? 'overdue' : 'out';
};
