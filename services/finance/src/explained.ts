import { explanationsOf, type SavedExplanation } from '@shouwen/access';
import type { BareContext } from '@shouwen/subgraph';
import { type GraphExplanation, loaderOf, toGraphExplanation } from '@shouwen/subgraph';

/** Loads explanations in one query. Give it only ids of things that the viewer was found to be allowed to read. */
export const explanationLoader = ({ db }: BareContext) =>
  loaderOf<SavedExplanation>(
    (ids) => db.read(async (tx) => [...(await explanationsOf(tx, ids)).values()]),
    ({ id }) => id,
  );

export type ExplanationLoader = ReturnType<typeof explanationLoader>;

/** The explanation of something that was decided. There is no decision without one, so a missing one is a bug. */
export const explained = async (loader: ExplanationLoader, id: string): Promise<GraphExplanation> => {
  const saved = await loader.load(id);
  if (!saved) throw new Error(`no explanation ${id}`);
  return toGraphExplanation(saved.explanation, id);
};
