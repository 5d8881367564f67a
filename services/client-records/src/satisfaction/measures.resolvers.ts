import { demandIds, demandStaff } from '@shouwen/access';
import { isUuid } from '@shouwen/kernel';
import {
  connectionOf,
  type ExplanationLoaders,
  explanationOf,
  type GraphContext,
  toGraphName,
  toGraphResult,
  typedPageOf,
} from '@shouwen/subgraph';
import { isOverdue, type Measure } from './measure.ts';
import {
  type CheckMeasure,
  checkMeasure,
  finishMeasure,
  type MeasureDone,
  type PlanMeasure,
  planMeasure,
} from './measureActs.ts';
import { pageOfMeasures, seenMeasures } from './measureQueries.ts';
import type { StepLine } from './measureStore.ts';
import type { SatisfactionLoaders } from './satisfactionLoaders.ts';

type Context = GraphContext<SatisfactionLoaders & ExplanationLoaders>;
type Input<T> = { readonly input: T };
type Listed = { readonly openOnly: boolean; readonly first?: number | null; readonly after?: string | null };

const staff = (id: string | null) => (id === null ? null : { __typename: 'Staff', id });

export const measuresResolvers = {
  Query: {
    surveyMeasures: async (_: unknown, { openOnly, ...asked }: Listed, { viewer, db }: Context) => {
      demandStaff(viewer);
      const { limit, after } = typedPageOf(asked, ['time', 'id']);
      const page = { openOnly, after: after as [string, string] | null, limit: limit + 1 };
      const rows = await db.read((tx) => pageOfMeasures(tx, viewer, page));
      return connectionOf(rows, limit, ({ createdAt, measureId }) => [createdAt.toISOString(), measureId]);
    },
  },
  Mutation: {
    planSurveyMeasure: async (_: unknown, { input }: Input<PlanMeasure>, context: Context) => {
      demandIds({ ownerId: input.ownerId });
      return toGraphResult('SurveyMeasureDone', await planMeasure(context, input));
    },
    finishSurveyMeasure: async (
      _: unknown,
      { input }: Input<{ readonly idempotencyKey: string; readonly measureId: string }>,
      context: Context,
    ) => toGraphResult('SurveyMeasureDone', await finishMeasure(context, input)),
    checkSurveyMeasure: async (_: unknown, { input }: Input<CheckMeasure>, context: Context) =>
      toGraphResult('SurveyMeasureDone', await checkMeasure(context, { ...input, dueOn: input.dueOn ?? null })),
  },
  SurveyMeasureDone: {
    measure: async ({ measureId }: MeasureDone, _: unknown, { viewer, db }: Context) =>
      isUuid(measureId) ? (await db.read((tx) => seenMeasures(tx, viewer, [measureId])))[0] : null,
  },
  SurveyMeasure: {
    id: ({ measureId }: Measure) => measureId,
    site: ({ siteId }: Measure) => ({ __typename: 'Site', id: siteId }),
    survey: ({ surveyId }: Measure, _: unknown, { loaders }: Context) => loaders.surveys.load(surveyId),
    state: ({ state }: Measure) => toGraphName(state),
    owner: ({ ownerId }: Measure) => staff(ownerId),
    checkedBy: ({ checkedBy }: Measure) => staff(checkedBy),
    overdue: (measure: Measure, _: unknown, { now }: Context) => isOverdue(measure, now),
    history: ({ measureId }: Measure, _: unknown, { loaders }: Context) => loaders.measureSteps.load(measureId),
    explanation: ({ explanationId }: Measure, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
  SurveyMeasureStep: { step: ({ step }: StepLine) => toGraphName(step) },
};
