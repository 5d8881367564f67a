import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '@shouwen/testing';
import pg from 'pg';
import { Problem } from '../problem.ts';
import { identify } from '../process/identity.ts';
import { departments } from './departments.ts';
import { type House, type HouseOptions, startHouse } from './startHouse.ts';

/** Stands for a service and for the gateway: it is ready, and tells its environment. */
const standIn = `
  const server = require('node:http').createServer((request, response) => {
    response.statusCode = request.url === '/readyz' && process.env.NEVER_READY ? 503 : 200;
    response.end(request.url === '/env' ? JSON.stringify(process.env) : 'ready');
  });
  if (process.env.BROKEN) { console.error('my key is missing'); process.exit(1); }
  server.listen(Number(process.env.PORT), '127.0.0.1');
  process.on('SIGTERM', () => process.exit(0));
`;

describe('the house on one machine', () => {
  let folder: string;
  let houses: House[];
  let told: string[];

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'shouwen-house-'));
    // Open for passing through, so that the user PostgreSQL runs as gets there when we are root.
    chmodSync(folder, 0o755);
    houses = [];
    told = [];
    for (const name of [...departments.map((one) => `services/${one}`), 'gateway']) {
      mkdirSync(join(folder, 'programs', name, 'dist'), { recursive: true });
      writeFileSync(join(folder, 'programs', name, 'dist/main.js'), standIn);
    }
  });

  afterEach(async () => {
    for (const house of houses) await house.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const start = async (options: Partial<HouseOptions> = {}): Promise<House> => {
    const house = await startHouse({
      dataDir: join(folder, 'data'),
      programs: join(folder, 'programs'),
      durable: false,
      tell: (sentence) => told.push(sentence),
      ...options,
    });
    houses.push(house);
    return house;
  };

  const environmentOf = async (url: string): Promise<Record<string, string>> =>
    (await (await fetch(`${url}/env`)).json()) as Record<string, string>;

  const pidsOf = (house: House): number[] =>
    [...Object.values(house.services), house.gateway, house.foundations.postgres, house.foundations.nats].map(
      (one) => one?.pid() ?? 0,
    );

  it('gives every department a database and a secret of its own, which the gateway knows', async () => {
    const house = await start({ rehearsal: true, demo: true });
    const gateway = await environmentOf(house.url);
    for (const department of departments) {
      const service = await environmentOf(house.services[department].url);
      const prefix = department.toUpperCase().replaceAll('-', '_');
      expect(service).toMatchObject({ REHEARSAL: '1', DEMO: '1', NATS_URL: house.foundations.natsUrl });
      expect(service.GATEWAY_SECRET).toHaveLength(43);
      expect(gateway[`${prefix}_SECRET`]).toBe(service.GATEWAY_SECRET);
      expect(gateway[`${prefix}_URL`]).toBe(house.services[department].url);
      expect(await databaseBehind(service.DATABASE_URL ?? '')).toBe(`shouwen_${department.replaceAll('-', '_')}`);
    }
    expect(new Set(departments.map((one) => house.gatewaySecret(one))).size).toBe(departments.length);
  });

  it('lets nobody else read its secrets', async () => {
    await start();
    const secrets = join(folder, 'data/secrets');
    expect(statSync(secrets).mode & 0o077).toBe(0);
    const files = readdirSync(secrets).filter((name) => !statSync(join(secrets, name)).isDirectory());
    expect(files).toHaveLength(15);
    for (const name of files) expect(statSync(join(secrets, name)).mode & 0o077).toBe(0);
  });

  it('leaves nothing running, and keeps its data and secrets for the next start', async () => {
    const first = await start();
    const pids = pidsOf(first);
    const secret = first.gatewaySecret('finance');
    await asAdministrator(first, 'create table kept (id int)');
    expect(pids.map((pid) => identify(pid) === null)).not.toContain(true);
    await first.stop();
    expect(pids.map((pid) => identify(pid) === null)).not.toContain(false);
    const second = await start();
    expect(second.gatewaySecret('finance')).toBe(secret);
    await asAdministrator(second, 'select * from kept');
  });

  it('takes its folder with it when it is temporary, and what lies elsewhere because the folder is closed', async () => {
    chmodSync(folder, 0o700);
    const dataDir = join(folder, 'data');
    const house = await start({ temporary: true, durable: true });
    const link = join(dataDir, 'postgres/elsewhere');
    const elsewhere = existsSync(link) ? realpathSync(link) : dataDir;
    expect(existsSync(elsewhere)).toBe(true);
    await house.stop();
    expect([existsSync(dataDir), existsSync(elsewhere)]).toEqual([false, false]);
  });

  it('starts a service again that was killed, at the same address', async () => {
    const house = await start();
    const finance = house.services.finance;
    const before = finance.pid();
    process.kill(before ?? 0, 'SIGKILL');
    await comes(async () => finance.pid() !== before && (await isUp(finance.url)));
    expect(told.join('\n')).toMatch(/finance ended \(SIGKILL\) and is started again/);
  });

  it('starts PostgreSQL and NATS again that were killed', async () => {
    const house = await start();
    process.kill(house.foundations.postgres?.pid() ?? 0, 'SIGKILL');
    process.kill(house.foundations.nats?.pid() ?? 0, 'SIGKILL');
    await comes(async () => told.filter((one) => /(PostgreSQL|NATS) ended/.test(one)).length === 2);
    await comes(async () => house.foundations.postgres?.pid() != null && house.foundations.nats?.pid() != null);
    await asAdministrator(house, 'select 1');
  });

  it('says why a service did not start, and leaves nothing running', async () => {
    const environment = { finance: { BROKEN: '1' }, organization: { NEVER_READY: '1' } };
    const starting = start({ environment });
    await expect(starting).rejects.toThrow(/finance did not become ready[\s\S]*my key is missing/);
    await expect(starting).rejects.toBeInstanceOf(Problem);
    for (const name of departments) expect(identify(notedPid(name))).toBeNull();
    // A start on the same folder would be refused if anything still held it.
    await start();
  });

  it('gives up starting when it is asked to', async () => {
    const giveUp = new AbortController();
    const starting = start({ signal: giveUp.signal, environment: { finance: { NEVER_READY: '1' } } });
    setTimeout(() => giveUp.abort(), 1_500);
    await expect(starting).rejects.toThrow(/not waited for/);
    await start();
  });

  it('refuses a folder that another house uses', async () => {
    const taken = join(folder, 'data/run');
    mkdirSync(taken, { recursive: true });
    writeFileSync(join(taken, 'owner.json'), JSON.stringify(identify(process.ppid)));
    await expect(start()).rejects.toThrow(/in use by process \d+: stop that one first/);
  });

  it('says in one sentence that its port is taken', async () => {
    const squatter = createServer();
    await new Promise<void>((resolve) => squatter.listen(0, '127.0.0.1', resolve));
    const { port } = squatter.address() as { port: number };
    await expect(start({ port })).rejects.toThrow(`Port ${port} is taken: stop what listens there, or choose another`);
    squatter.close();
  });

  it.each([
    ['leads nowhere', 'postgres://a:b@127.0.0.1:1/postgres', /DATABASE_URL does not lead to a PostgreSQL.*correct it/],
    ['is no address', 'localhost', /DATABASE_URL is not an address of PostgreSQL.*correct it/],
  ])('says in one sentence that DATABASE_URL %s', async (_, databaseUrl, sentence) => {
    await expect(start({ databaseUrl })).rejects.toThrow(sentence);
  });

  it.each([
    ['leads nowhere', { natsUrl: 'nats://127.0.0.1:1' }, /NATS_URL does not lead to a NATS server.*correct it/],
    ['names no program', { natsProgram: '/no/such/program' }, /NATS_SERVER_BIN names.*correct it or unset it/],
  ])('says in one sentence that the setting for NATS %s', async (_, setting, sentence) => {
    await expect(start(setting)).rejects.toThrow(sentence);
  });

  it('uses a PostgreSQL and a NATS that are given', async () => {
    const owner = await start();
    const { adminUrl, natsUrl } = owner.foundations;
    const guest = await start({ dataDir: join(folder, 'guest'), databaseUrl: adminUrl, natsUrl });
    expect(guest.foundations).toMatchObject({ postgres: null, nats: null, natsUrl });
    expect(await databaseBehind(guest.databases.finance.appUrl)).toBe('shouwen_finance');
  });

  const notedPid = (name: string): number => {
    const note = JSON.parse(readFileSync(join(folder, 'data/run', `${name}.json`), 'utf8')) as { pid: number };
    return note.pid;
  };

  const asAdministrator = async (house: House, sql: string): Promise<void> => {
    const client = new pg.Client(house.foundations.adminUrl);
    await client.connect();
    await client.query(sql).finally(() => client.end());
  };

  const databaseBehind = async (url: string): Promise<string> => {
    const client = new pg.Client(url);
    await client.connect();
    const { rows } = await client.query('select current_database() as name').finally(() => client.end());
    return rows[0].name;
  };

  const isUp = async (url: string): Promise<boolean> =>
    fetch(`${url}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );

  const comes = (condition: () => Promise<boolean>) => until('what was waited for', { ask: condition, good: Boolean });
});
