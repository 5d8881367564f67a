/** A level of the club, by amount and number of deals (CR-6.04). */
export type Level = {
  readonly key: string;
  readonly zh: string;
  readonly en: string;
  readonly fromAmountFen: number;
  readonly fromDeals: number;
};

/** The levels until the company sets others: version 0. */
export const usualLevels: readonly Level[] = [
  { key: 'member', zh: '普通会员', en: 'Member', fromAmountFen: 0, fromDeals: 0 },
  { key: 'silver', zh: '银卡会员', en: 'Silver', fromAmountFen: 50_000_000, fromDeals: 1 },
  { key: 'gold', zh: '金卡会员', en: 'Gold', fromAmountFen: 300_000_000, fromDeals: 2 },
];

/** The highest level of which both thresholds are reached; null below the first. */
export const levelOf = (
  levels: readonly Level[],
  { amountFen, deals }: { readonly amountFen: number; readonly deals: number },
): Level | null =>
  levels.filter(({ fromAmountFen, fromDeals }) => amountFen >= fromAmountFen && deals >= fromDeals).at(-1) ?? null;

/** Levels stand in their order: none of the thresholds falls, one rises, and keys are different. */
export const areLevelsSound = (levels: readonly Level[]): boolean =>
  levels.length >= 1 &&
  levels.length <= 10 &&
  new Set(levels.map(({ key }) => key)).size === levels.length &&
  levels.every(({ key, zh, en }) => /^[a-z][a-z0-9-]{0,39}$/.test(key) && isShort(zh) && isShort(en)) &&
  levels.every((level, at) => {
    const before = levels[at - 1];
    if (!before) return level.fromAmountFen >= 0 && level.fromDeals >= 0;
    const rises = [level.fromAmountFen - before.fromAmountFen, level.fromDeals - before.fromDeals];
    return rises.every((rise) => rise >= 0) && rises.some((rise) => rise > 0);
  });

const isShort = (said: string): boolean => [...said.trim()].length >= 1 && [...said.trim()].length <= 40;
