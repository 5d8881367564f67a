import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Database, openDatabase } from '@shouwen/database';
import { type NatsServer, startNats } from '@shouwen/infra';
import { messagingMigrations } from '@shouwen/messaging';
import { type TestDatabase, testDatabase } from '@shouwen/testing';
import { buildFixture } from './build.ts';
import { hearerTables, senderTables } from './fixture/accounts.ts';
import type { FixtureConfig } from './fixture/fixture.main.ts';
import { type Servant, startServant } from './servant.ts';
import { verify } from './verify.ts';

export type Role = FixtureConfig['role'];

export type Variant = Partial<Omit<FixtureConfig, 'role' | 'databaseUrl' | 'natsUrl'>>;

/** A real PostgreSQL with two databases, a real NATS, and real processes that are killed for good. */
export interface Bench {
  readonly nats: NatsServer;
  readonly databases: Readonly<Record<Role, Database>>;
  /** Ids of the commands that were confirmed to their callers. */
  readonly acknowledged: Set<string>;
  /** Starts a process; its output counts for the checks, also after it has died. */
  start(role: Role, variant?: Variant): Promise<Servant>;
  /** Waits until nothing is wrong any more, at most so long, and answers what is wrong then. */
  violations(withinSeconds: number, options?: { readonly mayWait: boolean }): Promise<string[]>;
  /** Throws away everything that NATS has stored, and starts it empty. */
  wipeNats(): Promise<void>;
  stop(): Promise<void>;
}

const settings = { ackWaitSeconds: 2, reconcileEverySeconds: 2 };

/** Sets everything up; takes a second or two. */
export const openBench = async (): Promise<Bench> => {
  const tests = {
    sender: await testDatabase({ service: 'sender', migrations: [...messagingMigrations, senderTables] }),
    hearer: await testDatabase({ service: 'hearer', migrations: [...messagingMigrations, hearerTables] }),
  };
  await buildFixture(tests.sender.adminUrl);
  const storeDir = mkdtempSync(join(tmpdir(), 'shouwen-fault-nats-'));
  const nats = await startNats({ storeDir, temporary: true });
  const databases = { sender: await opened(tests.sender), hearer: await opened(tests.hearer) };
  const servants: Servant[] = [];
  const acknowledged = new Set<string>();
  return {
    nats,
    databases,
    acknowledged,
    start: async (role, variant = {}) => {
      const own = { role, databaseUrl: tests[role].appUrl, natsUrl: nats.url, seed: 1, ...variant };
      const servant = await startServant({ ...own, settings: { ...settings, ...variant.settings } });
      servants.push(servant);
      return servant;
    },
    violations: (withinSeconds, options) => verify({ databases, acknowledged, servants, withinSeconds, ...options }),
    wipeNats: async () => {
      await nats.kill9();
      rmSync(join(storeDir, 'streams'), { recursive: true, force: true });
      await nats.restart();
    },
    stop: async () => {
      await Promise.all(servants.filter((servant) => servant.alive()).map((servant) => servant.stop()));
      await nats.stop();
      await Promise.all(Object.values(databases).map((database) => database.close()));
      await Promise.all(Object.values(tests).map((test) => test.drop()));
    },
  };
};

const opened = (test: TestDatabase): Promise<Database> =>
  openDatabase({ url: test.appUrl, entities: [], applicationName: 'bench' });
