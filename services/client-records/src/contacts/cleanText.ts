/** What somebody typed, composed, without signs that nobody sees; null when nothing is left or it is longer than `most`. */
export const cleanText = (written: string, most: number): string | null => {
  if (written.length > most * 4) return null;
  const clean = written
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/\p{Cf}|\p{Cs}/gu, '')
    .trim();
  return clean.length >= 1 && [...clean].length <= most ? clean : null;
};
