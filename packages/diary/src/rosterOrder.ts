import type { DiaryRow } from './diaryRow.ts';

/** The names in a roster's note. */
export const namesIn = (note: string): string[] =>
  note
    .split(/[、,，]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');

/** The consultants of the site in roster order: that of the fullest daily roster, then whoever is only on others. */
export const rosterOrderOf = (rows: readonly DiaryRow[]): string[] => {
  const rosters = rows.filter(({ event }) => event === 'roster').map(({ note }) => namesIn(note));
  const fullest = rosters.reduce<string[]>((best, roster) => (roster.length > best.length ? roster : best), []);
  return [...new Set([...fullest, ...rosters.flat()])];
};
