import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@shouwen/testing';
import { repositoryRoot } from '../config.ts';
import { endProcess } from '../process/endProcess.ts';
import { identify } from '../process/identity.ts';

/** Starts both servers from the compiled code, as `npm start` does, tells their numbers, and waits to be killed. */
const owner = (folder: string): string => `
  import { startNats, startPostgres } from ${JSON.stringify(join(repositoryRoot, 'infra/dist/index.js'))};
  const postgres = await startPostgres({ dataDir: ${JSON.stringify(join(folder, 'postgres'))}, durable: false });
  const nats = await startNats({ storeDir: ${JSON.stringify(join(folder, 'nats'))} });
  console.log(JSON.stringify([postgres.pid(), nats.pid()]));
  process.on('SIGTERM', async () => { await nats.stop(); await postgres.stop(); process.exit(0); });
  setInterval(() => undefined, 1_000);
`;

describe('servers whose owner is killed', () => {
  let folder: string;

  beforeAll(() => {
    const compiler = join(repositoryRoot, 'node_modules/typescript/bin/tsc');
    execFileSync(process.execPath, [compiler, '-b', 'infra'], { cwd: repositoryRoot });
    folder = mkdtempSync(join(tmpdir(), 'shouwen-owner-'));
    // Open for passing through, so that the user PostgreSQL runs as gets there when we are root.
    chmodSync(folder, 0o755);
    writeFileSync(join(folder, 'owner.mjs'), owner(folder));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const startOwner = async (): Promise<{ child: ChildProcess; servers: number[] }> => {
    const child = spawn(process.execPath, [join(folder, 'owner.mjs')], { stdio: ['ignore', 'pipe', 'inherit'] });
    const line = await new Promise<string>((resolve, reject) => {
      child.stdout?.once('data', (chunk) => resolve(String(chunk)));
      child.once('exit', (code) => reject(new Error(`the owner ended with ${code}`)));
    });
    return { child, servers: JSON.parse(line) as number[] };
  };

  const areGone = (pids: readonly number[]): Promise<boolean> => {
    return eventually(() => pids.every((pid) => identify(pid) === null), Boolean);
  };

  it('are ended by their guards', async () => {
    const { child, servers } = await startOwner();
    child.kill('SIGKILL');
    expect(await areGone(servers)).toBe(true);
  });

  it('are ended by the next start when their guards were killed as well', async () => {
    const first = await startOwner();
    for (const guard of guardsOf(first.servers)) process.kill(guard, 'SIGKILL');
    first.child.kill('SIGKILL');
    await sleep(300);
    expect(first.servers.map((pid) => identify(pid) === null)).toEqual([false, false]);
    const second = await startOwner();
    expect(await areGone(first.servers)).toBe(true);
    second.child.kill('SIGTERM');
    expect(await areGone(second.servers)).toBe(true);
  });

  it('end in order when the owner is asked to end, and their guards too', async () => {
    const { child, servers } = await startOwner();
    const guards = guardsOf(servers);
    expect(guards).toHaveLength(2);
    await endProcess(child.pid ?? 0, [['SIGTERM', 10_000]]);
    expect(await areGone([...servers, ...guards])).toBe(true);
    expect(existsSync(join(folder, 'postgres/cluster/postmaster.pid'))).toBe(false);
  });

  /** Guards say in their command line whom they watch. */
  const guardsOf = (servers: readonly number[]): number[] =>
    execFileSync('/bin/sh', ['-c', 'grep -l shouwen-guard /proc/[0-9]*/cmdline 2>/dev/null || true'], {
      encoding: 'utf8',
    })
      .split('\n')
      .flatMap((path) => /\/proc\/(\d+)\//.exec(path)?.[1] ?? [])
      .map(Number)
      .filter((pid) => servers.some((server) => commandOf(pid).includes(`shouwen-guard\0${server}\0`)));

  const commandOf = (pid: number): string => {
    try {
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    } catch {
      return '';
    }
  };
});
