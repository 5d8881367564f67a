export const tiers = ['A', 'B', 'C'] as const;
export type Tier = (typeof tiers)[number];

/** How a client came into a tier (CR-6.01): at the first contact and after each deal of the first months, after them, by the yearly review. */
export type TierBasis = 'provisional' | 'probation' | 'review';

/** A stretch of time in a tier. Nobody is in one for life: `validThrough` is the last day of the next review (CR-6.01). */
export type TierSpan = {
  readonly spanId: string;
  /** The surviving record (CR-1.05). */
  readonly clientId: string;
  readonly tier: Tier;
  readonly basis: TierBasis;
  readonly fromOn: string;
  readonly validThrough: string;
  readonly decidedAt: Date;
  readonly explanationId: string;
};

type Dated = Pick<TierSpan, 'basis' | 'fromOn' | 'validThrough'>;

/**
 * The tier that holds on that day; null when none was given yet, or the last one lapsed without a review. Of two, the later counts, and
 * one that was judged before a provisional one, which a record merged since may bring along.
 */
export const tierOn = <Span extends Dated>(spans: readonly Span[], on: string): Span | null => {
  const last = lastSpan(
    spans.filter(({ validThrough }) => on <= validThrough),
    on,
  );
  return last;
};

/** The same, lapsed or not. */
export const lastSpan = <Span extends Dated>(spans: readonly Span[], on: string): Span | null =>
  spans
    .filter(({ fromOn }) => fromOn <= on)
    .reduce<Span | null>((best, one) => (isBetter(one, best) ? one : best), null);

const isBetter = (one: Dated, best: Dated | null): boolean => {
  if (best === null) return true;
  const [isJudged, wasJudged] = [one.basis !== 'provisional', best.basis !== 'provisional'];
  return isJudged === wasJudged ? one.fromOn > best.fromOn : isJudged;
};
