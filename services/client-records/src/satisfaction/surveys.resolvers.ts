import { demand, demandIds } from '@shouwen/access';
import { addDays } from '@shouwen/kernel';
import {
  connectionOf,
  type ExplanationLoaders,
  explanationOf,
  fromGraphName,
  type GraphContext,
  pageOf,
  toGraphName,
  toGraphResult,
} from '@shouwen/subgraph';
import { dayAndId, demandDays, demandSomewhere } from '../care/index.ts';
import { type ClientLoaders, readerOf } from '../clients/index.ts';
import { recordsPolicyAt } from '../policies/index.ts';
import type { SatisfactionLoaders } from './satisfactionLoaders.ts';
import { isBelowTarget, type Question, rateOf, type Survey, type SurveyState } from './survey.ts';
import {
  type AnswerSurvey,
  type AskSurvey,
  askAfterService,
  recordAnswer,
  type SetSurveyForm,
  type SurveyDone,
  setSurveyForm,
} from './surveyActs.ts';
import { pageOfSurveys, type ReportLine, satisfactionReport } from './surveyQueries.ts';
import { formOf } from './surveyStore.ts';
import type { FormKind } from './usualForms.ts';

type Context = GraphContext<ClientLoaders & SatisfactionLoaders & ExplanationLoaders>;
type Input<T> = { readonly input: T };
type Listed = {
  readonly from?: string | null;
  readonly through?: string | null;
  readonly states: readonly string[];
  readonly first?: number | null;
  readonly after?: string | null;
};
type Reported = { readonly siteId: string; readonly from: string; readonly through: string };

const rate = (points: number | null, most: number | null): number | null =>
  points === null || most === null || most === 0 ? null : rateOf(points, most);

const sumOf = (lines: readonly ReportLine[], key: Exclude<keyof ReportLine, 'occasion'>): number =>
  lines.reduce((sum, line) => sum + line[key], 0);

const report = async (_: unknown, asked: Reported, { viewer, db, now }: Context) => {
  demand(viewer, 'survey.manage', asked.siteId);
  demandIds({ siteId: asked.siteId });
  demandDays(asked.from, asked.through, 1_096);
  return db.read(async (tx) => {
    const lines = await satisfactionReport(tx, asked);
    const target = (await recordsPolicyAt(tx, asked.siteId, now)).params['survey.target'];
    const [points, most] = [sumOf(lines, 'points'), sumOf(lines, 'mostPoints')];
    return {
      ...{ asked: sumOf(lines, 'asked'), answered: sumOf(lines, 'answered'), rate: rate(points, most), target, lines },
      meetsTarget: most === 0 ? null : !isBelowTarget(points, most, target),
    };
  });
};

export const surveysResolvers = {
  Query: {
    surveys: async (_: unknown, asked: Listed, context: Context) => {
      demandSomewhere(context, 'survey.record');
      const reader = readerOf(context, 'survey.record');
      const { limit, after } = pageOf(asked, 2);
      const through = asked.through ?? reader.today;
      const from = asked.from ?? addDays(through, -14);
      demandDays(from, through, 366);
      const states = asked.states.map((state) => fromGraphName<SurveyState>(state));
      const page = { from, through, states, after: dayAndId(after), limit: limit + 1 };
      const rows = await context.db.read((tx) => pageOfSurveys(tx, reader, page));
      return connectionOf(rows, limit, ({ askedOn, surveyId }) => [askedOn, surveyId]);
    },
    satisfactionReport: report,
    surveyForm: async (
      _: unknown,
      { siteId, kind }: { readonly siteId: string; readonly kind: string },
      context: Context,
    ) => {
      demand(context.viewer, 'survey.record', siteId);
      demandIds({ siteId });
      const form = await context.db.read((tx) => formOf(tx, fromGraphName<FormKind>(kind), siteId));
      return { ...form, kind };
    },
  },
  Mutation: {
    askSurvey: async (_: unknown, { input }: Input<AskSurvey>, context: Context) => {
      demandIds({ siteId: input.siteId });
      return toGraphResult('SurveyDone', await askAfterService(context, input));
    },
    answerSurvey: async (_: unknown, { input }: Input<AnswerSurvey>, context: Context) =>
      toGraphResult('SurveyDone', await recordAnswer(context, input)),
    setSurveyForm: async (_: unknown, { input }: Input<SetSurveyForm>, context: Context) => {
      const siteId = input.siteId ?? null;
      demandIds({ siteId });
      const told = { ...input, siteId, kind: fromGraphName<FormKind>(input.kind) };
      return toGraphResult('SurveyFormSet', await setSurveyForm(context, told));
    },
  },
  SurveyDone: {
    survey: ({ surveyId }: SurveyDone, _: unknown, { loaders }: Context) => loaders.surveys.load(surveyId),
  },
  SurveyQuestion: { text: ({ zh, en }: Question) => ({ zh, en }) },
  Survey: {
    id: ({ surveyId }: Survey) => surveyId,
    client: async ({ clientId }: Survey, _: unknown, { loaders }: Context) =>
      (await loaders.clients.load(clientId)) ?? { id: clientId },
    site: ({ siteId }: Survey) => ({ __typename: 'Site', id: siteId }),
    occasion: ({ occasion }: Survey) => toGraphName(occasion),
    state: ({ state }: Survey) => toGraphName(state),
    rate: ({ points, mostPoints }: Survey) => rate(points, mostPoints),
    explanation: ({ explanationId }: Survey, _: unknown, { loaders }: Context) => explanationOf(loaders, explanationId),
  },
  SatisfactionLine: {
    occasion: ({ occasion }: ReportLine) => toGraphName(occasion),
    rate: ({ points, mostPoints }: ReportLine) => rate(points, mostPoints),
  },
};
