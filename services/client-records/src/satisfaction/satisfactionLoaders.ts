import { type BareContext, listLoaderOf, loaderOf } from '@shouwen/subgraph';
import { readerOf } from '../clients/index.ts';
import { stepsOf } from './measureQueries.ts';
import type { StepLine } from './measureStore.ts';
import type { Survey } from './survey.ts';
import { seenSurveys } from './surveyQueries.ts';

/** One query of each kind a request; give `measureSteps` only ids of measures that the viewer was found to see. */
export const satisfactionLoaders = (context: BareContext) => ({
  surveys: loaderOf<Survey>(
    (ids) => context.db.read((tx) => seenSurveys(tx, readerOf(context, 'survey.record'), ids)),
    ({ surveyId }) => surveyId,
  ),
  measureSteps: listLoaderOf<StepLine>(
    (ids) => context.db.read((tx) => stepsOf(tx, ids)),
    ({ measureId }) => measureId,
  ),
});

export type SatisfactionLoaders = ReturnType<typeof satisfactionLoaders>;
