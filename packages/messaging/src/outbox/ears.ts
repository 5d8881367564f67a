import type { Database } from '@shouwen/database';

/** What PostgreSQL's driver gives for a connection, as far as it is needed to listen. */
interface Listening {
  on(event: 'notification' | 'error' | 'end', listener: () => void): unknown;
  query(sql: string): Promise<unknown>;
}

export interface Ears {
  /** Listens, unless it does already. @throws when the database is away. */
  open(): Promise<void>;
  close(): Promise<void>;
}

/** Hears at once when a transaction with outbox rows has committed. Takes one connection of the pool for itself. */
export const listenToOutbox = (db: Database, heard: () => void): Ears => {
  let runner: ReturnType<Database['dataSource']['createQueryRunner']> | null = null;
  const forget = async (): Promise<void> => {
    const old = runner;
    runner = null;
    await old?.release().catch(() => undefined);
  };
  return {
    open: async () => {
      if (runner !== null) return;
      const next = db.dataSource.createQueryRunner();
      const connection = (await next.connect()) as Listening;
      runner = next;
      connection.on('notification', heard);
      // Broken: the next round listens anew.
      connection.on('error', () => void forget());
      connection.on('end', () => void forget());
      await connection.query('listen outbox').catch(async (error) => {
        await forget();
        throw error;
      });
    },
    close: async () => {
      // A listening connection must not go back into the pool.
      await runner?.query('unlisten outbox').catch(() => undefined);
      await forget();
    },
  };
};
