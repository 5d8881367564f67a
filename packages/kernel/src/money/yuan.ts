/** Writes fen as yuan with two decimals and no grouping: 350000 is `3500.00`, -5 is `-0.05`. */
export const formatYuan = (fen: number): string => {
  if (!Number.isSafeInteger(fen)) throw new RangeError(`an amount is a whole number of fen: ${fen}`);
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
};

/**
 * Reads yuan as people write them (`3500`, `3,500.5`, full-width digits, `￥`, `元`) into fen.
 * Null when the text is no amount, has fractions of a fen, or is too large to be exact.
 */
export const parseYuan = (written: string): number | null => {
  const bare = written
    .normalize('NFKC')
    .trim()
    .replace(/^(-?)\s*¥\s*/, '$1')
    .replace(/\s*元$/, '');
  const match = /^(-?)(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?$/.exec(bare);
  if (!match) return null;
  const [, sign, whole = '', fraction = ''] = match;
  const fen = Number(`${whole.replaceAll(',', '')}${fraction.padEnd(2, '0')}`);
  if (!Number.isSafeInteger(fen)) return null;
  return sign && fen !== 0 ? -fen : fen;
};
