import { describe, expect, it } from '@jest/globals';
import { type MatrixRows, matrixGaps } from './matrixGaps.ts';

const graph = 'type Query { book: Book } type Mutation { lend: Book } type Book { id: ID! title: String shelf: Int }';
const rows: MatrixRows = {
  Query: { book: {} },
  Mutation: { lend: {} },
  types: { Book: { kind: 'book', read: 'id title', masked: 'shelf' } },
};

describe('the matrix of visibility and the graph', () => {
  it('tell of the same fields, each once', () => {
    expect(matrixGaps(graph, rows)).toEqual([]);
  });

  it('differ by a field without a row, in a type or at the root', () => {
    const grown = graph
      .replace('shelf: Int', 'shelf: Int lentTo: String')
      .replace('lend: Book', 'lend: Book burn: Int');
    expect(matrixGaps(grown, rows)).toEqual([
      'Book.lentTo has no row: say who may see or do it.',
      'Mutation.burn has no row: say who may see or do it.',
    ]);
  });

  it('differ by a row whose field is gone, and by one that stands twice', () => {
    const types = { Book: { kind: 'book', read: 'id title price', masked: 'shelf title' } };
    expect(matrixGaps(graph, { ...rows, types })).toEqual([
      'Book.price has a row, and is gone: take the row away.',
      'Book.title has more than one row.',
    ]);
  });
});
