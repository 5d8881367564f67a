import type { EntryKind, EntryReason } from './points.ts';

/** Points earned at one time, as far as they are left. */
export type Lot = {
  readonly lotId: string;
  readonly clientId: string;
  /** The last day on which they count; null: for ever. */
  readonly through: string | null;
  readonly remaining: number;
};

/** The points of one person: the lots of all records, oldest first, and what each record owes. */
export type Ledger = { readonly lots: readonly Lot[]; readonly owed: Readonly<Record<string, number>> };

export type Take = { readonly lotId: string; readonly points: number };

/** One entry to be written, with what it does to the lots. */
export type Posting = {
  readonly clientId: string;
  readonly kind: EntryKind;
  readonly reason: EntryReason;
  /** What it adds to the balance; negative: takes away. */
  readonly points: number;
  /** What it adds to what is owed. */
  readonly owed: number;
  readonly takes: readonly Take[];
  /** The lot that it opens. */
  readonly opens: Lot | null;
};

/** Over by the calendar, whether the timer came or not. */
export const isOver = ({ through }: Pick<Lot, 'through'>, today: string): boolean =>
  through !== null && through < today;

/** What can be spent on that day. */
export const balanceAt = ({ lots }: Ledger, today: string): number =>
  lots.reduce((sum, lot) => sum + (isOver(lot, today) ? 0 : lot.remaining), 0);

/** Writes off what is over by the calendar, an entry a record. */
export const expire = ({ lots }: Ledger, today: string): Posting[] =>
  byClient(
    lots.filter((lot) => lot.remaining > 0 && isOver(lot, today)).map((lot) => [lot, lot.remaining] as const),
    { kind: 'expired', reason: 'expiry' },
  );

/** Adds points; what the record owes is paid back out of them first. */
export const earn = (
  { owed }: Ledger,
  lot: Lot,
  { kind, reason }: { readonly kind: 'earned' | 'corrected'; readonly reason: EntryReason },
): Posting[] => {
  const { clientId, lotId, remaining: points } = lot;
  const back = Math.min(owed[clientId] ?? 0, points);
  const earned: Posting = { clientId, kind, reason, points, owed: 0, takes: [], opens: lot };
  if (back === 0) return [earned];
  const takes = [{ lotId, points: back }];
  const repaid = { clientId, kind: 'corrected', reason: 'owed-paid-back', points: -back, owed: -back } as const;
  return [earned, { ...repaid, takes, opens: null }];
};

/** Takes points, what expires first first; null when there are not so many. */
export const spend = (
  ledger: Ledger,
  points: number,
  { today, ...why }: { readonly today: string; readonly kind: 'spent' | 'corrected'; readonly reason: EntryReason },
): Posting[] | null => {
  const { taken, missing } = takeFrom(
    ledger.lots.filter((lot) => !isOver(lot, today)),
    points,
  );
  return missing > 0 ? null : byClient(taken, why);
};

/**
 * Takes back what turned out not to be earned: from its own lot, then from what expires first. The balance stops at zero; what is
 * missing is owed by the record, and paid back out of what it earns next.
 */
export const takeBack = (
  { lots }: Ledger,
  { lotId, clientId, points, today }: Take & { readonly clientId: string; readonly today: string },
): Posting[] => {
  const living = lots.filter((lot) => !isOver(lot, today));
  const own = living.filter((lot) => lot.lotId === lotId);
  const { taken, missing } = takeFrom([...own, ...living.filter((lot) => lot.lotId !== lotId)], points);
  const why = { kind: 'corrected', reason: 'no-longer-earned' } as const;
  const postings = byClient(taken, why);
  if (missing === 0) return postings;
  const mine = postings.find((one) => one.clientId === clientId);
  if (mine) return postings.map((one) => (one === mine ? { ...one, owed: missing } : one));
  return [...postings, { clientId, ...why, points: 0, owed: missing, takes: [], opens: null }];
};

/** The ledger after these entries. */
export const after = ({ lots, owed }: Ledger, postings: readonly Posting[]): Ledger => {
  const taken = new Map<string, number>();
  const owes = { ...owed };
  for (const posting of postings) {
    for (const { lotId, points } of posting.takes) taken.set(lotId, (taken.get(lotId) ?? 0) + points);
    owes[posting.clientId] = (owes[posting.clientId] ?? 0) + posting.owed;
  }
  const all = [...lots, ...postings.flatMap(({ opens }) => (opens ? [opens] : []))];
  return {
    lots: inOrder(all.map((lot) => ({ ...lot, remaining: lot.remaining - (taken.get(lot.lotId) ?? 0) }))),
    owed: owes,
  };
};

/** What expires first first, what never does last; of equals the older. Ids tell the order in which lots were opened. */
export const inOrder = (lots: readonly Lot[]): Lot[] =>
  [...lots].sort((one, other) => {
    const [a, b] = [one.through ?? '9999-12-31', other.through ?? '9999-12-31'];
    if (a !== b) return a < b ? -1 : 1;
    return one.lotId < other.lotId ? -1 : 1;
  });

type Taken = readonly (readonly [Lot, number])[];

const takeFrom = (lots: readonly Lot[], points: number): { readonly taken: Taken; readonly missing: number } => {
  let missing = points;
  const taken: [Lot, number][] = [];
  for (const lot of lots) {
    const some = Math.min(lot.remaining, missing);
    if (some > 0) taken.push([lot, some]);
    missing -= some;
  }
  return { taken, missing };
};

const byClient = (taken: Taken, why: Pick<Posting, 'kind' | 'reason'>): Posting[] =>
  [...new Set(taken.map(([{ clientId }]) => clientId))].map((clientId) => {
    const takes = taken.filter(([lot]) => lot.clientId === clientId).map(([{ lotId }, points]) => ({ lotId, points }));
    const points = -takes.reduce((sum, take) => sum + take.points, 0);
    return { clientId, ...why, points, owed: 0, takes, opens: null };
  });
