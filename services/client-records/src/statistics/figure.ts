/** What a report counts (CR-4.09). */
export const figureGroups = ['total', 'class', 'tier', 'district', 'source', 'movement', 'satisfaction'] as const;
export type FigureGroup = (typeof figureGroups)[number];

/** One figure: clients, or of satisfaction percents. Null: too few to be shown. */
export type Figure = { readonly group: FigureGroup; readonly key: string; readonly value: number | null };

/** A figure as it was counted, with how many clients it tells of. */
export type Counted = {
  readonly group: FigureGroup;
  readonly key: string;
  readonly value: number;
  readonly of: number;
};

/** Of a group whose parts add up to the total, the one that is hidden could be computed: a second goes with it. */
const addingUp: readonly FigureGroup[] = ['tier', 'district', 'source'];

/**
 * CR-4.09: no figure of so few clients that it tells of persons. Nothing is nobody, and is shown. Of a group that adds up, one hidden
 * figure would follow from the others: the next smallest is hidden, too.
 */
export const suppressed = (counted: readonly Counted[], smallest: number): Figure[] => {
  const isSmall = ({ of }: Counted): boolean => of > 0 && of < smallest;
  const hidden = new Set(counted.filter(isSmall));
  for (const group of addingUp) {
    const parts = counted.filter((one) => one.group === group);
    if (parts.filter((one) => hidden.has(one)).length !== 1) continue;
    const [next] = parts.filter((one) => !hidden.has(one) && one.of > 0).sort((a, b) => a.of - b.of);
    if (next) hidden.add(next);
  }
  return counted.map((one) => ({ group: one.group, key: one.key, value: hidden.has(one) ? null : one.value }));
};

/** The figures with one of them changed. */
export const withFigure = (figures: readonly Figure[], changed: Figure): Figure[] =>
  figures.map((one) => (one.group === changed.group && one.key === changed.key ? changed : one));
