import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { defineEvent, type EventContract } from '@shouwen/contracts';
import { type Database, type Migration, openDatabase, type Tx } from '@shouwen/database';
import { type TestDatabase, testDatabase, testNats } from '@shouwen/testing';
import { z } from 'zod';
import {
  appendToOutbox,
  defineConsumer,
  type Log,
  type Messaging,
  type MessagingOptions,
  messagingMigrations,
  startMessaging,
} from './index.ts';

const steppedV1 = defineEvent('sender.walk.stepped.v1', z.object({ step: z.int() }), { summary: 'A step was taken.' });
const restedV1 = defineEvent('sender.walk.rested.v1', z.object({ step: z.int() }), { summary: 'A rest was taken.' });

const effects: Migration = {
  name: '20260101_01_effect',
  up: async (tx) => {
    await tx.query('create table effect (position bigint generated always as identity, walk text, step int)');
  },
};

const at = new Date('2026-03-01T02:00:00Z');

const step = (walk: string, number: number, event: EventContract<{ step: number }> = steppedV1) => ({
  event,
  aggregate: { type: 'walk', id: walk },
  at,
  id: randomUUID(),
  data: { step: number },
});

const eventually = async <T>(read: () => Promise<T>, good: (value: T) => boolean, seconds = 15): Promise<T> => {
  const end = performance.now() + seconds * 1_000;
  for (;;) {
    const value = await read();
    if (good(value) || performance.now() > end) return value;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
};

describe('messaging', () => {
  let nats: Awaited<ReturnType<typeof testNats>>;
  let tests: TestDatabase[];
  let sender: Database;
  let hearer: Database;
  let running: Messaging[];
  let logged: { fields: Record<string, unknown>; message: string }[];

  const write = (fields: object, message: string) => void logged.push({ fields: { ...fields }, message });
  const log: Log = { info: write, warn: write, error: write };
  const options = { clock: () => at, log, catalogue: new Map([[restedV1.type, restedV1 as EventContract]]) };
  const settings = { ackWaitSeconds: 1, reconcileEverySeconds: 1 };

  beforeAll(async () => {
    nats = await testNats();
  });
  afterAll(() => nats.stop());

  beforeEach(async () => {
    [logged, running] = [[], []];
    tests = await Promise.all([
      testDatabase({ service: 'sender', migrations: messagingMigrations }),
      testDatabase({ service: 'hearer', migrations: [...messagingMigrations, effects] }),
    ]);
    [sender, hearer] = (await Promise.all(
      tests.map(({ appUrl }) => openDatabase({ url: appUrl, entities: [], applicationName: 'test' })),
    )) as [Database, Database];
  });
  afterEach(async () => {
    await Promise.all(running.map((messaging) => messaging.stop()));
    await Promise.all([sender.close(), hearer.close()]);
    await Promise.all(tests.map((test) => test.drop()));
  });

  // Each test has a publisher of its own, because the streams of one server are shared by the tests of this file.
  const start = async (own: Partial<MessagingOptions> & Pick<MessagingOptions, 'db' | 'service'>) => {
    const messaging = await startMessaging({ natsUrl: nats.url, consumers: [], settings, ...options, ...own });
    running.push(messaging);
    return messaging;
  };
  const record = (tx: Tx, walk: string, number: number) =>
    tx.query('insert into effect (walk, step) values ($1, $2)', [walk, number]);
  const writer = defineConsumer({
    name: 'writer',
    event: steppedV1,
    handle: (tx, event) => record(tx, event.subject, event.data.step),
  });
  const effectsOf = (walk: string): Promise<number[]> =>
    hearer
      .read((tx) => tx.query('select step from effect where walk = $1 order by position', [walk]))
      .then((rows) => rows.map((row: { step: number }) => row.step));

  it('carries events in order, each once, also those written before anybody listened', async () => {
    const walk = randomUUID();
    await sender.transaction((tx) => appendToOutbox(tx, [step(walk, 1), step(walk, 2, restedV1), step(walk, 3)]));
    await start({ db: sender, service: 'sender' });
    const messaging = await start({ db: hearer, service: 'hearer', consumers: [writer] });
    await sender.transaction((tx) => appendToOutbox(tx, [step(walk, 4)]));
    expect(
      await eventually(
        () => effectsOf(walk),
        (steps) => steps.length === 3,
      ),
    ).toEqual([1, 3, 4]);
    console.log(await messaging.status(), logged);
  });
});
