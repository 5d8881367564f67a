import type { Database, Migration } from '@shouwen/database';

/**
 * Makes the check that the database has every step of the schema this program needs; whoever migrates. Once it has, it is not
 * asked again, for steps are never taken back.
 */
export const migrationsApplied = (db: Database, migrations: readonly Migration[]): (() => Promise<void>) => {
  let known = false;
  return async () => {
    if (known) return;
    const rows: { name: string }[] = await db.read((tx) => tx.query('select name from schema_migration'));
    const applied = new Set(rows.map(({ name }) => name));
    const missing = migrations.filter(({ name }) => !applied.has(name));
    if (missing.length > 0) throw new Error(`the schema lacks ${missing.map(({ name }) => name).join(', ')}`);
    known = true;
  };
};
