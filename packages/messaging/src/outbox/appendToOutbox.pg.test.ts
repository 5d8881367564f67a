import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ContractBroken, defineEvent } from '@shouwen/contracts';
import { type Database, openDatabase } from '@shouwen/database';
import { type TestDatabase, testDatabase } from '@shouwen/testing';
import { z } from 'zod';
import { messagingMigrations } from '../messagingMigrations.ts';
import { appendToOutbox } from './appendToOutbox.ts';
import { eventsOf, publishedHeads } from './outboxQueries.ts';
import { markPublished, type OutboxRow, takeWaiting, withhold } from './outboxStore.ts';

const steppedV1 = defineEvent('sender.walk.stepped.v1', z.object({ words: z.string() }), { summary: 'A step.' });
const at = new Date('2026-03-01T02:00:00Z');

describe('the outbox', () => {
  let test: TestDatabase;
  let db: Database;

  beforeAll(async () => {
    test = await testDatabase({ service: 'sender', migrations: messagingMigrations });
    db = await openDatabase({ url: test.appUrl, entities: [], applicationName: 'test', poolSize: 20 });
  });
  afterAll(() => db.close().then(() => test.drop()));

  const step = (walk: string, words = 'left') => ({
    event: steppedV1,
    aggregate: { type: 'walk', id: walk },
    at,
    id: randomUUID(),
    data: { words },
  });
  const versionsOf = async (walk: string): Promise<number[]> => {
    const rows = await db.read((tx) =>
      tx.query('select aggregate_version as version from outbox where aggregate_id = $1 order by position', [walk]),
    );
    return rows.map(({ version }: { version: number }) => version);
  };

  it('I10: twenty writers at once, a third of them roll back: versions 1 to n in the order of commit, without a gap', async () => {
    const walk = randomUUID();
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        db.transaction(async (tx) => {
          await appendToOutbox(tx, [step(walk), step(walk)]);
          if (index % 3 === 0) throw new Error('no');
        }),
      ),
    );
    const committed = results.filter(({ status }) => status === 'fulfilled').length;
    expect(committed).toBe(13);
    expect(await versionsOf(walk)).toEqual(Array.from({ length: 26 }, (_, index) => index + 1));
  });

  it('refuses data that breaks the contract, a foreign aggregate, and what no message can carry', async () => {
    const walk = randomUUID();
    const append = (message: object) => db.transaction((tx) => appendToOutbox(tx, [{ ...step(walk), ...message }]));
    await expect(append({ data: { words: 1 } })).rejects.toThrow(ContractBroken);
    await expect(append({ aggregate: { type: 'run', id: walk } })).rejects.toThrow(TypeError);
    await expect(append({ data: { words: 'x'.repeat(240 * 1024) } })).rejects.toThrow(RangeError);
    await append({ data: { words: 'x'.repeat(239 * 1024) } });
    expect(await versionsOf(walk)).toEqual([1]);
  });

  describe('as the relay sees it', () => {
    const [one, two] = [randomUUID(), randomUUID()];
    beforeAll(async () => {
      await db.transaction((tx) => tx.query('update outbox set published_at = now()'));
      await db.transaction((tx) => appendToOutbox(tx, [step(one), step(two), step(one), step(two), step(one)]));
    });
    const told = (rows: readonly OutboxRow[]) =>
      rows.map((row) => `${row.aggregate_id === one ? 'one' : 'two'} ${row.aggregate_version}`);

    it('gives each aggregate to one of two relays, in order and with what follows', async () => {
      await db.transaction(async (first) => {
        expect(told(await takeWaiting(first))).toEqual(['one 1', 'one 2', 'one 3', 'two 1', 'two 2']);
        // The second relay finds the heads locked, and may not take what is behind them.
        await db.transaction(async (second) => expect(await takeWaiting(second)).toEqual([]));
      });
    });

    it('gives nothing behind a row that is held back', async () => {
      await db.transaction(async (tx) => {
        const rows = await takeWaiting(tx);
        await markPublished(tx, [rows[0]?.id ?? '']);
        await withhold(tx, rows[1]?.id ?? '');
      });
      await db.transaction(async (tx) => expect(told(await takeWaiting(tx))).toEqual(['two 1', 'two 2']));
    });

    it('tells others how far published stories go, and the steps of one', async () => {
      const question = { aggregates: ['walk'], withinSeconds: 60, settledSeconds: 0, after: null };
      const heads = await db.read((tx) => publishedHeads(tx, question));
      expect(heads.find(({ aggregateId }) => aggregateId === one)).toEqual({
        aggregateType: 'walk',
        aggregateId: one,
        version: 1,
      });
      expect(heads.some(({ aggregateId }) => aggregateId === two)).toBe(false);
      const none = await db.read((tx) => publishedHeads(tx, { ...question, settledSeconds: 60 }));
      expect(none).toEqual([]);
      const steps = await db.read((tx) =>
        eventsOf(tx, 'sender', { aggregateType: 'walk', aggregateId: one, from: 1, to: 9 }),
      );
      expect(steps.map(({ aggregateversion }) => aggregateversion)).toEqual([1, 3]);
      expect(steps[0]).toMatchObject({ source: '/shouwen/sender', subject: one, time: at.toISOString() });
    });

    it('asks for pages until all are told', async () => {
      const question = { aggregates: ['walk'], withinSeconds: null, settledSeconds: 0 };
      const all = await db.read((tx) => publishedHeads(tx, { ...question, after: null }));
      const after = all[0] ?? null;
      expect(await db.read((tx) => publishedHeads(tx, { ...question, after }))).toEqual(all.slice(1));
    });
  });
});
