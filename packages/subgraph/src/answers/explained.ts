import { explanationsOf, type SavedExplanation } from '@shouwen/access';
import type { BareContext } from '../context.ts';
import { loaderOf } from './loader.ts';
import { type GraphExplanation, toGraphExplanation } from './toGraph.ts';

/** Loads kept explanations in one query. Give it only ids of what the viewer was found to be allowed to read. */
export const explanationLoaders = ({ db }: Pick<BareContext, 'db'>) => ({
  explanations: loaderOf<SavedExplanation>(
    async (ids) => [...(await db.read((tx) => explanationsOf(tx, ids))).values()],
    ({ id }) => id,
  ),
});

export type ExplanationLoaders = ReturnType<typeof explanationLoaders>;

/** The explanation of something that was decided. There is no decision without one, so a missing one is a bug. */
export const explanationOf = async (loaders: ExplanationLoaders, id: string): Promise<GraphExplanation> => {
  const saved = await loaders.explanations.load(id);
  if (!saved) throw new Error(`the explanation ${id} was not kept`);
  return toGraphExplanation(saved.explanation, id);
};
