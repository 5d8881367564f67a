import { splitByParts } from '@shouwen/kernel';
import type { Performed } from '../deals/index.ts';

/** A deal that several share counts for each in parts of a unit; a whole unit has this many. */
export const partsOfAUnit = 10_000;

export type Achieved = {
  /** In ten-thousandths of a unit. */
  readonly unitParts: number;
  readonly amountFen: number;
  readonly cashFen: number;
};
/** Of one consultant; `staffId` null: deals that the company arranged without consultants. */
export type Achievement = Achieved & { readonly staffId: string | null };
export type Performance = { readonly deals: readonly Performed[]; readonly cash: readonly Performed[] };

/**
 * SR-8.04: what each consultant achieved. A deal counts whole for a consultant alone, else in the parts by which it is shared, and so
 * does each payment; parts are rounded by the largest remainder, so that all together are the site's, to the fen.
 */
export const achievementsOf = ({ deals, cash }: Performance): Achievement[] => {
  const byStaff = new Map<string | null, Achieved>();
  const add = (staffId: string | null, more: Partial<Achieved>): void => {
    const before = byStaff.get(staffId) ?? nothing;
    byStaff.set(staffId, sumOf(before, { ...nothing, ...more }));
  };
  for (const deal of deals) {
    const units = sharesOf({ ...deal, amountFen: partsOfAUnit });
    for (const [index, { staffId, share }] of sharesOf(deal).entries())
      add(staffId, { amountFen: share, unitParts: units[index]?.share ?? 0 });
  }
  for (const payment of cash) for (const { staffId, share } of sharesOf(payment)) add(staffId, { cashFen: share });
  return [...byStaff].map(([staffId, achieved]) => ({ staffId, ...achieved }));
};

/** What the site achieved: every deal once, every payment once. */
export const achievementOfSite = ({ deals, cash }: Performance): Achieved => ({
  unitParts: deals.length * partsOfAUnit,
  amountFen: deals.reduce((sum, { amountFen }) => sum + amountFen, 0),
  cashFen: cash.reduce((sum, { amountFen }) => sum + amountFen, 0),
});

/** Tenths of a per cent of the goal, rounded down; null where there is no goal. */
export const tenthsOfPercent = (achieved: number, goal: number): number | null =>
  goal > 0 ? Number((BigInt(achieved) * 1_000n) / BigInt(goal)) : null;

export const nothing: Achieved = { unitParts: 0, amountFen: 0, cashFen: 0 };

const sumOf = (one: Achieved, other: Achieved): Achieved => ({
  unitParts: one.unitParts + other.unitParts,
  amountFen: one.amountFen + other.amountFen,
  cashFen: one.cashFen + other.cashFen,
});

const sharesOf = ({ amountFen, consultants }: Performed): { staffId: string | null; share: number }[] => {
  if (consultants.length === 0) return [{ staffId: null, share: amountFen }];
  const shares = splitByParts(
    amountFen,
    consultants.map(({ parts }) => parts),
  );
  return consultants.map(({ staffId }, index) => ({ staffId, share: shares[index] ?? 0 }));
};
