import { type Explanation, type Reasoning, reasoning, text } from '@shouwen/kernel';
import { isOverdue, type Measure, type MeasureRefusal } from './measure.ts';

type Acting = { readonly measure: Measure; readonly now: Date; readonly today: string; readonly by: string };

const refuse = (code: MeasureRefusal['code'], zh: string, en: string): MeasureRefusal => ({
  code,
  rule: 'CR-7.03',
  message: text(zh, en),
});

/** CR-7.03: what is done, by whom and until when: after today, within a year. What is planned may be planned anew. */
export const mayPlan = (
  { measure, today }: Pick<Acting, 'measure' | 'today'>,
  { what, dueOn, latest }: { readonly what: string; readonly dueOn: string; readonly latest: string },
): MeasureRefusal | null => {
  if (measure.state !== 'wanted' && measure.state !== 'planned') return notOpen;
  if (dueOn <= today || dueOn > latest)
    return refuse('MEASURE_DATE_INVALID', '完成日须在今天之后，一年之内。', 'The date is after today, within a year.');
  const length = [...what.trim()].length;
  return length >= 4 && length <= 200
    ? null
    : refuse('BAD_INPUT', '措施须4至200字。', 'A measure has 4 to 200 characters.');
};

/** CR-7.03: the owner says that it is done. */
export const mayFinish = ({ measure, by }: Pick<Acting, 'measure' | 'by'>): MeasureRefusal | null => {
  if (measure.state !== 'planned') return notOpen;
  return measure.ownerId === by
    ? null
    : refuse('MEASURE_NOT_OWN', '由责任人报告完成。', 'Its owner says that it is done.');
};

/** CR-7.03: another than the owner looks whether it helped; if not, a new date is set. */
export const mayCheck = (
  { measure, by, today }: Pick<Acting, 'measure' | 'by' | 'today'>,
  { passed, dueOn, latest }: { readonly passed: boolean; readonly dueOn: string | null; readonly latest: string },
): MeasureRefusal | null => {
  if (measure.state !== 'done') return notOpen;
  if (measure.ownerId === by || measure.doneBy === by)
    return refuse('MEASURE_NEEDS_ANOTHER_PERSON', '须由责任人以外的人验证。', 'Another than its owner checks it.');
  const dated = passed ? dueOn === null : dueOn !== null && dueOn > today && dueOn <= latest;
  return dated
    ? null
    : refuse('MEASURE_DATE_INVALID', '未通过须定新日期。', 'What failed gets a new date, what passed none.');
};

const notOpen = refuse('MEASURE_NOT_OPEN', '措施不在此步骤。', 'The measure is not at this step.');

/** The facts of a step at a measure; a late one is said to be late. */
export const measureReasons = ({ measure, now }: Pick<Acting, 'measure' | 'now'>): Reasoning =>
  reasoning(now)
    .apply('CR-7.03')
    .fact('state', measure.state)
    .fact('owner', measure.ownerId)
    .fact('dueAt', measure.dueAt.toISOString(), measure.dueAt)
    .fact('overdue', isOverdue(measure, now));

const sentences = {
  planned: text('改进措施已定。', 'The measure is planned.'),
  done: text('责任人报告完成。', 'The owner says that it is done.'),
  passed: text('经他人验证有效。', 'Another found that it helped.'),
  failed: text('验证未通过，重新限期。', 'It did not help: a new date is set.'),
};

export const explainStep = (acting: Pick<Acting, 'measure' | 'now'>, step: keyof typeof sentences): Explanation =>
  measureReasons(acting).explain(step.toUpperCase(), sentences[step]);
