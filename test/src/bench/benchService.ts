import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Permission, StaffViewer } from '@shouwen/access';
import { type Database, migrate, openDatabase, provisionDatabase } from '@shouwen/database';
import type { PostgresServer } from '@shouwen/infra';
import { uuidRandomBytes, uuidV7 } from '@shouwen/kernel';
import {
  allMigrations,
  gatewayHeader,
  openLog,
  openSecrets,
  type Service,
  type ServiceDefinition,
  signGatewayToken,
  startSubgraph,
  type World,
} from '@shouwen/subgraph';
import pg from 'pg';

/** A department over HTTP on a database of its own, for measuring. Everything but the network between machines is real. */
export type BenchService = {
  readonly world: World;
  readonly service: Service;
  /** A second pool of connections, as a second replica has. */
  readonly secondDatabase: Database;
  /** Works on the database as the role that owns it, which writes a past into the tables. */
  asOwner<T>(work: (owner: pg.Client) => Promise<T>): Promise<T>;
  /** Sends an operation and gives its data. @throws on any error */
  ask<Data>(asked: Asked): Promise<Data>;
  stop(): Promise<void>;
};

export type Asked = {
  readonly viewer: StaffViewer;
  readonly at: Date;
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
};

/** Starts the department on a fresh, migrated database of this server. */
export const startBenchService = async (
  definition: ServiceDefinition,
  postgres: PostgresServer,
): Promise<BenchService> => {
  const folder = mkdtempSync(join(tmpdir(), 'shouwen-bench-'));
  const makeWorld = (db: Database): World => ({
    db,
    clock: () => new Date(),
    newId: () => uuidV7(new Date(), randomBytes(uuidRandomBytes)),
    log: openLog({ service: definition.name, level: 'error' }),
    secrets: openSecrets(folder, { mayCreate: true }),
    filesDirectory: join(folder, 'files'),
  });
  const sketch = await definition.create(makeWorld(undefined as unknown as Database));
  const { appUrl, ownerUrl } = await freshDatabase(postgres, sketch);
  const open = (name: string) =>
    openDatabase({ url: appUrl, entities: definition.entities ?? [], applicationName: name });
  const reaching = (opened: Database) => (definition.walled ? opened.within('*') : opened);
  const [db, secondDatabase] = [reaching(await open('bench')), reaching(await open('bench-second'))];
  const world = makeWorld(db);
  const service = await definition.create(world);
  const gatewaySecret = randomBytes(32).toString('hex');
  const running = await startSubgraph(service, world, { ...definition, gatewaySecret, rehearsal: true });
  const tokenFor = ({ viewer, at }: Asked) =>
    signGatewayToken(
      { viewer, requestId: randomUUID(), now: at },
      { secret: gatewaySecret, subgraph: definition.name, at: new Date() },
    );
  return {
    world,
    service,
    secondDatabase,
    asOwner: async (work) => {
      const owner = new pg.Client({ connectionString: ownerUrl });
      await owner.connect();
      try {
        return await work(owner);
      } finally {
        await owner.end();
      }
    },
    ask: async <Data>(asked: Asked) =>
      (await post(`${running.url}/graphql`, { [gatewayHeader]: await tokenFor(asked) }, asked)) as Data,
    stop: async () => {
      await running.stop();
      await service.stop?.();
      await Promise.all([db.close(), secondDatabase.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** A member of staff who may do this at this site. */
export const staffAt = (siteId: string, staffId: string, permissions: readonly Permission[]): StaffViewer => ({
  kind: 'staff',
  staffId,
  sessionId: randomUUID(),
  grants: { [siteId]: permissions },
});

const freshDatabase = async (
  postgres: PostgresServer,
  sketch: Service,
): Promise<{ appUrl: string; ownerUrl: string }> => {
  const name = `bench_${randomBytes(4).toString('hex')}`;
  const [ownerRole, appRole] = [`${name}_owner`, `${name}_app`];
  const password = randomBytes(16).toString('hex');
  const { adminUrl } = postgres;
  await provisionDatabase({
    adminUrl,
    database: name,
    ownerRole,
    appRole,
    ownerPassword: password,
    appPassword: password,
  });
  const as = (role: string): string => {
    const address = new URL(adminUrl);
    address.pathname = `/${name}`;
    address.username = role;
    address.password = password;
    return address.href;
  };
  const [appUrl, ownerUrl] = [as(appRole), as(ownerRole)];
  await migrate({ ownerUrl, appRole, migrations: allMigrations(sketch) });
  return { appUrl, ownerUrl };
};

const post = async (url: string, headers: Record<string, string>, { query, variables }: Asked): Promise<unknown> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables: variables ?? {} }),
  });
  const { data, errors } = (await response.json()) as { data?: unknown; errors?: readonly { message: string }[] };
  if (errors?.length) throw new Error(errors.map(({ message }) => message).join('; '));
  return data;
};
