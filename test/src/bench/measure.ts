/** Milliseconds of many calls of one kind. */
export type Figures = { readonly calls: number; readonly p50: number; readonly p95: number; readonly most: number };

export type Call = (turn: number) => Promise<unknown>;

/**
 * One call after another, of the two kinds by turns: what one user waits for, and what else the machine does meets both alike. The
 * first ones warm the caches and do not count.
 */
export const measureBoth = async (
  first: Call,
  second: Call,
  { calls, warm } = { calls: 200, warm: 100 },
): Promise<readonly [Figures, Figures]> => {
  const taken: readonly [number[], number[]] = [[], []];
  for (let turn = 0; turn < warm + calls; turn += 1) {
    for (const [kind, call] of [first, second].entries()) {
      const begun = performance.now();
      await call(turn);
      if (turn >= warm) taken[kind as 0 | 1].push(performance.now() - begun);
    }
  }
  return [figuresOf(taken[0]), figuresOf(taken[1])];
};

export const figuresOf = (taken: readonly number[]): Figures => {
  const sorted = [...taken].sort((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { calls: sorted.length, p50: at(0.5), p95: at(0.95), most: at(1) };
};

export const inWords = ({ calls, p50, p95, most }: Figures): string =>
  `p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, most ${most.toFixed(1)} ms (${calls} calls)`;
