import type { EntitySchema } from 'typeorm';
import { ConcurrentChange } from './errors.ts';
import type { Tx } from './openDatabase.ts';

export interface GuardedChange {
  /** Finds exactly one row as it was read, with its version or status. Undefined is a bug and is refused. */
  readonly where: Readonly<Record<string, unknown>>;
  /** When `where` has a version and `set` has none, the version is raised by one. */
  readonly set: Readonly<Record<string, unknown>>;
}

/**
 * Changes the one row that still is as it was read. TypeORM's `save()` with a version column overwrites the newer row; this does not.
 * @param target an entity (then keys are property names) or the name of a table (then keys are column names)
 * @throws ConcurrentChange unless exactly one row matched.
 */
export const guardedUpdate = async (tx: Tx, target: EntitySchema | string, change: GuardedChange): Promise<void> => {
  const parameters: unknown[] = [];
  const value = (cell: Cell): string => `$${parameters.push(cell.value)}`;
  const set = cellsOf(tx, target, withNextVersion(change)).map((cell) => `${cell.column} = ${value(cell)}`);
  const where = cellsOf(tx, target, change.where).map((cell) =>
    cell.value === null ? `${cell.column} is null` : `${cell.column} = ${value(cell)}`,
  );
  if (set.length === 0) throw new TypeError('guardedUpdate: nothing to set');
  if (where.length === 0) throw new TypeError('guardedUpdate: an empty where would change every row');
  const [, affected] = await tx.query(
    `update ${tableOf(tx, target)} set ${set.join(', ')} where ${where.join(' and ')}`,
    parameters,
  );
  if (affected !== 1)
    throw new ConcurrentChange(`${tableOf(tx, target)}: somebody else was first (${affected} rows matched)`);
};

interface Cell {
  readonly column: string;
  readonly value: unknown;
}

const withNextVersion = ({ where, set }: GuardedChange): Record<string, unknown> => {
  const { version } = where;
  return typeof version === 'number' && set.version === undefined ? { ...set, version: version + 1 } : { ...set };
};

const cellsOf = (tx: Tx, target: EntitySchema | string, cells: Readonly<Record<string, unknown>>): Cell[] =>
  Object.entries(cells).map(([key, value]) => {
    if (value === undefined) throw new TypeError(`guardedUpdate: ${key} is undefined`);
    if (typeof target === 'string') return { column: quoted(key), value };
    const column = tx.dataSource.getMetadata(target).findColumnWithPropertyPath(key);
    if (column === undefined) throw new TypeError(`guardedUpdate: ${target.options.name} has no property ${key}`);
    return {
      column: quoted(column.databaseName),
      value: tx.dataSource.driver.preparePersistentValue(value, column),
    };
  });

const tableOf = (tx: Tx, target: EntitySchema | string): string =>
  quoted(typeof target === 'string' ? target : tx.dataSource.getMetadata(target).tableName);

const quoted = (name: string): string => {
  if (!/^[a-z_][a-z0-9_]*$/i.test(name)) throw new TypeError(`guardedUpdate: not a name: ${name}`);
  return `"${name}"`;
};
