/** What somebody gave as the reason of an act, cleaned; null unless it has 4 to 200 characters. */
export const readReason = (written: string): string | null => {
  const clean = written
    .normalize('NFC')
    .replace(/\p{Cc}/gu, ' ')
    .replace(/\p{Cf}/gu, '')
    .trim();
  return clean.length >= 4 && clean.length <= 200 ? clean : null;
};
