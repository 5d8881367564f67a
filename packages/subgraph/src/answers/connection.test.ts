import { describe, expect, it } from '@jest/globals';
import { BadInput } from '@shouwen/access';
import fc from 'fast-check';
import { connectionOf, decodeCursor, encodeCursor, pageOf, pageSize, typedPageOf } from './connection.ts';

describe('the size of a page', () => {
  it.each([
    [undefined, 20],
    [null, 20],
    [1, 1],
    [99, 99],
    [100, 100],
    [101, 100],
    [1_000_000_000, 100],
  ])('asked for %p is %d', (first, size) => {
    expect(pageSize(first)).toBe(size);
  });

  it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('cannot be %p', (first) => {
    expect(() => pageSize(first)).toThrow(BadInput);
  });
});

describe('a cursor', () => {
  it('gives back the key it was made of', () => {
    const part = fc.oneof(fc.string(), fc.integer(), fc.constant(null));
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 3 }), (key) => {
        expect(decodeCursor(encodeCursor(key), key.length)).toEqual(key);
      }),
    );
  });

  it.each([
    ['is no base64', '!!!'],
    ['is no JSON', Buffer.from('{[').toString('base64url')],
    ['is no list', Buffer.from('{"a":1}').toString('base64url')],
    ['has too few parts', encodeCursor(['a'])],
    ['has too many parts', encodeCursor(['a', 'b', 'c'])],
    ['has a text that no database keeps', encodeCursor(['a\0', 'b'])],
    ['has a part that is an object', Buffer.from('[{}, "b"]').toString('base64url')],
    ['was padded', `${encodeCursor(['a', 'b'])}=`],
    ['was written otherwise than here', Buffer.from('["a", "b"]').toString('base64url')],
    ['is a megabyte long', 'A'.repeat(1_000_000)],
  ])('is refused when it %s', (_, cursor) => {
    expect(() => decodeCursor(cursor, 2)).toThrow(BadInput);
  });
});

describe('a cursor of a list sorted by time and id', () => {
  const id = '019b8a00-0001-7000-8000-000000000001';
  const after = (key: (string | number | null)[]) => () =>
    typedPageOf({ after: encodeCursor(key) }, ['time', 'id']).after;

  it('gives back what it was made of', () => {
    const key = ['2026-11-22T01:00:00.000Z', id];
    expect(after(key)()).toEqual(key);
    expect(typedPageOf({ first: 3 }, ['id'])).toEqual({ limit: 3, after: null });
  });

  it.each([
    ['an id that is none', ['2026-11-22T01:00:00.000Z', 'x']],
    ['a number for an id', ['2026-11-22T01:00:00.000Z', 1]],
    ['nothing for an id', ['2026-11-22T01:00:00.000Z', null]],
    ['a time that is none', ['x', id]],
    ['a time beyond all calendars', ['+275760-09-13T00:00:00.000Z', id]],
    ['a time in another writing', ['2026-11-22 01:00 (x)', id]],
    ['a number for a time', [1, id]],
  ])('is refused with %s', (_, key) => {
    expect(after(key)).toThrow(BadInput);
  });
});

describe('a list in pages', () => {
  const rows = Array.from({ length: 7 }, (_, id) => ({ id }));
  const pageAfter = (first: number, after: string | null) => {
    const page = pageOf({ first, after }, 1);
    const rest = rows.filter(({ id }) => page.after === null || id > Number(page.after[0]));
    return connectionOf(rest.slice(0, page.limit + 1), page.limit, ({ id }) => [id]);
  };

  it('is whole when its pages are put together, whatever their size', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), (first) => {
        const seen: number[] = [];
        let after: string | null = null;
        do {
          const { edges, pageInfo } = pageAfter(first, after);
          seen.push(...edges.map(({ node }) => node.id));
          after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
        } while (after !== null);
        expect(seen).toEqual([0, 1, 2, 3, 4, 5, 6]);
      }),
    );
  });

  it('says that more follows exactly when it does', () => {
    expect(pageAfter(6, null).pageInfo.hasNextPage).toBe(true);
    expect(pageAfter(7, null).pageInfo.hasNextPage).toBe(false);
  });

  it('has no cursor when it is empty', () => {
    expect(connectionOf([], 20, () => ['x']).pageInfo).toEqual({ hasNextPage: false, endCursor: null });
  });
});
