import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { jetstream } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { defineEvent, type EventContract } from '@shouwen/contracts';
import { type Database, type Migration, openDatabase } from '@shouwen/database';
import { eventually, onThisMachine, type TestDatabase, testDatabase, testNats } from '@shouwen/testing';
import { z } from 'zod';
import {
  appendToOutbox,
  type Consumer,
  defineConsumer,
  discardDeadLetter,
  type Log,
  listDeadLetters,
  type Messaging,
  type MessagingOptions,
  messagingMigrations,
  NoSuchDeadLetter,
  replayDeadLetter,
  startMessaging,
  WaitsForNews,
} from './index.ts';

const data = z.object({ step: z.int() });
const steppedV1 = defineEvent('sender.walk.stepped.v1', data, { summary: 'A step was taken.' });
const restedV1 = defineEvent('sender.walk.rested.v1', data, { summary: 'A rest was taken.' });

const effects: Migration = {
  name: '20260101_01_effect',
  up: async (tx) => {
    await tx.query('create table effect (position bigint generated always as identity, walk text, step int, by text)');
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

describe('messaging', () => {
  let nats: Awaited<ReturnType<typeof testNats>>;
  let tests: TestDatabase[];
  let sender: Database;
  let hearer: Database;
  let running: Messaging[];
  let logged: (object & { alarm?: string })[];

  const write = (fields: object) => void logged.push(fields);
  const log: Log = { info: write, warn: write, error: write };
  const options = { clock: () => at, log, catalogue: new Map([[restedV1.type, restedV1 as EventContract]]) };
  const settings = { ackWaitSeconds: 1, reconcileEverySeconds: 1, outboxAlarmSeconds: 0.2, newsAlarmSeconds: 0.2 };

  beforeEach(async () => {
    [logged, running] = [[], []];
    nats = await testNats();
    tests = await Promise.all([
      testDatabase({ service: 'sender', migrations: messagingMigrations }),
      testDatabase({ service: 'hearer', migrations: [...messagingMigrations, effects] }),
    ]);
    const opened = tests.map(({ appUrl }) => openDatabase({ url: appUrl, entities: [], applicationName: 'test' }));
    [sender, hearer] = (await Promise.all(opened)) as [Database, Database];
  });
  afterEach(async () => {
    await Promise.all(running.map((messaging) => messaging.stop()));
    await Promise.all([sender.close(), hearer.close(), nats.stop()]);
    await Promise.all(tests.map((test) => test.drop()));
  });

  const start = async (own: Partial<MessagingOptions> & Pick<MessagingOptions, 'db' | 'service'>) => {
    const messaging = await startMessaging({ natsUrl: nats.url, consumers: [], settings, ...options, ...own });
    running.push(messaging);
    return messaging;
  };
  const hear = (...consumers: Consumer[]) => start({ db: hearer, service: 'hearer', consumers });
  const tell = (...messages: ReturnType<typeof step>[]) => sender.transaction((tx) => appendToOutbox(tx, messages));
  const writer = (name = 'writer', sick: () => boolean = () => false) =>
    defineConsumer({
      name,
      event: steppedV1,
      handle: async (tx, { subject, data }) => {
        if (sick() && data.step === 2) throw new Error('I am sick');
        await tx.query('insert into effect (walk, step, by) values ($1, $2, $3)', [subject, data.step, name]);
      },
    });
  const stepsOf = async (walk: string, by = 'writer'): Promise<number[]> => {
    const query = 'select step from effect where walk = $1 and by = $2 order by position';
    const rows = await hearer.read((tx) => tx.query(query, [walk, by]));
    return rows.map((row: { step: number }) => row.step);
  };
  /** The steps that had an effect, as soon as there are so many. */
  const stepsWhen = (walk: string, many: number, by?: string) =>
    eventually(
      () => stepsOf(walk, by),
      (steps) => steps.length === many,
    );
  const letters = () => hearer.read(listDeadLetters);
  const walk = randomUUID();

  it('carries events in order, each once, also those written before anybody listened', async () => {
    await tell(step(walk, 1), step(walk, 2, restedV1), step(walk, 3));
    await start({ db: sender, service: 'sender' });
    const messaging = await hear(writer());
    await tell(step(walk, 4));
    expect(await stepsWhen(walk, 3)).toEqual([1, 3, 4]);
    // The relay marks a row once it was carried, which may be a moment after it took effect.
    const calm = await eventually(messaging.status, ({ outbox }) => outbox.waiting === 0);
    expect(calm).toMatchObject({ nats: 'up', outbox: { waiting: 0 }, deadLetters: 0, parked: 0 });
  });

  it('starts without NATS, lets commands go on, raises an alarm, and catches up when NATS comes', async () => {
    await nats.kill9();
    const telling = await start({ db: sender, service: 'sender' });
    await hear(writer());
    await tell(step(walk, 1), step(walk, 2));
    const waiting = await eventually(telling.status, ({ outbox }) => outbox.oldestSeconds > 0.3);
    expect(waiting).toMatchObject({ nats: 'down', outbox: { waiting: 2 } });
    await eventually(
      async () => logged,
      (lines) => lines.some(({ alarm }) => alarm === 'outbox-age'),
    );
    expect(logged).toContainEqual(expect.objectContaining({ alarm: 'outbox-age', waiting: 2 }));
    await nats.restart();
    expect(await stepsWhen(walk, 2)).toEqual([1, 2]);
  });

  it('stops at once without NATS', async () => {
    await nats.kill9();
    await start({ db: sender, service: 'sender' });
    const messaging = await hear(writer());
    const before = performance.now();
    await messaging.stop();
    expect(performance.now() - before).toBeLessThan(onThisMachine(3) * 1_000);
  });

  it('F27: two relays at once keep the order of each aggregate', async () => {
    const walks = Array.from({ length: 5 }, () => randomUUID());
    const messaging = await hear(writer());
    await start({ db: sender, service: 'sender' });
    await start({ db: sender, service: 'sender' });
    const numbers = Array.from({ length: 60 }, (_, index) => index + 1);
    for (const number of numbers) await tell(...walks.map((one) => step(one, number)));
    for (const one of walks) expect(await stepsWhen(one, numbers.length)).toEqual(numbers);
    // Counted a moment after it took effect. Parked would mean that a later event had overtaken an earlier one.
    const counted = await eventually(messaging.status, ({ consumers }) => consumers['writer/sender']?.applied === 300);
    expect(counted.consumers['writer/sender']).toMatchObject({ applied: 300, parked: 0 });
  });

  it('lets one consumer go on where another of the service fails', async () => {
    await start({ db: sender, service: 'sender' });
    await hear(
      writer('sickly', () => true),
      writer('sturdy'),
    );
    await tell(step(walk, 1), step(walk, 2), step(walk, 3));
    expect(await stepsWhen(walk, 3, 'sturdy')).toEqual([1, 2, 3]);
    expect(await stepsOf(walk, 'sickly')).toEqual([1]);
  });

  it('keeps what waits for news, shows it, raises an alarm, and applies it and what follows when the news has come', async () => {
    let isNewsHere = false;
    const waiter = defineConsumer({
      name: 'writer',
      event: steppedV1,
      handle: async (tx, event) => {
        if (!isNewsHere && event.data.step === 2) throw new WaitsForNews('the news of somebody else');
        await writer().handle(tx, event);
      },
    });
    const other = randomUUID();
    await start({ db: sender, service: 'sender' });
    const messaging = await hear(waiter);
    await tell(step(walk, 1), step(walk, 2), step(walk, 3), step(other, 1));
    await stepsWhen(other, 1);
    const alarm = await eventually(
      async () => logged.find((line) => line.alarm === 'waits-for-news'),
      (line) => line !== undefined,
    );
    expect(alarm).toMatchObject({ waiting: 1, consumer: 'writer', waitsFor: 'the news of somebody else' });
    const waits = await eventually(messaging.status, ({ parked }) => parked === 1);
    expect(waits).toMatchObject({ news: { waiting: 1 }, parked: 1, deadLetters: 0 });
    isNewsHere = true;
    expect(await stepsWhen(walk, 3)).toEqual([1, 2, 3]);
    const over = await eventually(messaging.status, ({ news, parked }) => news.waiting === 0 && parked === 0);
    expect(over).toMatchObject({
      news: { waiting: 0, oldestSeconds: 0 },
      parked: 0,
      deadLetters: 0,
    });
  });

  it('takes a dead letter up again or gives it up for good; those behind it follow', async () => {
    let sick = true;
    const [replayed, discarded] = [randomUUID(), randomUUID()];
    await start({ db: sender, service: 'sender' });
    await hear(writer('writer', () => sick));
    const poisons = [step(replayed, 2), step(discarded, 2)] as const;
    await tell(step(replayed, 1), poisons[0], step(replayed, 3), step(discarded, 1), poisons[1], step(discarded, 3));
    const dead = await eventually(letters, (rows) => rows.length === 2);
    expect(dead.map(({ consumer, reason, failures }) => [consumer, reason, failures])).toEqual([
      ['writer', 'Error: I am sick', 8],
      ['writer', 'Error: I am sick', 8],
    ]);
    sick = false;
    const name = (poison: { id: string }) => ({ consumer: 'writer', eventId: poison.id });
    await hearer.transaction((tx) => replayDeadLetter(tx, name(poisons[0])));
    await hearer.transaction((tx) => discardDeadLetter(tx, name(poisons[1])));
    expect(await stepsWhen(replayed, 3)).toEqual([1, 2, 3]);
    expect(await stepsWhen(discarded, 2)).toEqual([1, 3]);
    expect(await letters()).toEqual([]);
    const again = hearer.transaction((tx) => replayDeadLetter(tx, name(poisons[0])));
    await expect(again).rejects.toBeInstanceOf(NoSuchDeadLetter);
  });

  it('keeps a message that is no event as it came, and goes on', async () => {
    await start({ db: sender, service: 'sender' });
    await hear(writer());
    await tell(step(walk, 1));
    await stepsWhen(walk, 1);
    const stranger = await connect({ servers: nats.url });
    await jetstream(stranger).publish('evt.sender.walk.stepped.v1', 'Good morning');
    await stranger.close();
    await tell(step(walk, 2));
    expect(await stepsWhen(walk, 2)).toEqual([1, 2]);
    const [letter] = await eventually(letters, (rows) => rows.length === 1);
    expect(letter).toMatchObject({ eventId: 'EVT_SENDER:2', reason: 'Not JSON', failures: 8, type: null });
    const replay = hearer.transaction((tx) => replayDeadLetter(tx, { consumer: 'writer', eventId: 'EVT_SENDER:2' }));
    await expect(replay).rejects.toBeInstanceOf(NoSuchDeadLetter);
    expect(await letters()).toHaveLength(1);
    await hearer.transaction((tx) => discardDeadLetter(tx, { consumer: 'writer', eventId: 'EVT_SENDER:2' }));
    expect(await letters()).toEqual([]);
  });

  it('hears from the beginning when a consumer is added later', async () => {
    await start({ db: sender, service: 'sender' });
    await tell(step(walk, 1), step(walk, 2));
    const first = await hear(writer());
    await stepsWhen(walk, 2);
    await first.stop();
    await tell(step(walk, 3));
    await hear(writer(), writer('late'));
    expect(await stepsWhen(walk, 3, 'late')).toEqual([1, 2, 3]);
    expect(await stepsWhen(walk, 3)).toEqual([1, 2, 3]);
  });

  it('hears of other aggregates from the beginning when it begins to listen to them', async () => {
    const ranV1 = defineEvent('sender.run.ran.v1', data, { summary: 'Somebody ran.' });
    const run = randomUUID();
    const ran = (number: number) => ({ ...step(run, number, ranV1), aggregate: { type: 'run', id: run } });
    await start({ db: sender, service: 'sender', consumers: [] });
    const first = await hear(writer());
    await tell(step(walk, 1), ran(1));
    await stepsWhen(walk, 1);
    await first.stop();
    const runner = defineConsumer({ ...writer(), event: ranV1, handle: (tx, event) => writer().handle(tx, event) });
    const second = await hear(writer(), runner);
    await tell(ran(2), step(walk, 2));
    expect(await stepsWhen(run, 2)).toEqual([1, 2]);
    await second.stop();
    // And back again to fewer.
    await hear(writer());
    await tell(ran(3), step(walk, 3));
    expect(await stepsWhen(walk, 3)).toEqual([1, 2, 3]);
    expect(await stepsOf(run)).toEqual([1, 2]);
  });
});
