import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@shouwen/testing';
import pg from 'pg';
import { identify } from '../process/identity.ts';
import { type PostgresServer, startPostgres } from './startPostgres.ts';

describe('a PostgreSQL of our own', () => {
  let dataDir: string;
  let servers: PostgresServer[];

  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'shouwen-postgres-test-'));
    // Open for passing through, so that the user PostgreSQL runs as gets there when we are root.
    chmodSync(dataDir, 0o755);
    servers = [];
  });

  afterEach(async () => {
    for (const server of servers) await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const start = async (
    options: { port?: number; durable?: boolean; temporary?: boolean } = {},
  ): Promise<PostgresServer> => {
    const server = await startPostgres({ dataDir, ...options });
    servers.push(server);
    return server;
  };

  it('keeps what was committed when it is killed', async () => {
    const server = await start();
    await ask(server.adminUrl, "create table note (words text); insert into note values ('首问')");
    await server.kill9();
    await server.restart();
    expect(await ask(server.adminUrl, 'select words from note')).toEqual([{ words: '首问' }]);
  });

  it('stores Chinese, checks its pages, and lets nobody in without a password', async () => {
    const server = await start();
    const [row] = await ask(
      server.adminUrl,
      `select pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, datlocale as locale,
        current_setting('data_checksums') as checksums, current_setting('fsync') as fsync,
        current_setting('listen_addresses') as addresses from pg_database where datname = 'postgres'`,
    );
    expect(row).toEqual({
      encoding: 'UTF8',
      provider: 'b',
      locale: 'C.UTF-8',
      checksums: 'on',
      fsync: 'on',
      addresses: '127.0.0.1',
    });
    const stranger = new URL(server.adminUrl);
    stranger.password = 'guessed';
    await expect(ask(stranger.href, 'select 1')).rejects.toThrow(/password authentication failed/);
  });

  it('flushes nothing when it need not be durable', async () => {
    const server = await start({ durable: false });
    expect(await ask(server.adminUrl, `select current_setting('fsync') as fsync`)).toEqual([{ fsync: 'off' }]);
  });

  it('goes on with the data of a start before, under the same password', async () => {
    const first = await start();
    await ask(first.adminUrl, 'create table kept ()');
    await first.stop();
    const second = await start({ port: first.port });
    expect(second.adminUrl).toBe(first.adminUrl);
    await ask(second.adminUrl, 'select from kept');
  });

  it('begins anew when making the cluster was interrupted', async () => {
    mkdirSync(join(dataDir, 'cluster.unfinished'));
    writeFileSync(join(dataDir, 'cluster.unfinished/PG_VERSION'), '18');
    const server = await start();
    await ask(server.adminUrl, 'select 1');
  });

  it('is not misled by a lock file whose number belongs to somebody else now', async () => {
    await (await start()).stop();
    writeFileSync(join(dataDir, 'cluster/postmaster.pid'), `${process.ppid}\n${dataDir}/cluster\n`);
    const server = await start();
    await ask(server.adminUrl, 'select 1');
    expect(identify(process.ppid)).not.toBeNull();
  });

  it('refuses a folder that a living process holds', async () => {
    writeFileSync(join(dataDir, 'owner.json'), JSON.stringify(identify(process.ppid)));
    await expect(start()).rejects.toThrow(`in use by process ${process.ppid}: stop that one first`);
  });

  it('takes over a folder whose owner had the same number and is long dead', async () => {
    writeFileSync(join(dataDir, 'owner.json'), JSON.stringify({ pid: process.ppid, startedAt: 'another time' }));
    await start();
  });

  it('says in one sentence that its port is taken', async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
    const { port } = squatter.address() as { port: number };
    await expect(start({ port })).rejects.toThrow(
      `Port ${port}, wanted for PostgreSQL, is taken: stop what listens there`,
    );
    squatter.close();
  });

  it('tells when it ended by itself, and not when it was stopped', async () => {
    const server = await start();
    const ends: string[] = [];
    server.onUnexpectedExit((how) => ends.push(how));
    await server.kill9();
    await server.restart();
    expect(ends).toEqual([]);
    process.kill(server.pid() ?? 0, 'SIGKILL');
    expect(
      await eventually(
        () => [...ends],
        ({ length }) => length > 0,
      ),
    ).toEqual(['SIGKILL']);
    await server.restart();
  });
});

const ask = async (url: string, sql: string): Promise<Record<string, unknown>[]> => {
  const client = new pg.Client(url);
  await client.connect();
  try {
    const result = await client.query(sql);
    return Array.isArray(result) ? [] : result.rows;
  } finally {
    await client.end();
  }
};
