import { describe, expect, it } from '@jest/globals';
import { listLoaderOf, loaderOf } from './loader.ts';

type Line = { readonly id: string; readonly of: string };

describe('a loader', () => {
  it('asks once for all that is wanted at a time, and gives null for what is not there', async () => {
    const asked: (readonly string[])[] = [];
    const loader = loaderOf<Line>(
      async (ids) => {
        asked.push(ids);
        return [
          { id: 'b', of: 'x' },
          { id: 'a', of: 'x' },
        ];
      },
      ({ id }) => id,
    );
    expect(await Promise.all(['a', 'missing', 'b', 'a'].map((id) => loader.load(id)))).toEqual([
      { id: 'a', of: 'x' },
      null,
      { id: 'b', of: 'x' },
      { id: 'a', of: 'x' },
    ]);
    expect(asked).toEqual([['a', 'missing', 'b']]);
  });

  it('of lists keeps their order, and gives an empty one for what has none', async () => {
    const lines = [
      { id: '1', of: 'x' },
      { id: '2', of: 'y' },
      { id: '3', of: 'x' },
    ];
    const loader = listLoaderOf<Line>(
      async () => lines,
      (line) => line.of,
    );
    const lists = await Promise.all(['x', 'y', 'z'].map((id) => loader.load(id)));
    expect(lists.map((list) => list.map(({ id }) => id))).toEqual([['1', '3'], ['2'], []]);
  });
});
