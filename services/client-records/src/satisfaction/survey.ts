import type { Refusal } from '@shouwen/kernel';

/** Why a client is asked: a deal was closed, a complaint was handled, somebody served the client, or a year went by (CR-7.03). */
export const surveyOccasions = ['after-deal', 'after-complaint', 'after-service', 'yearly'] as const;
export type SurveyOccasion = (typeof surveyOccasions)[number];

export type Question = { readonly key: string; readonly zh: string; readonly en: string };
export type Score = { readonly key: string; readonly score: number };
export const bestScore = 5;

/** `lapsed`: nobody answered in time. `cancelled`: the client said no, or the deal came to nothing. */
export type SurveyState = 'open' | 'answered' | 'cancelled' | 'lapsed';

export type Survey = {
  readonly surveyId: string;
  readonly clientId: string;
  readonly siteId: string;
  readonly occasion: SurveyOccasion;
  /** The deal or the complaint. */
  readonly sourceId: string | null;
  readonly askedOn: string;
  /** The last day on which it can be answered. */
  readonly through: string;
  readonly formVersion: number;
  /** As they were when the client was asked. */
  readonly questions: readonly Question[];
  readonly state: SurveyState;
  readonly scores: readonly Score[] | null;
  /** Points given, and the most there were. */
  readonly points: number | null;
  readonly mostPoints: number | null;
  readonly answeredAt: Date | null;
  readonly answeredBy: string | null;
  readonly explanationId: string;
  readonly version: number;
};

export type SurveyRefusal = Refusal<
  'SURVEY_CLOSED' | 'SURVEY_OVER' | 'SURVEY_NOT_DUE' | 'SURVEY_REFUSED' | 'SCORES_INCOMPLETE'
>;

/** The satisfaction rate in per cent, rounded down to tenths: 79.9 is below 80. */
export const rateOf = (points: number, mostPoints: number): number => Math.floor((points * 1_000) / mostPoints) / 10;

/** CR-7.03: compared in whole numbers, so that no rounding lifts a rate to its target. */
export const isBelowTarget = (points: number, mostPoints: number, target: number): boolean =>
  points * 100 < target * mostPoints;
