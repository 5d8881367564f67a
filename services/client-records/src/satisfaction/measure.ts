import type { Refusal } from '@shouwen/kernel';

/** `wanted`: somebody has to say what is done about it, by whom, until when. */
export type MeasureState = 'wanted' | 'planned' | 'done' | 'closed';

export type Measure = {
  readonly measureId: string;
  readonly surveyId: string;
  readonly siteId: string;
  readonly state: MeasureState;
  readonly what: string | null;
  readonly ownerId: string | null;
  /** Until when it has to be planned, or done. */
  readonly dueAt: Date;
  readonly doneBy: string | null;
  readonly checkedBy: string | null;
  readonly createdAt: Date;
  readonly explanationId: string;
  readonly version: number;
};

export type MeasureStep = 'wanted' | 'planned' | 'done' | 'passed' | 'failed' | 'overdue';

export type MeasureRefusal = Refusal<
  'MEASURE_NOT_OPEN' | 'MEASURE_DATE_INVALID' | 'MEASURE_NOT_OWN' | 'MEASURE_NEEDS_ANOTHER_PERSON' | 'BAD_INPUT'
>;

/** By the calendar, whether the timer came or not. */
export const isOverdue = ({ state, dueAt }: Pick<Measure, 'state' | 'dueAt'>, now: Date): boolean =>
  (state === 'wanted' || state === 'planned') && now >= dueAt;
