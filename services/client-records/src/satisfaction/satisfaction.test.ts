import { describe, expect, it } from '@jest/globals';
import type { PolicyVersion } from '@shouwen/kernel';
import type { CareParams } from '../policies/index.ts';
import { type AnswerFacts, decideAnswer } from './answerSurvey.decision.ts';
import { decideAsking, mayAsk, nextYearly } from './askSurvey.decision.ts';
import { mayCheck, mayFinish, mayPlan } from './measure.decision.ts';
import { isOverdue, type Measure } from './measure.ts';
import { isBelowTarget, rateOf } from './survey.ts';
import { usualForms } from './usualForms.ts';

const now = new Date('2026-05-20T09:00:00+08:00');
const policy = {
  ...{ name: 'records', preset: 'records-strict', version: 0, effectiveFrom: new Date(0) },
  params: {
    ...{ 'survey.afterServiceDays': 3, 'survey.afterComplaintDays': 14, 'survey.answerDays': 14 },
    ...{ 'survey.target': 80, 'survey.measureDays': 7 },
  },
} as unknown as PolicyVersion<CareParams>;

describe('who is asked, and when', () => {
  it.each([
    ['yearly', 'given', true],
    ['yearly', 'none', false],
    ['yearly', 'withdrawn', false],
    ['after-deal', 'given', true],
    ['after-deal', 'none', true],
    ['after-deal', 'withdrawn', false],
    ['after-complaint', 'none', true],
    ['after-service', 'withdrawn', false],
  ] as const)('%s with consent %s: %s', (occasion, consent, may) => {
    expect(mayAsk(occasion, consent)).toBe(may);
    expect(decideAsking({ now, occasion, on: '2026-05-20', consent, policy }) !== null).toBe(may);
  });

  it.each([
    ['after-deal', '2026-05-23', '2026-06-06'],
    ['after-complaint', '2026-06-03', '2026-06-17'],
    ['after-service', '2026-05-20', '2026-06-03'],
  ] as const)('%s: from %s through %s', (occasion, askedOn, through) => {
    expect(decideAsking({ now, occasion, on: '2026-05-20', consent: 'none', policy })).toMatchObject({
      askedOn,
      through,
    });
  });

  it.each([
    ['a new client after a year', { last: null, openedOn: '2026-05-20', today: '2026-05-20' }, '2027-05-20'],
    ['an old client at once', { last: null, openedOn: '2024-05-20', today: '2026-05-20' }, '2026-05-20'],
    [
      'whoever was asked 364 days ago tomorrow',
      { last: '2025-05-21', openedOn: '2024-01-01', today: '2026-05-20' },
      '2026-05-21',
    ],
    [
      'whoever was asked 365 days ago today',
      { last: '2025-05-20', openedOn: '2024-01-01', today: '2026-05-20' },
      '2026-05-20',
    ],
  ])('%s', (_, facts, on) => {
    expect(nextYearly(facts, 365)).toBe(on);
  });
});

describe('the target', () => {
  it.each([
    [79, 100, true],
    [80, 100, false],
    [19, 25, true],
    [20, 25, false],
    [7_999, 10_000, true],
  ])('%d of %d points: below 80 is %s', (points, most, below) => {
    expect(isBelowTarget(points, most, 80)).toBe(below);
  });

  it('no rounding lifts a rate', () => {
    expect(rateOf(7_999, 10_000)).toBe(79.9);
    expect(rateOf(4, 5)).toBe(80);
  });
});

describe('an answer', () => {
  const { service: questions } = usualForms;
  const scoresOf = (...scores: number[]) => questions.map(({ key }, index) => ({ key, score: scores[index] ?? 4 }));
  const answer = (changes: Partial<AnswerFacts> = {}, survey: Partial<AnswerFacts['survey']> = {}) => {
    const decision = decideAnswer({
      ...{ now, today: '2026-05-20', consent: 'none', scores: scoresOf(), policy, ...changes },
      survey: {
        state: 'open',
        askedOn: '2026-05-20',
        through: '2026-06-03',
        questions,
        occasion: 'after-deal',
        ...survey,
      },
    });
    return decision.outcome === 'refused' ? decision.refusal.code : decision.explanation.outcome;
  };
  it.each<[string, Parameters<typeof answer>, string]>([
    ['twenty of 25 points', [], 'ANSWERED'],
    ['nineteen', [{ scores: scoresOf(3) }], 'BELOW_TARGET'],
    ['the day before it is asked', [{ today: '2026-05-19' }], 'SURVEY_NOT_DUE'],
    ['on the last day', [{ today: '2026-06-03' }], 'ANSWERED'],
    ['the day after', [{ today: '2026-06-04' }], 'SURVEY_OVER'],
    ['a second time', [{}, { state: 'answered' }], 'SURVEY_CLOSED'],
    ['of a client who said no', [{ consent: 'withdrawn' }], 'SURVEY_REFUSED'],
    ['for the year without consent', [{}, { occasion: 'yearly' }], 'SURVEY_REFUSED'],
    ['a score of 0', [{ scores: scoresOf(0) }], 'SCORES_INCOMPLETE'],
    ['a score of 1', [{ scores: scoresOf(1, 5, 5, 5, 5) }], 'ANSWERED'],
    ['a score of 5', [{ scores: scoresOf(5) }], 'ANSWERED'],
    ['a score of 6', [{ scores: scoresOf(6) }], 'SCORES_INCOMPLETE'],
    ['half a point', [{ scores: scoresOf(4.5) }], 'SCORES_INCOMPLETE'],
    ['a question left out', [{ scores: scoresOf().slice(1) }], 'SCORES_INCOMPLETE'],
    ['a question twice', [{ scores: [...scoresOf().slice(1), { key: 'overall', score: 4 }] }], 'SCORES_INCOMPLETE'],
    ['a question nobody asked', [{ scores: [...scoresOf().slice(1), { key: 'x', score: 4 }] }], 'SCORES_INCOMPLETE'],
  ])('%s', (_, [changes, survey], outcome) => {
    expect(answer(changes, survey)).toBe(outcome);
  });
});

describe('a measure', () => {
  const at = (state: Measure['state'], doneBy: string | null = null): Measure => ({
    ...{
      measureId: 'm',
      surveyId: 's',
      siteId: 'site',
      state,
      what: '加强培训',
      ownerId: 'owner',
      doneBy,
      checkedBy: null,
    },
    ...{ dueAt: new Date('2026-05-28T00:00:00+08:00'), createdAt: now, explanationId: 'e', version: 1 },
  });
  const today = '2026-05-20';
  const latest = '2027-05-20';

  it.each([
    ['tomorrow', 'wanted', '加强培训', '2026-05-21', null],
    ['today', 'wanted', '加强培训', '2026-05-20', 'MEASURE_DATE_INVALID'],
    ['within a year', 'planned', '加强培训', '2027-05-20', null],
    ['a day later', 'planned', '加强培训', '2027-05-21', 'MEASURE_DATE_INVALID'],
    ['in three characters', 'wanted', '培训啊', '2026-05-21', 'BAD_INPUT'],
    ['when it is done', 'done', '加强培训', '2026-05-21', 'MEASURE_NOT_OPEN'],
  ] as const)('is planned for %s', (_, state, what, dueOn, code) => {
    expect(mayPlan({ measure: at(state), today }, { what, dueOn, latest })?.code ?? null).toBe(code);
  });

  it('is done by its owner, and checked by another', () => {
    expect(mayFinish({ measure: at('planned'), by: 'owner' })).toBeNull();
    expect(mayFinish({ measure: at('planned'), by: 'another' })?.code).toBe('MEASURE_NOT_OWN');
    expect(mayFinish({ measure: at('wanted'), by: 'owner' })?.code).toBe('MEASURE_NOT_OPEN');
    const check = (by: string, passed: boolean, dueOn: string | null, state: Measure['state'] = 'done') =>
      mayCheck({ measure: at(state, 'earlier-owner'), by, today }, { passed, dueOn, latest })?.code ?? null;
    expect(check('another', true, null)).toBeNull();
    expect(check('owner', true, null)).toBe('MEASURE_NEEDS_ANOTHER_PERSON');
    expect(check('earlier-owner', true, null)).toBe('MEASURE_NEEDS_ANOTHER_PERSON');
    expect(check('another', false, null)).toBe('MEASURE_DATE_INVALID');
    expect(check('another', false, '2026-05-21')).toBeNull();
    expect(check('another', true, null, 'planned')).toBe('MEASURE_NOT_OPEN');
  });

  it('is overdue from 24:00 of its day, while it is wanted or planned', () => {
    const late = new Date('2026-05-28T00:00:00+08:00');
    const inTime = new Date(late.getTime() - 1);
    expect([isOverdue(at('wanted'), inTime), isOverdue(at('wanted'), late)]).toEqual([false, true]);
    expect([isOverdue(at('planned'), late), isOverdue(at('done'), late)]).toEqual([true, false]);
  });
});
