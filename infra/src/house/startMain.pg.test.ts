import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@shouwen/testing';
import { repositoryRoot, searchPath } from '../config.ts';
import { commandLineOf, identify, parentOf } from '../process/identity.ts';
import { departments } from './departments.ts';

const standIn = `
  require('node:http').createServer((_, response) => response.end('ready')).listen(Number(process.env.PORT), '127.0.0.1');
  process.on('SIGTERM', () => process.exit(0));
`;

/** `npm start` of a small package with the compiled starter and stand-ins for the services: signals travel as in the real one. */
describe('npm start', () => {
  let folder: string;
  let npm: ChildProcess | null = null;
  let output = '';

  beforeAll(() => {
    const compiler = join(repositoryRoot, 'node_modules/typescript/bin/tsc');
    execFileSync(process.execPath, [compiler, '-b', 'infra'], { cwd: repositoryRoot });
    folder = mkdtempSync(join(tmpdir(), 'shouwen-npm-start-'));
    // Open for passing through, so that the user PostgreSQL runs as gets there when we are root.
    chmodSync(folder, 0o755);
    const program = join(repositoryRoot, 'infra/dist/start.main.js');
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ scripts: { start: `node ${program}` } }));
    for (const name of [...departments.map((one) => `services/${one}`), 'gateway']) {
      mkdirSync(join(folder, name, 'dist'), { recursive: true });
      writeFileSync(join(folder, name, 'dist/main.js'), standIn);
    }
  });

  afterEach(async () => {
    // Whatever a failed test left: the starter stops everything when npm is gone.
    npm?.kill('SIGKILL');
    await comes(() => ownPids().length === 0);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const begin = async (port = '0'): Promise<{ npm: ChildProcess; starter: number; pids: number[] }> => {
    output = '';
    const started = spawn('npm', ['start'], {
      cwd: folder,
      detached: true,
      env: { PATH: searchPath(), HOME: folder, DATA_DIR: join(folder, 'data'), PORT: port, PROGRAMS_DIR: folder },
    });
    npm = started;
    for (const stream of [started.stdout, started.stderr])
      stream?.on('data', (chunk) => {
        output += chunk;
      });
    await comes(() => output.includes('Ctrl-C stops everything') || started.exitCode !== null);
    if (started.exitCode !== null) throw new Error(`code ${started.exitCode}: ${output}`);
    const starter = (JSON.parse(readFileSync(join(folder, 'data/run/owner.json'), 'utf8')) as { pid: number }).pid;
    return { npm: started, starter, pids: ownPids() };
  };

  /** PostgreSQL, NATS, five services and the gateway, as their notes name them. */
  const ownPids = (): number[] =>
    [...departments, 'gateway']
      .map((name) => join(folder, 'data/run', `${name}.json`))
      .concat(join(folder, 'data/nats/nats.pid'), join(folder, 'data/postgres/cluster/postmaster.pid'))
      .flatMap((file) => (existsSync(file) ? [/\d+/.exec(readFileSync(file, 'utf8'))?.[0] ?? '0'] : []))
      .map(Number)
      .filter((pid) => identify(pid) !== null && commandLineOf(pid).includes(folder));

  const everythingEnds = async (pids: readonly number[]): Promise<void> => {
    expect(pids).toHaveLength(8);
    await comes(() => pids.every((pid) => identify(pid) === null));
    expect(ownPids()).toEqual([]);
  };

  const groupOf = (child: ChildProcess): number => -(child.pid ?? Number.NaN);

  it.each<[string, (house: { npm: ChildProcess; starter: number }) => void]>([
    ['SIGTERM to npm', ({ npm }) => npm.kill('SIGTERM')],
    ['SIGTERM to the starter', ({ starter }) => process.kill(starter, 'SIGTERM')],
    ['Ctrl-C, which goes to all in the terminal', ({ npm }) => process.kill(groupOf(npm), 'SIGINT')],
    ['a closed terminal', ({ npm }) => process.kill(groupOf(npm), 'SIGHUP')],
    ['kill -9 of npm', ({ npm }) => npm.kill('SIGKILL')],
    ['kill -9 of the starter', ({ starter }) => process.kill(starter, 'SIGKILL')],
    ['kill -9 of both', ({ npm }) => process.kill(groupOf(npm), 'SIGKILL')],
  ])('leaves nothing running after %s', async (_, end) => {
    const house = await begin();
    end(house);
    await everythingEnds(house.pids);
    await comes(() => identify(house.starter) === null);
  });

  it('stops in good order though Ctrl-C comes twice and npm passes it on', async () => {
    const house = await begin();
    process.kill(groupOf(house.npm), 'SIGINT');
    await sleep(30);
    process.kill(groupOf(house.npm), 'SIGINT');
    house.npm.kill('SIGTERM');
    await everythingEnds(house.pids);
    await comes(() => output.includes('everything has stopped'));
  });

  it('cleans up after kill -9 of everything that could have, and goes on at the same address', async () => {
    const first = await begin();
    const { port } = new URL(/http:[^ ]+(?=\/graphql)/.exec(output)?.[0] ?? '');
    for (const pid of first.pids) for (const guard of guardsOf(pid)) process.kill(guard, 'SIGKILL');
    process.kill(groupOf(first.npm), 'SIGKILL');
    await sleep(300);
    expect(ownPids()).toEqual(first.pids);
    const second = await begin(port);
    expect(second.pids.filter((pid) => first.pids.includes(pid))).toEqual([]);
    expect(first.pids.map(identify)).toEqual(first.pids.map(() => null));
    second.npm.kill('SIGTERM');
    await everythingEnds(second.pids);
  });

  it('ends with one sentence and code 1 when it cannot start', async () => {
    const first = await begin();
    await expect(begin()).rejects.toThrow(
      /^code 1: [\s\S]*in use by process \d+: stop that one first, or choose another folder with DATA_DIR/,
    );
    npm?.kill();
    process.kill(first.starter, 'SIGTERM');
    await everythingEnds(first.pids);
  });

  const guardsOf = (pid: number): number[] =>
    execFileSync('/bin/sh', ['-c', 'grep -l shouwen-guard /proc/[0-9]*/cmdline 2>/dev/null || true'], {
      encoding: 'utf8',
    })
      .split('\n')
      .flatMap((path) => Number(/\/proc\/(\d+)\//.exec(path)?.[1] ?? 0) || [])
      .filter((guard) => commandLineOf(guard).includes(`shouwen-guard ${pid} `) && parentOf(guard) > 0);

  const comes = async (condition: () => boolean): Promise<void> => {
    if (!(await eventually(condition, Boolean))) throw new Error(`it did not come to pass\n${output}`);
  };
});
