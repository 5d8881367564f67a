import DataLoader from 'dataloader';

/**
 * Loads many things by id in one query and gives each asker its own; null where nothing came back.
 * Make it anew for each request: it remembers what this viewer was allowed to see.
 */
export const loaderOf = <Value>(
  load: (ids: readonly string[]) => Promise<readonly Value[]>,
  idOf: (value: Value) => string,
): DataLoader<string, Value | null> =>
  new DataLoader(
    async (ids) => {
      const found = new Map((await load(ids)).map((value) => [idOf(value), value]));
      return ids.map((id) => found.get(id) ?? null);
    },
    { maxBatchSize: 500 },
  );

/** The same for lists: each id gets all values that belong to it, in the order they came. */
export const listLoaderOf = <Value>(
  load: (ids: readonly string[]) => Promise<readonly Value[]>,
  idOf: (value: Value) => string,
): DataLoader<string, Value[]> =>
  new DataLoader(
    async (ids) => {
      const found = new Map<string, Value[]>();
      for (const value of await load(ids)) found.set(idOf(value), [...(found.get(idOf(value)) ?? []), value]);
      return ids.map((id) => found.get(id) ?? []);
    },
    { maxBatchSize: 500 },
  );
