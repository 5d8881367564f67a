import type { ActSubject } from './fine.ts';

/** A violation as sales-reception told it. Finance knows what it costs, not what happened. */
export type RecordedViolation = {
  readonly violationId: string;
  readonly siteId: string;
  readonly staffId: string;
  readonly code: string | null;
  readonly occurredAt: Date;
  readonly reportedBy: string | null;
  readonly subject: ActSubject | null;
  readonly dealId: string | null;
  readonly occurrences: number;
  readonly grave: boolean;
  readonly reason: string;
};
