import { explanationsOf, type SavedExplanation } from '@shouwen/access';
import { type BareContext, type GraphExplanation, loaderOf, toGraphExplanation } from '@shouwen/subgraph';

export type ExplanationLoaders = ReturnType<typeof explanationLoaders>;

export const explanationLoaders = ({ db }: BareContext) => ({
  explanations: loaderOf<SavedExplanation>(
    async (ids) => [...(await db.read((tx) => explanationsOf(tx, ids))).values()],
    ({ id }) => id,
  ),
});

/** The kept explanation of an act, for the one who acted. */
export const explanationOf = async (loaders: ExplanationLoaders, id: string): Promise<GraphExplanation> => {
  const saved = await loaders.explanations.load(id);
  if (!saved) throw new Error(`the explanation ${id} was not kept`);
  return toGraphExplanation(saved.explanation, id);
};
