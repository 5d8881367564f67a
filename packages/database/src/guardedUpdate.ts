import type { EntitySchema, ObjectLiteral } from 'typeorm';
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
 * @param target an entity (property names) or the name of a table (column names)
 * @throws ConcurrentChange unless exactly one row matched.
 */
export const guardedUpdate = async (tx: Tx, target: EntitySchema | string, change: GuardedChange): Promise<void> => {
  const { where } = change;
  const set = withNextVersion(change);
  const update = tx
    .createQueryBuilder()
    .update(target as EntitySchema<ObjectLiteral>)
    .set(set);
  for (const [index, [key, value]] of Object.entries(where).entries()) {
    if (value === undefined) throw new TypeError(`guardedUpdate: where.${key} is undefined`);
    const column = `"${columnOf(tx, target, key)}"`;
    if (value === null) update.andWhere(`${column} is null`);
    else update.andWhere(`${column} = :where${index}`, { [`where${index}`]: value });
  }
  const { affected } = await update.execute();
  if (affected !== 1)
    throw new ConcurrentChange(`${nameOf(target)} was changed by somebody else (${affected ?? 0} rows matched)`);
};

const withNextVersion = ({ where, set }: GuardedChange): Record<string, unknown> => {
  if (Object.keys(where).length === 0) throw new TypeError('guardedUpdate: an empty where would change every row');
  const { version } = where;
  return typeof version === 'number' && set.version === undefined ? { ...set, version: version + 1 } : { ...set };
};

const columnOf = (tx: Tx, target: EntitySchema | string, key: string): string => {
  const column = tx.dataSource.hasMetadata(target)
    ? tx.dataSource.getMetadata(target).findColumnWithPropertyPath(key)?.databaseName
    : key;
  if (column === undefined || !/^[a-z_][a-z0-9_]*$/i.test(column))
    throw new TypeError(`guardedUpdate: no column ${key}`);
  return column;
};

const nameOf = (target: EntitySchema | string): string => (typeof target === 'string' ? target : target.options.name);
