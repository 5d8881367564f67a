import { type BareContext, type GraphContext, listLoaderOf, loaderOf } from '@shouwen/subgraph';
import type { ExplanationLoader } from '../explained.ts';
import type { sanctionsLoaders } from '../sanctions/index.ts';
import { linesByIds, objectionsByIds, objectionsOfLines, statementsByIds } from './statementQueries.ts';

export const statementsLoaders = ({ db, viewer }: BareContext) => ({
  statements: loaderOf(
    (ids) => db.read((tx) => statementsByIds(tx, viewer, ids)),
    ({ id }) => id,
  ),
  statementLines: loaderOf(
    (ids) => db.read((tx) => linesByIds(tx, viewer, ids)),
    ({ id }) => id,
  ),
  objections: loaderOf(
    (ids) => db.read((tx) => objectionsByIds(tx, viewer, ids)),
    ({ id }) => id,
  ),
  objectionsOfLine: listLoaderOf(
    (ids) => db.read((tx) => objectionsOfLines(tx, ids)),
    ({ lineId }) => lineId,
  ),
});

export type StatementContext = GraphContext<
  ReturnType<typeof statementsLoaders> &
    Pick<ReturnType<typeof sanctionsLoaders>, 'fines'> & { readonly explanations: ExplanationLoader }
>;
