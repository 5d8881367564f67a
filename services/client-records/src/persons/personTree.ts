/** One record was merged into another. */
export type MergeLink = { readonly survivingId: string; readonly mergedId: string };

/**
 * CR-1.05: whose record each is, from the merges that stand: each record was merged into one at most, so that every chain of them ends at
 * the one that survives. Undoing a merge takes its link away and nothing else.
 * @throws Error for links that lead round in a circle: nobody would survive
 */
export const survivors = (links: readonly MergeLink[]): ReadonlyMap<string, string> => {
  const into = new Map(links.map(({ survivingId, mergedId }) => [mergedId, survivingId]));
  const rootOf = (id: string): string => {
    let [at, steps] = [id, 0];
    for (let next = into.get(at); next !== undefined; next = into.get(at)) {
      at = next;
      steps += 1;
      if (steps > into.size) throw new Error('records were merged in a circle');
    }
    return at;
  };
  const ids = new Set(links.flatMap(({ survivingId, mergedId }) => [survivingId, mergedId]));
  return new Map([...ids].map((id) => [id, rootOf(id)]));
};
