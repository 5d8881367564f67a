import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Builds the process of the bench as users build the house; one test file at a time, because they share the folder. */
export const buildFixture = async (databaseUrl: string): Promise<void> => {
  const url = new URL(databaseUrl);
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(1)');
    const compiler = 'node_modules/typescript/bin/tsc';
    const options = { cwd: root, encoding: 'utf8' } as const;
    const built = spawnSync(process.execPath, [compiler, '-b', 'test/tsconfig.faults.json'], options);
    if (built.status !== 0)
      throw new Error(`The process of the bench cannot be built:\n${built.stdout}${built.stderr}`);
  } finally {
    await client.end();
  }
};
