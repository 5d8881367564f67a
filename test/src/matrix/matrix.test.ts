import { beforeAll, describe, expect, it } from '@jest/globals';
import { allPermissions } from '@shouwen/access';
import { compose, matrixGaps } from '@shouwen/gateway';
import { permissionsByRole } from '@shouwen/organization';
import { sources } from '../composition/graphShape.ts';
import { byRole } from './byRole.ts';
import { alternativesOf, isEnough, type Matrix, readMatrix, withoutWhich } from './visibility.ts';

let matrix: Matrix;
let supergraph: string;
beforeAll(() => {
  matrix = readMatrix();
  const composition = compose(sources());
  if ('mistakes' in composition) throw new Error(composition.mistakes.join('\n'));
  supergraph = composition.supergraphSdl;
});

describe('the matrix of visibility', () => {
  it('has one row for every field of the composed graph, and none for what is gone', () => {
    expect(matrixGaps(supergraph, matrix)).toEqual([]);
  });

  it('goes red with a field about which nobody said who may see it', () => {
    const grown = supergraph.replace(/^(type Client\n.*?\{)/ms, '$1\n  secretWish: String\n');
    expect(matrixGaps(grown, matrix)).toEqual(['Client.secretWish has no row: say who may see or do it.']);
  });

  it('is sorted, so that a change is found where it belongs', () => {
    const { Query, Mutation, types, kinds } = matrix;
    for (const part of [Query, Mutation, types, kinds]) expect(Object.keys(part)).toEqual(Object.keys(part).sort());
    for (const { kind: _, ...acts } of Object.values(types))
      for (const fields of Object.values(acts)) expect(fields.split(' ')).toEqual(fields.split(' ').sort());
  });

  it('speaks of kinds that it explains, of acts that there are, and of permissions that can be granted', () => {
    const rows = [...Object.values(matrix.Query), ...Object.values(matrix.Mutation)];
    const kinds = [...rows, ...Object.values(matrix.types)].map(({ kind }) => kind ?? '');
    expect([...new Set(kinds)].sort()).toEqual(Object.keys(matrix.kinds));
    const shown = Object.values(matrix.types).flatMap(({ kind: _, ...acts }) => Object.keys(acts));
    expect([...new Set(shown)].sort()).toEqual(['classified', 'masked', 'read', 'trace', 'unmask', 'why']);
    for (const { needs } of rows) expect(alternativesOf(matrix, needs).every((one) => one.length > 0)).toBe(true);
    for (const needs of Object.values(matrix.levels)) expect(alternativesOf(matrix, needs)).not.toEqual([]);
  });

  it('closes every row to whoever holds everything but what it needs', () => {
    for (const { needs } of [...Object.values(matrix.Query), ...Object.values(matrix.Mutation)]) {
      const alternatives = alternativesOf(matrix, needs);
      for (const missing of withoutWhich(alternatives)) {
        const held = allPermissions.filter((one) => !missing.includes(one));
        expect(isEnough(alternatives, held)).toBe(false);
      }
    }
  });

  // Another role, another permission of a role, another row: it shows here, and is written anew with `-- test/src/matrix -u`.
  it('says what each role may do', () => {
    expect(byRole(matrix, permissionsByRole())).toMatchSnapshot();
  });
});
