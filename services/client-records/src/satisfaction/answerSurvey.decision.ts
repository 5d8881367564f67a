import {
  accepted,
  type Decision,
  firstRefusal,
  type PolicyVersion,
  type Requirement,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';
import type { ConsentState } from '../consents/index.ts';
import type { CareParams } from '../policies/index.ts';
import { mayAsk } from './askSurvey.decision.ts';
import { bestScore, isBelowTarget, rateOf, type Score, type Survey, type SurveyRefusal } from './survey.ts';

export type AnswerFacts = {
  readonly survey: Pick<Survey, 'state' | 'askedOn' | 'through' | 'questions' | 'occasion'>;
  readonly now: Date;
  readonly today: string;
  readonly consent: ConsentState;
  readonly scores: readonly Score[];
  readonly policy: PolicyVersion<CareParams>;
};

export type SurveyAnswered = {
  readonly points: number;
  readonly mostPoints: number;
  /** Below the target: an improvement measure is due. */
  readonly needsMeasure: boolean;
};

type Rule = Requirement<AnswerFacts, SurveyRefusal>;
const refuse = (code: SurveyRefusal['code'], zh: string, en: string): SurveyRefusal => ({
  code,
  rule: 'CR-7.03',
  message: text(zh, en),
});

const mayBeAsked: Rule = ({ survey, consent }) =>
  mayAsk(survey.occasion, consent)
    ? null
    : refuse('SURVEY_REFUSED', '客户不同意调查。', 'The client said no to surveys.');
const isOpen: Rule = ({ survey }) =>
  survey.state === 'open' ? null : refuse('SURVEY_CLOSED', '此调查已了结。', 'This survey is over and done with.');
const isDue: Rule = ({ survey, today }) =>
  today >= survey.askedOn ? null : refuse('SURVEY_NOT_DUE', '尚未到调查日。', 'The client is not asked yet.');
const isInTime: Rule = ({ survey, today }) =>
  today <= survey.through ? null : refuse('SURVEY_OVER', '调查已截止。', 'The survey can no longer be answered.');

const isWhole: Rule = ({ survey, scores }) => {
  const asked = new Set(survey.questions.map(({ key }) => key));
  const given = new Set(scores.map(({ key }) => key));
  const each = scores.length === asked.size && given.size === asked.size && [...given].every((key) => asked.has(key));
  const inRange = scores.every(({ score }) => Number.isInteger(score) && score >= 1 && score <= bestScore);
  return each && inRange
    ? null
    : refuse('SCORES_INCOMPLETE', '每题须评1至5分。', 'Each question has a score of 1 to 5.');
};

/** CR-7.03: an answer is taken down; below the target an improvement measure is due. */
export const decideAnswer = (facts: AnswerFacts): Decision<SurveyAnswered, SurveyRefusal> => {
  const { now, scores, policy, survey } = facts;
  const target = policy.params['survey.target'];
  const why = reasoning(now).apply('CR-7.03').under(policy).fact('target', target);
  const refusal = firstRefusal([mayBeAsked, isOpen, isDue, isInTime, isWhole], facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  const points = scores.reduce((sum, { score }) => sum + score, 0);
  const mostPoints = survey.questions.length * bestScore;
  const needsMeasure = isBelowTarget(points, mostPoints, target);
  why.fact('points', points).fact('mostPoints', mostPoints).fact('rate', rateOf(points, mostPoints));
  const explanation = needsMeasure ? why.explain('BELOW_TARGET', below) : why.explain('ANSWERED', fine);
  return accepted([{ points, mostPoints, needsMeasure }], explanation);
};

const below = text('满意率低于目标，须定改进措施。', 'Below the target: an improvement measure is due.');
const fine = text('满意率达到目标。', 'The target is met.');
