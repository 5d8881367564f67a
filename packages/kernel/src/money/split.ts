/** The stages of a split: a plain number is a party's parts, an object divides its parts further among others. */
export type StageShare = number | { readonly parts: number; readonly among: Stage };
export type Stage = readonly StageShare[];

/**
 * Divides an amount in fen by integer weights. The shares are whole fen and always add up to the total: each is rounded
 * down, then the fen that are left go to the largest remainders, ties to the party named first. A negative amount is the
 * exact mirror of the positive one, so that a counter-posting takes back what the posting gave.
 * Throws RangeError on a total that is not a safe integer, on negative or broken weights, and on weights that are all zero.
 */
export const splitByParts = (totalFen: number, parts: readonly number[]): number[] =>
  largestRemainder(wholeFen(totalFen), parts.map(weight)).map(Number);

/**
 * Divides an amount in fen over several stages: shares are multiplied first and rounded once, so that no fen is lost between
 * the stages. `splitStages(10001, [30, { parts: 70, among: [50, 50] }])` gives `[3000, 3501, 3500]`: one share for each
 * party, in the order in which they are written. Errors as `splitByParts`.
 */
export const splitStages = (totalFen: number, stage: Stage): number[] => {
  const leaves = leavesOf(stage, { numerator: 1n, denominator: 1n });
  const common = leaves.reduce((product, leaf) => leastCommonMultiple(product, leaf.denominator), 1n);
  const weights = leaves.map((leaf) => leaf.numerator * (common / leaf.denominator));
  return largestRemainder(wholeFen(totalFen), weights).map(Number);
};

type Fraction = { readonly numerator: bigint; readonly denominator: bigint };

const leavesOf = (stage: Stage, of: Fraction): Fraction[] => {
  const sum = sumOf(stage.map((share) => weight(typeof share === 'number' ? share : share.parts)));
  if (sum === 0n) throw new RangeError('a stage of a split needs at least one part');
  return stage.flatMap((share) => {
    const parts = typeof share === 'number' ? share : share.parts;
    const fraction = { numerator: of.numerator * BigInt(parts), denominator: of.denominator * sum };
    return typeof share === 'number' ? [fraction] : leavesOf(share.among, fraction);
  });
};

const largestRemainder = (total: bigint, weights: readonly bigint[]): bigint[] => {
  const sum = sumOf(weights);
  if (sum === 0n) throw new RangeError('a split needs at least one part');
  if (total < 0n) return largestRemainder(-total, weights).map((share) => -share);
  const shares = weights.map((one) => (total * one) / sum);
  const left = Number(total - sumOf(shares));
  for (const index of byRemainder(weights.map((one) => (total * one) % sum)).slice(0, left)) {
    shares[index] = (shares[index] ?? 0n) + 1n;
  }
  return shares;
};

/** The positions by falling remainder; sorting is stable, so equal remainders stay in the order of the parties. */
const byRemainder = (remainders: readonly bigint[]): number[] =>
  remainders
    .map((remainder, index) => ({ remainder, index }))
    .sort((a, b) => (a.remainder === b.remainder ? 0 : a.remainder < b.remainder ? 1 : -1))
    .map(({ index }) => index);

const weight = (parts: number): bigint => {
  if (!Number.isSafeInteger(parts) || parts < 0) {
    throw new RangeError(`parts of a split are whole and not negative: ${parts}`);
  }
  return BigInt(parts);
};

const wholeFen = (fen: number): bigint => {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`an amount is a whole number of fen: ${fen}`);
  return BigInt(fen);
};

const sumOf = (values: readonly bigint[]): bigint => values.reduce((sum, value) => sum + value, 0n);

const leastCommonMultiple = (a: bigint, b: bigint): bigint => (a / greatestCommonDivisor(a, b)) * b;

const greatestCommonDivisor = (a: bigint, b: bigint): bigint => (b === 0n ? a : greatestCommonDivisor(b, a % b));
