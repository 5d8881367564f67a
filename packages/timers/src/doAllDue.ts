import type { DueAt, DueWork, DueWorkDeps } from './dueWork.ts';

/** Does everything that is due by then, batch after batch; answers how much of each. Also used in rehearsals and tests. */
export const doAllDue = async (
  works: readonly DueWork[],
  deps: DueWorkDeps,
  due: DueAt,
): Promise<Readonly<Record<string, number>>> => {
  const done: Record<string, number> = {};
  for (const work of works) {
    let count = 0;
    for (let more = await work.batch(deps, due); more > 0; more = await work.batch(deps, due)) count += more;
    done[work.name] = count;
  }
  return done;
};
