import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isPermission, type Permission } from '@shouwen/access';
import type { MatrixRows } from '@shouwen/gateway';

/** A field of Query or Mutation: what it is about, what is done to it, and what that needs at the site of the thing. */
export type RootRow = {
  readonly kind: string;
  readonly act: string;
  readonly needs: string;
  /** It needs the permission for the company as a whole; or wherever one holds it, whatever the site of the thing. */
  readonly at?: 'company' | 'anywhere';
};

/** The matrix of `visibility.json`; README.md beside it tells how to read it. */
export type Matrix = Omit<MatrixRows, 'Query' | 'Mutation'> & {
  readonly words: Readonly<Record<string, string>>;
  readonly grounds: Readonly<Record<string, string>>;
  /** What shows a file of that level. */
  readonly levels: Readonly<Record<string, string>>;
  readonly kinds: Readonly<Record<string, string>>;
  readonly Query: Readonly<Record<string, RootRow>>;
  readonly Mutation: Readonly<Record<string, RootRow>>;
};

/** Compiled tests are run from `dist`; the file lies in `src`. */
const file = fileURLToPath(new URL('../../src/matrix/visibility.json', import.meta.url));

export const readMatrix = (): Matrix => JSON.parse(readFileSync(file, 'utf8')) as Matrix;

/** Things that together are enough, such as a permission and that the thing is one's own. */
export type Alternative = readonly string[];

/** What is enough, each alternative by itself: `a | b + c` is a, or b and c; names of grounds stand for their own alternatives. */
export const alternativesOf = (matrix: Matrix, needs: string): Alternative[] =>
  needs.split(' | ').flatMap((alternative) =>
    alternative.split(' + ').reduce<Alternative[]>(
      (sofar, word) => {
        const meant = wordOf(matrix, word);
        return sofar.flatMap((one) => meant.map((more) => [...new Set([...one, ...more])]));
      },
      [[]],
    ),
  );

const wordOf = (matrix: Matrix, word: string): Alternative[] => {
  const ground = matrix.grounds[word];
  if (ground !== undefined) return alternativesOf(matrix, ground);
  if (isPermission(word) || word in matrix.words) return [[word]];
  throw new Error(`"${word}" in the matrix is no permission, no ground and no word.`);
};

/** Whether somebody with these permissions can do it at all; `words` are those that hold for them, such as `own`. */
export const isEnough = (
  alternatives: readonly Alternative[],
  held: readonly string[],
  words: readonly string[] = [],
): boolean => alternatives.some((one) => one.every((word) => held.includes(word) || words.includes(word)));

/** All permissions that the needs speak of. */
export const permissionsIn = (alternatives: readonly Alternative[]): Permission[] =>
  [...new Set(alternatives.flat())].filter(isPermission).sort();

/**
 * The smallest sets of permissions without which nothing is enough for a stranger, to whom no word applies: whoever holds everything
 * but one of these sets must get nothing. Since permissions only ever add, that speaks for everybody who holds less.
 */
export const withoutWhich = (alternatives: readonly Alternative[]): Permission[][] => {
  const open = alternatives.filter((one) => one.every(isPermission)) as Permission[][];
  const sets = open.reduce<Permission[][]>(
    (sofar, one) => sofar.flatMap((set) => one.map((permission) => [...new Set([...set, permission])].sort())),
    [[]],
  );
  const isLarger = (set: readonly string[], other: readonly string[]): boolean =>
    other.length < set.length && other.every((one) => set.includes(one));
  const smallest = sets.filter((set) => !sets.some((other) => isLarger(set, other)));
  return [...new Map(smallest.map((set) => [set.join(), set])).values()];
};
