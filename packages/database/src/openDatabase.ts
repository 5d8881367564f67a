import { DataSource, type EntityManager, type EntitySchema } from 'typeorm';
import { columnTypes } from './columnTypes.ts';
import { translated } from './errors.ts';
import { type Reach, setReach } from './reach.ts';
import { withRetry } from './retry.ts';

/** A running transaction. Always an argument, never kept in an object: two requests must not meet in one. */
export type Tx = EntityManager;

export type Isolation = 'READ COMMITTED' | 'REPEATABLE READ' | 'SERIALIZABLE';

export interface Database {
  /**
   * Runs the work in one transaction, READ COMMITTED unless told otherwise, and commits. Runs it again on 40001 and 40P01.
   * @throws DatabaseUnavailable when the database is down, full or too slow; whatever the work throws, after a rollback.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>, isolation?: Isolation): Promise<T>;
  /** Runs the work in a read-only transaction that sees one snapshot. A write inside fails. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** @throws DatabaseUnavailable */
  /** The same pool, each transaction of it within that reach: rows of walled tables beyond it are not there. */
  within(reach: Reach): Database;
  ping(): Promise<void>;
  close(): Promise<void>;
  readonly dataSource: DataSource;
}

export interface DatabaseOptions {
  /** postgres://user:password@host:port/database of the application role. */
  readonly url: string;
  readonly entities: readonly EntitySchema[];
  /** Seen in pg_stat_activity. */
  readonly applicationName: string;
  readonly poolSize?: number;
  /** Hears of idle connections that broke; the pool replaces them by itself. */
  readonly onPoolError?: (error: Error) => void;
}

/**
 * Opens the connection pool of a service. Whoever asks waits at most two seconds for a connection; a statement may take five
 * seconds, a lock two, an idle transaction ten.
 * @throws DatabaseUnavailable when the server cannot be reached.
 */
export const openDatabase = async (options: DatabaseOptions): Promise<Database> => {
  const dataSource = new DataSource({
    type: 'postgres',
    url: options.url,
    applicationName: options.applicationName,
    entities: [...options.entities],
    poolSize: options.poolSize ?? 10,
    connectTimeoutMS: 2_000,
    parseInt8: true,
    // Without a listener a broken idle connection would end the process.
    poolErrorHandler: (error: Error) => options.onPoolError?.(error),
    extra: { ...timeouts, types: columnTypes },
  });
  await dataSource.initialize().catch((error) => {
    throw translated(error);
  });
  return databaseOver(dataSource);
};

const timeouts = {
  statement_timeout: 5_000,
  lock_timeout: 2_000,
  idle_in_transaction_session_timeout: 10_000,
  keepAlive: true,
  keepAliveInitialDelayMillis: 30_000,
};

const databaseOver = (dataSource: DataSource, reach: Reach | null = null): Database => ({
  dataSource,
  transaction: (work, isolation = 'READ COMMITTED') =>
    translating(() => withRetry(() => dataSource.transaction(isolation, reaching(reach, work)))),
  read: (work) => translating(() => withRetry(() => readOnly(dataSource, reaching(reach, work)))),
  within: (wanted) => databaseOver(dataSource, wanted),
  ping: () => translating(async () => void (await dataSource.query('select 1'))),
  close: async () => {
    if (dataSource.isInitialized) await dataSource.destroy();
  },
});

const reaching =
  <T>(reach: Reach | null, work: (tx: Tx) => Promise<T>) =>
  async (tx: Tx): Promise<T> => {
    if (reach !== null) await setReach(tx, reach);
    return work(tx);
  };

const translating = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    throw translated(error);
  }
};

const readOnly = async <T>(dataSource: DataSource, work: (tx: Tx) => Promise<T>): Promise<T> => {
  await using runner = dataSource.createQueryRunner();
  await runner.query('start transaction isolation level repeatable read read only');
  try {
    return await work(runner.manager);
  } finally {
    // Nothing was written: ending is enough, and a connection that broke has nothing to end.
    await runner.query('rollback').catch(() => undefined);
  }
};
