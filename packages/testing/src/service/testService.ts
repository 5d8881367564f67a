import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { anonymous, type Permission, type StaffViewer, type Viewer } from '@shouwen/access';
import type { DataOf, Envelope, EventContract } from '@shouwen/contracts';
import { openDatabase } from '@shouwen/database';
import { uuidRandomBytes, uuidV7 } from '@shouwen/kernel';
import {
  allMigrations,
  gatewayHeader,
  openSecrets,
  type RunningSubgraph,
  type ServiceDefinition,
  signGatewayToken,
  startSubgraph,
  type World,
} from '@shouwen/subgraph';
import { doAllDue } from '@shouwen/timers';
import pino from 'pino';
import { testLogLevel } from '../config.ts';
import { testDatabase } from '../database/testDatabase.ts';
import { type GraphClient, graphClient } from '../graph/graphClient.ts';

/** A department as it really runs, over HTTP and with a database of its own; only the bus is in the test's hand. */
export type TestService = {
  readonly world: World;
  readonly running: RunningSubgraph;
  /** Asks as this viewer at this time, from this address, past the same door as the gateway's requests. */
  as(viewer: Viewer, at: Date, clientAddress?: string): GraphClient;
  /** What the gateway would send along for this viewer at this time: for requests beside the graph. */
  gatewayHeaders(viewer: Viewer, at: Date): Readonly<Record<string, string>>;
  /** Hands an event of another department to the consumers that listen to it, each in a transaction. */
  hear<Contract extends EventContract>(contract: Contract, data: DataOf<Contract>, at: Date): Promise<void>;
  /** Does what has become due by then, at one site or at all; answers how much of each work. */
  doDue(now: Date, siteId?: string): Promise<Readonly<Record<string, number>>>;
  /** The superuser in the department's database, to break things on purpose. */
  readonly adminUrl: string;
  stop(): Promise<void>;
};

/** Starts the department on a fresh database; the test sets the time of each request, and may listen to the log. */
export const testService = async (
  definition: ServiceDefinition,
  { log = pino({ level: testLogLevel() }) }: { readonly log?: World['log'] } = {},
): Promise<TestService> => {
  const folder = mkdtempSync(join(tmpdir(), 'shouwen-test-'));
  const makeWorld = (db: World['db']): World => ({
    db,
    clock: () => new Date(),
    newId: () => uuidV7(new Date(), randomBytes(uuidRandomBytes)),
    log,
    secrets: openSecrets(folder, { mayCreate: true }),
    filesDirectory: join(folder, 'files'),
  });
  // A service lists its migrations only once it is made, and is made on a database: the list needs none that answers.
  const sketch = await definition.create(makeWorld(undefined as unknown as World['db']));
  const { appUrl, adminUrl } = await testDatabase({ service: definition.name, migrations: allMigrations(sketch) });
  const opened = await openDatabase({ url: appUrl, entities: definition.entities ?? [], applicationName: 'test' });
  const db = definition.walled ? opened.within('*') : opened;
  const world = makeWorld(db);
  const service = await definition.create(world);
  const gatewaySecret = randomBytes(32).toString('hex');
  const running = await startSubgraph(service, world, { ...definition, gatewaySecret, rehearsal: true });
  const token = (viewer: Viewer, now: Date, clientAddress?: string) =>
    signGatewayToken(
      { viewer, requestId: randomUUID(), now, ...(clientAddress ? { clientAddress } : {}) },
      { secret: gatewaySecret, subgraph: definition.name, at: new Date() },
    );
  return {
    world,
    running,
    adminUrl,
    as: (viewer, at, clientAddress) =>
      graphClient(running.server, { path: '/graphql', headers: { [gatewayHeader]: token(viewer, at, clientAddress) } }),
    gatewayHeaders: (viewer, at) => ({ [gatewayHeader]: token(viewer, at) }),
    hear: async (contract, data, at) => {
      const envelope = envelopeOf(contract, data, at);
      for (const consumer of service.consumers) {
        if (consumer.event.type === contract.type) await db.transaction((tx) => consumer.handle(tx, envelope));
      }
    },
    doDue: (now, siteId) => doAllDue(service.dueWork ?? [], world, { now, siteId: siteId ?? null }),
    stop: async () => {
      await running.stop();
      await service.stop?.();
      await db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** A member of staff with these permissions at these sites; `*` is every site. */
export const staffViewer = (staffId: string, grants: Readonly<Record<string, readonly Permission[]>>): StaffViewer => ({
  kind: 'staff',
  staffId,
  sessionId: randomUUID(),
  grants,
});

export const nobody: Viewer = anonymous;

const envelopeOf = (contract: EventContract, data: unknown, at: Date): Envelope => ({
  specversion: '1.0',
  id: randomUUID(),
  source: `/shouwen/${contract.service}`,
  type: contract.type,
  subject: randomUUID(),
  time: at.toISOString(),
  datacontenttype: 'application/json',
  aggregatetype: contract.aggregate,
  aggregateversion: 1,
  data,
});
