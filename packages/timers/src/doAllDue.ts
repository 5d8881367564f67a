import type { DueAt, DueWork, DueWorkDeps } from './dueWork.ts';

/**
 * Does everything that is due by then, batch after batch; answers how much of each. Also used in rehearsals and tests. What is left
 * when `stopping` is told stays due.
 */
export const doAllDue = async (
  works: readonly DueWork[],
  deps: DueWorkDeps,
  { stopping, ...due }: DueAt & { readonly stopping?: AbortSignal },
): Promise<Readonly<Record<string, number>>> => {
  const done: Record<string, number> = {};
  for (const work of works) {
    let [count, more] = [0, 1];
    while (more > 0 && !stopping?.aborted) {
      more = await work.batch(deps, due);
      count += more;
    }
    done[work.name] = count;
  }
  return done;
};
