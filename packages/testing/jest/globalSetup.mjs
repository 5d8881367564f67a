// Loaded by Node itself and not by jest, so it is plain JavaScript and imports our own code only from `dist`.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

/**
 * Opens a small desk where a test file asks for the PostgreSQL of this run. The first to ask has it started, so a run of
 * pure tests pays nothing for it. It belongs to this process: workers come and go.
 */
export default async function globalSetup() {
  let postgres = null;
  const desk = createServer(async (_request, response) => {
    postgres ??= startPostgresOfThisRun();
    // A connection that is kept might be closed by us at the very moment it is used again.
    response.setHeader('connection', 'close');
    try {
      response.end((await postgres).adminUrl);
    } catch (error) {
      response.statusCode = 500;
      response.end(error instanceof Error ? error.message : String(error));
    }
  });
  await new Promise((resolve) => desk.listen(0, '127.0.0.1', resolve));
  desk.unref();
  process.env.SHOUWEN_TEST_DESK = `http://127.0.0.1:${desk.address().port}/`;
  globalThis.shouwenTestDesk = {
    async close() {
      desk.closeAllConnections();
      desk.close();
      const server = await postgres?.catch(() => null);
      await server?.stop();
    },
  };
}

const startPostgresOfThisRun = async () => {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const built = spawnSync(process.execPath, [compiler, '-b', 'infra'], { cwd: root, encoding: 'utf8' });
  const { startPostgres } = await import(pathToFileURL(join(root, 'infra/dist/index.js')).href).catch((error) => {
    throw new Error(`infra could not be built for the tests: ${built.stdout}${error.message}`);
  });
  const dataDir = mkdtempSync(join(tmpdir(), 'shouwen-test-postgres-'));
  try {
    return await startPostgres({ dataDir, durable: false, temporary: true, maxConnections: 400 });
  } catch (error) {
    // jest does not tear down what failed to be set up.
    rmSync(dataDir, { recursive: true, force: true });
    throw error;
  }
};
