import type { IsoDate } from '@shouwen/kernel';
import { type PipelineStage, pipelineStages } from '../policies/index.ts';

/** What a client of the brokerage looks for (SR-11.01); null does not matter to them. Areas in hundredths of a square metre, amounts in fen. */
export type Needs = {
  readonly areaFromHundredths: number;
  readonly areaToHundredths: number;
  readonly layout: string | null;
  /** The building or part of the site. */
  readonly location: string | null;
} & (
  | { readonly intent: 'buy'; readonly amountFen: number; readonly months: null }
  /** The rent a month, and for how long. */
  | { readonly intent: 'rent'; readonly amountFen: number; readonly months: number }
);

export type CaseState = 'open' | 'signed' | 'closed';

export type PipelineCase = Needs & {
  readonly caseId: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly state: CaseState;
  readonly stage: PipelineStage;
  readonly ownerId: string;
  readonly enteredAt: Date;
  /** Until 24:00 of this day. */
  readonly dueOn: IsoDate;
  /** Said to be finished, and waiting for the check of somebody else. */
  readonly finishedAt: Date | null;
  readonly openedAt: Date;
  readonly closedReason: string | null;
  readonly explanationId: string;
  readonly version: number;
};

/** One stretch of work on a stage and what the check said; never changed afterwards. */
export type StageCheck = {
  readonly checkId: string;
  readonly caseId: string;
  readonly stage: PipelineStage;
  readonly ownerId: string;
  readonly enteredAt: Date;
  readonly dueOn: IsoDate;
  readonly finishedAt: Date;
  readonly late: boolean;
  readonly checkedBy: string;
  readonly checkedAt: Date;
  readonly passed: boolean;
  readonly note: string;
  readonly explanationId: string;
};

/** The stage after this one; null after signing. */
export const stageAfter = (stage: PipelineStage): PipelineStage | null =>
  pipelineStages[pipelineStages.indexOf(stage) + 1] ?? null;

/** What may be wrong with a listing in the eyes of the client. */
export const attributes = ['area', 'layout', 'location', 'price', 'floor', 'orientation'] as const;
export type Attribute = (typeof attributes)[number];

/** What was proposed, as it was then. */
export type Proposed = {
  readonly listingId: string;
  readonly name: string;
  readonly building: string;
  readonly floor: number;
  readonly layout: string;
  readonly areaHundredths: number;
  readonly orientation: string;
  readonly amountFen: number;
  /** The shortest lease in months; null for what is for sale. */
  readonly shortestMonths: number | null;
};
