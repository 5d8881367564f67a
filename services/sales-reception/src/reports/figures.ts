import type { IsoDate } from '@shouwen/kernel';
import type { ClientClass } from '../registers/index.ts';

/** Days of a site, both included. */
export type Days = { readonly siteId: string; readonly from: IsoDate; readonly through: IsoDate };

type Counts = {
  readonly visits: number;
  readonly calls: number;
  readonly followUps: number;
  readonly deals: number;
  readonly dealAmountFen: number;
};

/** What somebody did; a shared deal counts for each who shares, its amount by the parts (SR-9.05). */
export type ConsultantFigures = Counts & { readonly consultantId: string };

/** By the class of the registrations; null: of calls that were not ranked. */
export type ClassFigures = { readonly class: ClientClass | null; readonly visits: number; readonly calls: number };

/** By how the clients heard of the project. */
export type SourceFigures = { readonly source: string; readonly visits: number; readonly calls: number };

/** SR-8.03: visits, calls and deals of some days, and their analysis. Amounts in fen. */
export type Figures = Counts & {
  readonly from: IsoDate;
  readonly through: IsoDate;
  /** Visits that used up a turn. */
  readonly countedVisits: number;
  readonly registeredVisits: number;
  readonly registeredCalls: number;
  readonly reachedFollowUps: number;
  /** Deals that came to nothing on these days, whenever they were closed. */
  readonly cancellations: number;
  readonly byConsultant: readonly ConsultantFigures[];
  readonly byClass: readonly ClassFigures[];
  readonly bySource: readonly SourceFigures[];
};
