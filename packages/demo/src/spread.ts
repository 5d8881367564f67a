/** A number from 0 to `count` - 1 that looks like chance and is always the same, so that every demo tells the same past. */
export const spread = (seed: number, count: number): number => {
  const mixed = Math.imul(seed + 1, 0x9e3779b1);
  const again = Math.imul(mixed ^ (mixed >>> 15), 0x85ebca6b);
  return ((again ^ (again >>> 13)) >>> 0) % count;
};

/** One of a list, by `spread`. */
export const oneOf = <T>(list: readonly [T, ...T[]], seed: number): T => list[spread(seed, list.length)] ?? list[0];
