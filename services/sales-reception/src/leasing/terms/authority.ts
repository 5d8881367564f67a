import type { LeaseTerm, LeasingPolicy, Standing } from '../../policies/index.ts';

/** SR-10.02: how long a lease of so many months is, as the discounts know it. */
export const termOf = (months: number, policy: LeasingPolicy): LeaseTerm => {
  if (months >= policy['lease.veryLongFromMonths']) return 'veryLong';
  return months >= policy['lease.longFromMonths'] ? 'long' : 'short';
};

export type Authority = { readonly term: LeaseTerm; readonly discountPercent: number; readonly leastRentFen: number };

/** SR-10.02: the least rent that a negotiator may agree to by the tenant's standing and the term; rounded up to whole fen. */
export const authorityFor = (
  { standing, months, listRentFen }: { standing: Standing; months: number; listRentFen: number },
  policy: LeasingPolicy,
): Authority => {
  const term = termOf(months, policy);
  const discountPercent = policy[`lease.discount.${standing}.${term}`];
  return { term, discountPercent, leastRentFen: Math.ceil((listRentFen * (100 - discountPercent)) / 100) };
};
