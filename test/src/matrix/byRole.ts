import type { Permission } from '@shouwen/access';
import { alternativesOf, isEnough, type Matrix } from './visibility.ts';

type Roles = Readonly<Record<string, readonly Permission[]>>;

/**
 * What the matrix comes to for each role, one line for each act: the root fields that open at the site of the post, and after a
 * stroke those that open for one's own things alone; and the levels of files that the role shows of other people's clients.
 */
export const byRole = (matrix: Matrix, roles: Roles): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries(
    Object.entries(roles).map(([role, held]) => [role, [levelsOf(matrix, held), ...actsOf(matrix, held)]]),
  );

const levelsOf = (matrix: Matrix, held: readonly Permission[]): string => {
  const levels = Object.entries(matrix.levels);
  const shown = levels.filter(([, needs]) => isEnough(alternativesOf(matrix, needs), held)).map(([level]) => level);
  const own = levels
    .filter(([, needs]) => isEnough(alternativesOf(matrix, needs), held, ['own']))
    .map(([level]) => level);
  return lineOf('files', shown, own);
};

const actsOf = (matrix: Matrix, held: readonly Permission[]): string[] => {
  const rows = Object.entries({ ...matrix.Query, ...matrix.Mutation });
  const acts = [...new Set(rows.map(([, { act }]) => act))].sort();
  return acts.map((act) => {
    const fields = rows.filter(([, row]) => row.act === act);
    const openTo = (words: readonly string[]): string[] =>
      fields.filter(([, { needs }]) => isEnough(alternativesOf(matrix, needs), held, words)).map(([field]) => field);
    return lineOf(act, openTo([]), openTo(['own']));
  });
};

/** Who may do it to all may do it to one's own: that is not said twice. */
const lineOf = (act: string, all: readonly string[], own: readonly string[]): string => {
  const onlyOwn = own.filter((field) => !all.includes(field));
  return `${act}: ${all.join(' ') || '–'}${onlyOwn.length > 0 ? ` / own: ${onlyOwn.join(' ')}` : ''}`;
};
