import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestDatabase, testDatabase, until } from '@shouwen/testing';
import { gatewayHeader, signGatewayToken } from './http/gatewayToken.ts';

/** Compiled by the build, which `npm test` runs first. */
const program = fileURLToPath(new URL('../dist/fixture/shelf.main.js', import.meta.url));
const secret = 'the secret of the shelf'.padEnd(32, '.');
const deadNats = 'nats://127.0.0.1:9';

type Running = { readonly child: ChildProcess; readonly said: string[]; readonly url: string };

const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
});

const launch = (env: Record<string, string>): { child: ChildProcess; said: string[] } => {
  const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  const said: string[] = [];
  child.stdout.on('data', (chunk) => said.push(String(chunk)));
  child.stderr.on('data', (chunk) => said.push(String(chunk)));
  children.push(child);
  return { child, said };
};

const start = async (env: Record<string, string>): Promise<Running> => {
  const { child, said } = launch(env);
  const url = () => /"url":"(http[^"]+)"/.exec(said.join(''))?.[1] ?? null;
  await until('ready', { ask: url, good: (found) => found !== null || child.exitCode !== null });
  const found = url();
  if (found === null) throw new Error(`the process did not become ready:\n${said.join('')}`);
  return { child, said, url: found };
};

const ask = (url: string, query: string): Promise<Response> => {
  const claims = { viewer: { kind: 'anonymous' }, requestId: 'request-1' } as const;
  const token = signGatewayToken(claims, { secret, subgraph: 'shelf', at: new Date() });
  const headers = { 'content-type': 'application/json', [gatewayHeader]: token };
  return fetch(`${url}/graphql`, { method: 'POST', headers, body: JSON.stringify({ query }) });
};

const quick = '{ day(on: "2026-03-02") }';

/** What was asked before this has reached the process once this is answered. */
const hasArrived = async (url: string): Promise<void> => {
  for (let times = 0; times < 3; times += 1) await ask(url, quick);
};

const letsNobodyIn = (url: string) => {
  const isClosed = () =>
    ask(url, quick).then(
      () => false,
      () => true,
    );
  return until('closed', { ask: isClosed, good: Boolean });
};

describe('a department as a process', () => {
  let database: TestDatabase;
  let env: Record<string, string>;
  beforeAll(async () => {
    database = await testDatabase({ service: 'shelf', migrations: [] });
    env = {
      DATABASE_URL: database.appUrl,
      OWNER_DATABASE_URL: database.ownerUrl,
      NATS_URL: deadNats,
      GATEWAY_SECRET: secret,
    };
  });

  it('says in sentences what is wrong with its settings, and does not start', async () => {
    const { child, said } = launch({
      ...env,
      GATEWAY_SECRET: 'short',
      PORT: 'x',
      REHEARSAL: '1',
      NODE_ENV: 'production',
    });
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(said.join('')).toBe(
      `shelf did not start.
REHEARSAL lets callers set the time, so it is refused when NODE_ENV is production.
PORT must be a port number between 0 and 65535, not "x".
GATEWAY_SECRET must have at least 32 characters.
`,
    );
  });

  it('migrates, is ready without NATS, and tells how it is doing', async () => {
    const { url } = await start(env);
    const ready = await fetch(`${url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      200,
      { status: 'ready', checks: { database: 'ok', migrations: 'ok' } },
    ]);
    expect(await (await ask(url, '{ day(on: "2026-03-02") }')).json()).toEqual({ data: { day: '2026-03-02' } });
    await ask(url, '{ trouble(kind: "forbidden") }');
    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toMatch(/shouwen_graph_errors_total\{code="FORBIDDEN",service="shelf"\} 1/);
    expect(metrics).toMatch(/shouwen_graph_request_seconds_count\{service="shelf",status="200"\} 2/);
    expect(metrics).toMatch(/shouwen_nats_up\{service="shelf"\} 0/);
    expect(metrics).toMatch(/shouwen_outbox_waiting\{service="shelf"\} 0/);
  });

  it('is alive but not ready where somebody else should have migrated and has not', async () => {
    const bare = await testDatabase({ service: 'shelf', migrations: [{ name: '1_other', up: async () => undefined }] });
    const { OWNER_DATABASE_URL: _, ...withoutOwner } = env;
    const { url } = await start({ ...withoutOwner, DATABASE_URL: bare.appUrl });
    const ready = await fetch(`${url}/readyz`);
    expect([ready.status, await ready.json()]).toEqual([
      503,
      { status: 'not ready', checks: { database: 'ok', migrations: 'failed' } },
    ]);
    expect((await fetch(`${url}/livez`)).status).toBe(200);
  });

  it('finishes what it is asked when it is told to end, lets nobody new in, and ends well', async () => {
    const { child, url } = await start(env);
    const slow = ask(url, '{ slow(milliseconds: 1500) }');
    await hasArrived(url);
    child.kill('SIGTERM');
    await letsNobodyIn(url);
    expect(await (await slow).json()).toEqual({ data: { slow: 'done' } });
    expect(await once(child, 'exit')).toEqual([0, null]);
  });

  it('ends at once when it is told a second time', async () => {
    const { child, url } = await start(env);
    const slow = ask(url, '{ slow(milliseconds: 20000) }').catch(() => 'cut');
    await hasArrived(url);
    child.kill('SIGINT');
    // Two signals before the first is seen would be one.
    await letsNobodyIn(url);
    child.kill('SIGINT');
    expect(await once(child, 'exit')).toEqual([1, null]);
    expect(await slow).toBe('cut');
  });
});
