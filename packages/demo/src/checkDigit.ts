/** A quasigroup of Damm's: whatever digit is mistaken, or exchanged with its neighbour, the last one is another. */
const rows = [
  ...['0317598642', '7092154863', '4206871359', '1750983426', '6123045978'],
  ...['3674209581', '5869720134', '8945362017', '9438617205', '2581436790'],
] as const;

/** The digits with one more, so that no slip of the hand makes one number of another. */
export const withCheckDigit = (digits: string): string => {
  const check = [...digits].reduce((row, digit) => Number(rows[row]?.[Number(digit)]), 0);
  return `${digits}${check}`;
};
