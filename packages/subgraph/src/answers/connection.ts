import { BadInput } from '@shouwen/access';
import { isUuid, text } from '@shouwen/kernel';

export const largestPage = 100;
export const usualPage = 20;

export type PageArguments = { readonly first?: number | null; readonly after?: string | null };
/** What a query needs: how many rows to give, and the sort key after which they begin. */
export type PageRequest<Key> = { readonly limit: number; readonly after: Key | null };
export type Connection<Node> = {
  edges: { node: Node; cursor: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
};

/** The sort key of a row as an opaque text. */
export const encodeCursor = (key: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(key)).toString('base64url');

const badCursor = (): never => {
  throw new BadInput(text('页码标记无效。', 'The cursor is not valid.'), 'after');
};

const isInstant = (text: string): boolean => {
  const at = new Date(text);
  return !Number.isNaN(at.getTime()) && at.toISOString() === text;
};

/** What a part of a sort key is; a column of that type takes nothing else. */
export type KeyPart = 'id' | 'time';

const isPart: Readonly<Record<KeyPart, (part: unknown) => boolean>> = {
  id: isUuid,
  // Exactly as it was written into the cursor; other writings are not ours, and year 0 is no time for a database.
  time: (part) => typeof part === 'string' && /^[1-9]\d{3}-/.test(part) && isInstant(part),
};

/** The sort key out of a cursor with `parts` parts. Throws BadInput on anything that this server did not make. */
export const decodeCursor = (cursor: string, parts: number): (string | number | null)[] => {
  if (cursor.length > 1_000) badCursor();
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    badCursor();
  }
  const fine = (part: unknown): boolean =>
    part === null || (typeof part === 'string' && !part.includes('\0')) || Number.isFinite(part);
  if (!Array.isArray(key) || key.length !== parts || !key.every(fine)) badCursor();
  if (encodeCursor(key as string[]) !== cursor) badCursor();
  return key as (string | number | null)[];
};

/** The size of a page: 20 unless asked, never above 100. Throws BadInput below one. */
export const pageSize = (first: number | null | undefined): number => {
  if (first === null || first === undefined) return usualPage;
  if (!Number.isInteger(first) || first < 1) {
    throw new BadInput(text('每页条数至少为 1。', 'A page has at least one row.'), 'first');
  }
  return Math.min(first, largestPage);
};

/** The sort key out of a cursor whose parts are of these kinds. Throws BadInput, so that no query has to fail on it. */
const typedKey = (cursor: string, parts: readonly KeyPart[]): string[] => {
  const key = decodeCursor(cursor, parts.length);
  if (!parts.every((part, index) => isPart[part](key[index]))) badCursor();
  return key as string[];
};

/**
 * Like `pageOf`, for a list sorted by columns of ids and times. The query must fetch `limit + 1` rows too.
 */
export const typedPageOf = ({ first, after }: PageArguments, parts: readonly KeyPart[]): PageRequest<string[]> => ({
  limit: pageSize(first),
  after: after === null || after === undefined ? null : typedKey(after, parts),
});

/**
 * Turns the arguments of a list into what its query needs. `keyParts` is the number of columns the list is sorted by.
 * The query must fetch `limit + 1` rows, so that `connectionOf` knows whether more follow.
 */
export const pageOf = ({ first, after }: PageArguments, keyParts: number): PageRequest<(string | number | null)[]> => ({
  limit: pageSize(first),
  after: after === null || after === undefined ? null : decodeCursor(after, keyParts),
});

/** Makes a connection out of up to `limit + 1` rows. */
export const connectionOf = <Row>(
  rows: readonly Row[],
  limit: number,
  keyOf: (row: Row) => readonly (string | number | null)[],
): Connection<Row> => {
  const edges = rows.slice(0, limit).map((node) => ({ node, cursor: encodeCursor(keyOf(node)) }));
  return { edges, pageInfo: { hasNextPage: rows.length > limit, endCursor: edges.at(-1)?.cursor ?? null } };
};
