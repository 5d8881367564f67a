import {
  actorOf,
  appendAudit,
  BadInput,
  type CommandResult,
  demand,
  demandStaff,
  done,
  keepAct,
  NotFound,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { deadlineAfterDays, isUuid, reasoning, siteDate, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { clientsKnownAt, readerOf } from '../clients/index.ts';
import { consentStateAt, reachedClient } from '../consents/index.ts';
import { idsOfPerson } from '../persons/index.ts';
import { recordsPolicyAt } from '../policies/index.ts';
import { decideAnswer, type SurveyAnswered } from './answerSurvey.decision.ts';
import { askIn } from './askSurvey.ts';
import { insertMeasure, insertStep } from './measureStore.ts';
import type { Question, Score, Survey, SurveyRefusal } from './survey.ts';
import { seenSurveys } from './surveyQueries.ts';
import { answerSurvey, insertForm } from './surveyStore.ts';
import type { FormKind } from './usualForms.ts';

export type SurveyDone = { readonly surveyId: string };
export type AskSurvey = { readonly idempotencyKey: string; readonly siteId: string; readonly clientId: string };

/** CR-7.03: asks a client after a service that no other department tells of. Needs `survey.record` at the site. @throws NotFound */
export const askAfterService = async (
  context: BareContext,
  { idempotencyKey, ...input }: AskSurvey,
): Promise<CommandResult<SurveyDone>> => {
  const { siteId } = input;
  demand(context.viewer, 'survey.record', siteId);
  const { id: clientId } = await reachedClient(context, 'survey.record', input.clientId);
  return runCommand({ ...context, name: 'askSurvey', idempotencyKey, input }, async (tx) => {
    const known = await clientsKnownAt(tx, siteId, await idsOfPerson(tx, clientId));
    if (known.length === 0) throw new NotFound();
    const on = siteDate(context.now);
    const surveyId = await askIn(tx, context, { clientId, siteId, occasion: 'after-service', sourceId: null, on });
    if (surveyId === null) return no(saidNo, context.now);
    const explanation = reasoning(context.now)
      .apply('CR-7.03')
      .explain('ASKED', text('已发起调查。', 'The client is asked.'));
    await keepAct(tx, context, {
      action: 'survey.ask',
      siteId,
      subject: { type: 'Survey', id: surveyId },
      explanation,
      clientId,
    });
    return done({ surveyId });
  });
};

export type AnswerSurvey = {
  readonly idempotencyKey: string;
  readonly surveyId: string;
  readonly scores: readonly Score[];
};

/**
 * CR-7.03: takes down what a client answered; below the target an improvement measure is due. Needs `survey.record` and a ground to read
 * the client. @throws NotFound
 */
export const recordAnswer = async (
  context: BareContext,
  { idempotencyKey, ...input }: AnswerSurvey,
): Promise<CommandResult<SurveyDone>> => {
  demandStaff(context.viewer);
  await demandSeen(context, input.surveyId);
  return runCommand({ ...context, name: 'answerSurvey', idempotencyKey, input }, async (tx) => {
    const reader = readerOf(context, 'survey.record');
    const [survey] = await seenSurveys(tx, reader, [input.surveyId]);
    if (!survey) throw new NotFound();
    const consent = await consentStateAt(tx, survey.clientId, { purpose: 'survey', at: context.now });
    const policy = await recordsPolicyAt(tx, survey.siteId, context.now);
    // By the calendar it lapsed; the refusal that says so is that it is too late.
    const state = survey.state === 'lapsed' ? 'open' : survey.state;
    const facts = { ...input, now: context.now, today: reader.today, consent, policy };
    const decision = decideAnswer({ ...facts, survey: { ...survey, state } });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const { surveyId, siteId, clientId } = survey;
    const [answered] = decision.events as [SurveyAnswered];
    const subject = { type: 'Survey', id: surveyId };
    const { explanation } = decision;
    const explanationId = await keepAct(tx, context, {
      action: 'survey.answer',
      siteId,
      subject,
      explanation,
      clientId,
    });
    const told = { scores: input.scores, at: context.now, by: actorOf(context.viewer), explanationId };
    await answerSurvey(tx, survey, { ...told, ...answered });
    const days = policy.params['survey.measureDays'];
    if (answered.needsMeasure) await wantMeasure(tx, context, { survey, explanationId, days });
    return done({ surveyId });
  });
};

type Wanted = { readonly survey: Survey; readonly explanationId: string; readonly days: number };

const wantMeasure = async (tx: Tx, context: BareContext, { survey, explanationId, days }: Wanted): Promise<void> => {
  const { now, newId, viewer } = context;
  const { surveyId, siteId } = survey;
  const measureId = newId();
  const dueAt = deadlineAfterDays(siteDate(now), days);
  await insertMeasure(tx, { measureId, surveyId, siteId, dueAt, createdAt: now, explanationId });
  await insertStep(tx, { stepId: newId(), measureId, siteId, step: 'wanted', at: now, by: actorOf(viewer) });
};

export type SetSurveyForm = {
  readonly idempotencyKey: string;
  /** Null: the company's, for every site without a form of its own. */
  readonly siteId: string | null;
  readonly kind: FormKind;
  readonly questions: readonly Question[];
};

/** CR-7.03: sets the questions; surveys that were asked keep theirs. Needs `survey.manage` at the site, or everywhere. @throws BadInput */
export const setSurveyForm = (
  context: BareContext,
  { idempotencyKey, ...input }: SetSurveyForm,
): Promise<CommandResult<{ readonly version: number }>> => {
  const { siteId, kind, questions } = input;
  demand(context.viewer, 'survey.manage', siteId);
  const keys = new Set(questions.map(({ key }) => key));
  const isShort = (said: string) => [...said.trim()].length >= 1 && [...said.trim()].length <= 100;
  const fine = questions.every(({ key, zh, en }) => /^[a-z][a-z0-9-]{0,39}$/.test(key) && isShort(zh) && isShort(en));
  if (questions.length < 1 || questions.length > 20 || keys.size !== questions.length || !fine)
    throw new BadInput(text('1至20题，题号不得重复。', '1 to 20 questions, each with a key of its own.'), 'questions');
  return runCommand({ ...context, name: 'setSurveyForm', idempotencyKey, input }, async (tx) => {
    const formId = context.newId();
    const by = actorOf(context.viewer);
    const version = await insertForm(tx, { formId, siteId, kind, questions, by, at: context.now });
    const why = reasoning(context.now).apply('CR-7.03').fact('kind', kind).fact('version', version);
    const explanation = why.explain('FORM_SET', text('问卷已更新。', 'The form was set.'));
    await keepAct(tx, context, {
      action: 'survey.setForm',
      siteId,
      subject: { type: 'SurveyForm', id: formId },
      explanation,
    });
    return done({ version });
  });
};

/** Traces the attempt on a survey of a client whom the viewer may not read. @throws NotFound */
const demandSeen = async (context: BareContext, surveyId: string): Promise<void> => {
  const ids = [surveyId].filter(isUuid);
  const [survey] = await context.db.read((tx) => seenSurveys(tx, readerOf(context, 'survey.record'), ids));
  if (survey) return;
  const { now: at, viewer: actor, requestId } = context;
  const resource = { type: 'Survey', id: ids[0] ?? 'none' };
  await context.db.transaction((tx) =>
    appendAudit(tx, { at, actor, siteId: null, action: 'survey.answer', resource, decision: 'refused', requestId }),
  );
  throw new NotFound();
};

const no = <T>(refusal: SurveyRefusal, now: Date): CommandResult<T> =>
  refusedWith(refusal, reasoning(now).apply('CR-7.03').explain('REFUSED', refusal.message));

const saidNo: SurveyRefusal = {
  code: 'SURVEY_REFUSED',
  rule: 'CR-7.03',
  message: text('客户不同意调查。', 'The client said no to surveys.'),
};
