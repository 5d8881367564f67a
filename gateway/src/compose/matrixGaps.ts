import { buildSchema, isObjectType } from 'graphql';

/**
 * The rows of the matrix of visibility, as its file holds them: root fields one by one; the fields of a type by the act that shows
 * them, named and parted by spaces.
 */
export type MatrixRows = {
  readonly Query: Readonly<Record<string, unknown>>;
  readonly Mutation: Readonly<Record<string, unknown>>;
  readonly types: Readonly<Record<string, Readonly<Record<string, string>>>>;
};

const roots = ['Query', 'Mutation'] as const;

/** Every row as `Type.field`; one that stands twice comes twice. */
export const fieldsInRows = ({ types, ...rows }: MatrixRows): string[] => [
  ...roots.flatMap((root) => Object.keys(rows[root]).map((field) => `${root}.${field}`)),
  ...Object.entries(types).flatMap(([type, { kind: _, ...acts }]) =>
    Object.values(acts).flatMap((fields) => fields.split(' ').map((field) => `${type}.${field}`)),
  ),
];

/** Every field of the composed graph as `Type.field`. */
export const fieldsInGraph = (supergraphSdl: string): string[] =>
  Object.values(buildSchema(supergraphSdl, { assumeValidSDL: true }).getTypeMap())
    .filter((type) => isObjectType(type) && !type.name.startsWith('__'))
    .flatMap((type) =>
      isObjectType(type) ? Object.keys(type.getFields()).map((field) => `${type.name}.${field}`) : [],
    );

/**
 * What the matrix and the graph do not tell alike, one sentence each: a field about which nobody said who may see it, one that is
 * gone, and one with two rows.
 */
export const matrixGaps = (supergraphSdl: string, rows: MatrixRows): string[] => {
  const graph = new Set(fieldsInGraph(supergraphSdl));
  const told = fieldsInRows(rows);
  const known = new Set(told);
  const twice = told.filter((field, place) => told.indexOf(field) !== place);
  return [
    ...[...graph].filter((field) => !known.has(field)).map((field) => `${field} has no row: say who may see or do it.`),
    ...[...known]
      .filter((field) => !graph.has(field))
      .map((field) => `${field} has a row, and is gone: take the row away.`),
    ...[...new Set(twice)].map((field) => `${field} has more than one row.`),
  ].sort();
};
