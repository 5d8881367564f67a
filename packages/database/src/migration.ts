import { createHash } from 'node:crypto';
import type { Tx } from './openDatabase.ts';

/**
 * One step forward of a schema. Applied once, in a transaction of its own, in the order of names; never edited afterwards.
 * It speaks only through `tx.query`, and what it says must not depend on what it reads, because its checksum is made of what it says.
 */
export interface Migration {
  /** Sortable and unique in the service, e.g. '20261122_01_outbox'. */
  readonly name: string;
  /** Tables made here which the application may read and extend but neither change nor delete from. */
  readonly appendOnly?: readonly string[];
  up(tx: Tx): Promise<void>;
}

/** An applied migration was edited, the order is broken, or a statement failed. The database stays at the last good step. */
export class MigrationRefused extends Error {
  override readonly name = 'MigrationRefused';
}

/** What a migration says to the database, found by running it against a listener instead of a database. */
export const checksumOf = async (migration: Migration): Promise<string> => {
  const said: string[] = [];
  const query = async (sql: string, parameters: readonly unknown[] = []): Promise<unknown[]> => {
    said.push(JSON.stringify([sql.replace(/\s+/g, ' ').trim(), parameters]));
    return [];
  };
  const listener = new Proxy(
    { query },
    { get: (target, key) => (key === 'query' ? target.query : refuse(migration, key)) },
  );
  await migration.up(listener as unknown as Tx);
  return createHash('sha256').update(said.join('\n')).digest('hex');
};

const refuse = (migration: Migration, key: string | symbol): never => {
  throw new MigrationRefused(
    `Migration ${migration.name} uses tx.${String(key)}; a migration speaks only through tx.query`,
  );
};
