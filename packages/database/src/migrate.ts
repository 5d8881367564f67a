import { setTimeout as pause } from 'node:timers/promises';
import { DataSource, type QueryRunner } from 'typeorm';
import { translated } from './errors.ts';
import { checksumOf, type Migration, MigrationRefused } from './migration.ts';

export interface MigrateOptions {
  /** Connection of the owner role: the only one that may change the schema. */
  readonly ownerUrl: string;
  /** The role the service runs as; it gets SELECT, INSERT, UPDATE, DELETE on every table, less on append-only ones. */
  readonly appRole: string;
  readonly migrations: readonly Migration[];
}

/**
 * Brings the schema forward and returns the names applied now. Two replicas may call it at once: the second waits for the first.
 * A step that was applied and is unknown here belongs to a newer version that runs beside this one; it is left alone.
 * @throws MigrationRefused when an applied migration was edited, or a statement fails: then the steps before it stay applied.
 */
export const migrate = async ({ ownerUrl, appRole, migrations }: MigrateOptions): Promise<string[]> => {
  const dataSource = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    poolSize: 1,
    applicationName: 'shouwen-migrate',
    connectTimeoutMS: 5_000,
  });
  await dataSource.initialize().catch((error) => {
    throw translated(error);
  });
  try {
    await using runner = dataSource.createQueryRunner();
    return await alone(runner, async () => {
      await prepareLedger(runner, appRole);
      return applyAll(runner, inOrder(migrations), appRole);
    });
  } finally {
    await dataSource.destroy();
  }
};

const lockKey = 7_302_115_840;

/** Polls for the lock: a session that waited inside PostgreSQL would hold a snapshot and stop what the other one does. */
const alone = async <T>(runner: QueryRunner, work: () => Promise<T>): Promise<T> => {
  for (;;) {
    const [row] = await runner.query('select pg_try_advisory_lock($1) as mine', [lockKey]);
    if (row.mine) break;
    await pause(100);
  }
  try {
    return await work();
  } finally {
    await runner.query('select pg_advisory_unlock($1)', [lockKey]).catch(() => undefined);
  }
};

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

const prepareLedger = async (runner: QueryRunner, appRole: string): Promise<void> => {
  const role = quoted(appRole);
  // What the owner makes from now on belongs to the application too, from the moment it is made.
  await runner.query(
    `alter default privileges in schema public grant select, insert, update, delete on tables to ${role}`,
  );
  await runner.query(`alter default privileges in schema public grant usage, select on sequences to ${role}`);
  await runner.query(`create table if not exists schema_migration (
    name text primary key, checksum text not null, applied_at timestamptz not null default clock_timestamp())`);
  await runner.query(`revoke all on schema_migration from ${role}`);
  await runner.query(`grant select on schema_migration to ${role}`);
};

const inOrder = (migrations: readonly Migration[]): Migration[] => {
  const sorted = [...migrations].sort((a, b) => (a.name < b.name ? -1 : 1));
  const twice = sorted.find((migration, index) => migration.name === sorted[index + 1]?.name);
  if (twice) throw new MigrationRefused(`Two migrations are called ${twice.name}`);
  return sorted;
};

const applyAll = async (runner: QueryRunner, migrations: readonly Migration[], appRole: string): Promise<string[]> => {
  const rows: { name: string; checksum: string }[] = await runner.query('select name, checksum from schema_migration');
  const applied = new Map(rows.map((row) => [row.name, row.checksum]));
  const done: string[] = [];
  for (const migration of migrations) {
    const checksum = await checksumOf(migration);
    const before = applied.get(migration.name);
    if (before === undefined) {
      await applyOne(runner, { migration, checksum, appRole });
      done.push(migration.name);
    } else if (before !== checksum) {
      throw new MigrationRefused(
        `Migration ${migration.name} was edited after it was applied; write a new one instead`,
      );
    }
  }
  return done;
};

const applyOne = async (
  runner: QueryRunner,
  { migration, checksum, appRole }: { migration: Migration; checksum: string; appRole: string },
): Promise<void> => {
  await runner.startTransaction();
  try {
    await runner.query(`set local lock_timeout = '2s'`);
    await migration.up(runner.manager);
    for (const table of migration.appendOnly ?? [])
      await runner.query(`revoke update, delete, truncate on ${quoted(table)} from ${quoted(appRole)}`);
    await runner.query('insert into schema_migration (name, checksum) values ($1, $2)', [migration.name, checksum]);
    await runner.commitTransaction();
  } catch (error) {
    await runner.rollbackTransaction().catch(() => undefined);
    throw new MigrationRefused(`Migration ${migration.name} failed: ${(error as Error).message}`, { cause: error });
  }
};
