import { describe, expect, it } from '@jest/globals';
import { askInParts, type PartAnswer } from './representations.ts';

const represent = (id: number) => ({ __typename: 'Book', id });

/** A subgraph that knows all books but those with these ids, and counts what it is asked. */
const subgraph = (broken: readonly number[] = []) => {
  const sizes: number[] = [];
  const ask = async (variables: Record<string, unknown>): Promise<PartAnswer> => {
    const asked = variables.representations as { id: number }[];
    sizes.push(asked.length);
    const errors = asked.flatMap(({ id }, position) =>
      broken.includes(id) ? [{ message: `no ${id}`, path: ['_entities', position, 'title'] }] : [],
    );
    const data = { _entities: asked.map(({ id }) => (broken.includes(id) ? null : { title: `book ${id}` })) };
    return errors.length > 0 ? { data, errors } : { data };
  };
  return { sizes, ask };
};

const entitiesIn = (data: PartAnswer['data']): unknown[] => (data?._entities ?? []) as unknown[];

const upTo = (count: number) => Array.from({ length: count }, (_, id) => represent(id));

describe('entities asked of a department', () => {
  it.each([
    [1, [1]],
    [200, [200]],
    [201, [200, 1]],
    [450, [200, 200, 50]],
  ])('%d at once are asked for in parts of %p, and come back in order', async (count, sizes) => {
    const books = subgraph();
    const { data } = await askInParts({ representations: upTo(count) }, books.ask);
    expect(books.sizes).toEqual(sizes);
    expect(data?._entities).toEqual(Array.from({ length: count }, (_, id) => ({ title: `book ${id}` })));
  });

  it('are asked for once each, and every place gets an answer of its own', async () => {
    const books = subgraph();
    const { data } = await askInParts({ representations: [1, 2, 1, 1].map(represent) }, books.ask);
    const [first, , third] = entitiesIn(data);
    expect(books.sizes).toEqual([2]);
    expect(third).toEqual(first);
    expect(third).not.toBe(first);
  });

  it('have their errors told where they stand in the whole', async () => {
    const books = subgraph([250]);
    const { errors, data } = await askInParts({ representations: [represent(0), ...upTo(300)] }, books.ask);
    expect(errors).toEqual([{ message: 'no 250', path: ['_entities', 251, 'title'] }]);
    expect(entitiesIn(data)[251]).toBeNull();
    expect(entitiesIn(data)[252]).toEqual({ title: 'book 251' });
  });

  it('are gaps where a part did not come back', async () => {
    const ask = async (): Promise<PartAnswer> => ({ data: null, errors: [{ message: 'away' }] });
    expect(await askInParts({ representations: upTo(2) }, ask)).toEqual({
      data: { _entities: [null, null] },
      errors: [{ message: 'away' }],
    });
  });

  it('are gaps where the number of answers is wrong, for nobody knows whose they are', async () => {
    const ask = async (): Promise<PartAnswer> => ({ data: { _entities: [{ title: 'whose?' }] } });
    expect((await askInParts({ representations: upTo(2) }, ask)).data).toEqual({ _entities: [null, null] });
  });

  it('do not concern other operations', async () => {
    const seen: unknown[] = [];
    await askInParts({ id: 1 }, async (variables) => {
      seen.push(variables);
      return { data: {} };
    });
    expect(seen).toEqual([{ id: 1 }]);
  });
});
