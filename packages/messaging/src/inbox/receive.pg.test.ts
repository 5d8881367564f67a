import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { defineEvent, type Envelope } from '@shouwen/contracts';
import { type Database, DatabaseUnavailable, type Migration, openDatabase } from '@shouwen/database';
import { type TestDatabase, testDatabase } from '@shouwen/testing';
import fc from 'fast-check';
import { z } from 'zod';
import { messagingMigrations } from '../messagingMigrations.ts';
import { groupConsumers } from './consumerGroup.ts';
import { defineConsumer } from './defineConsumer.ts';
import { applyParked, mostTries, type ReceiveDeps, type Received, receive } from './receive.ts';
import { WaitsForNews } from './waitsForNews.ts';

const steppedV1 = defineEvent('sender.walk.stepped.v1', z.object({ step: z.int() }), { summary: 'A step was taken.' });
const restedV1 = defineEvent('sender.walk.rested.v1', z.object({}), { summary: 'Nobody listens to this.' });

const effects: Migration = {
  name: '20260101_01_effect',
  up: async (tx) => {
    await tx.query('create table effect (position bigint generated always as identity, walk text, step int)');
  },
};

const uuid = (kind: number, number: number): string =>
  `00000000-0000-7000-8${kind.toString(16).padStart(3, '0')}-${number.toString(16).padStart(12, '0')}`;

/** The event of a walk with this version; every third one is of a type without a handler. */
const eventOf = (walk: number, version: number): Envelope => ({
  specversion: '1.0',
  id: uuid(walk, version),
  source: '/shouwen/sender',
  type: version % 3 === 0 ? restedV1.type : steppedV1.type,
  subject: uuid(0xfff, walk),
  time: '2026-03-01T00:00:00Z',
  datacontenttype: 'application/json',
  aggregatetype: 'walk',
  aggregateversion: version,
  data: version % 3 === 0 ? {} : { step: version },
});

describe('receive', () => {
  let test: TestDatabase;
  let db: Database;
  let sick: boolean;
  let isNewsHere: boolean;
  let nextWalk = 1;

  const consumer = defineConsumer({
    name: 'writer',
    event: steppedV1,
    handle: async (tx, { subject, data }) => {
      await tx.query('insert into effect (walk, step) values ($1, $2)', [subject, data.step]);
      if (sick && data.step === 2) throw new Error('I am sick');
      if (!isNewsHere && data.step === 2) throw new WaitsForNews('the news of somebody else');
    },
  });
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  let deps: ReceiveDeps;

  beforeAll(async () => {
    [sick, isNewsHere] = [false, true];
    test = await testDatabase({ service: 'hearer', migrations: [...messagingMigrations, effects] });
    db = await openDatabase({ url: test.appUrl, entities: [], applicationName: 'test' });
    const [group] = groupConsumers('hearer', [consumer]);
    if (!group) throw new Error('There is a group');
    const clock = () => new Date('2026-03-01T00:00:00Z');
    const known = new Set([steppedV1.type, restedV1.type]);
    deps = { db, group, known, log: silent, clock, crashPoint: () => undefined };
  });
  afterAll(() => db.close().then(() => test.drop()));

  const outcomes = async (events: readonly Envelope[]) =>
    (await receive(deps, events)).map(({ outcome }: Received) => outcome);
  const stepsOf = async (walk: number): Promise<number[]> => {
    const rows = await db.read((tx) =>
      tx.query('select step from effect where walk = $1 order by position', [uuid(0xfff, walk)]),
    );
    return rows.map(({ step }: { step: number }) => step);
  };
  const count = async (table: string): Promise<number> =>
    (await db.read((tx) => tx.query(`select count(*) as number from ${table}`)))[0].number;

  it('I8, I9, I10: any order, any duplicates, any batches, two workers: each effect once and in order', async () => {
    const length = 8;
    const history = fc.shuffledSubarray(
      [...Array(2 * length).keys()].flatMap((index) => [index, index]),
      { minLength: 2 * length },
    );
    await fc.assert(
      fc.asyncProperty(history, fc.integer({ min: 1, max: 7 }), async (order, size) => {
        const [first, second] = [nextWalk, nextWalk + 1];
        nextWalk += 2;
        const one = (index: number) => eventOf(index < length ? first : second, (index % length) + 1);
        // What the shuffle left out comes at the end: the stream delivers at least once.
        const events = [...order, ...[...Array(2 * length).keys()].filter((index) => !order.includes(index))].map(one);
        const batches = Array.from({ length: Math.ceil(events.length / size) }, (_, index) =>
          events.slice(index * size, (index + 1) * size),
        );
        const worker = async () => {
          for (let batch = batches.shift(); batch; batch = batches.shift()) {
            await receive(deps, batch);
            await applyParked(deps, null);
          }
        };
        await Promise.all([worker(), worker()]);
        await applyParked(deps, null);
        const expected = [1, 2, 4, 5, 7, 8];
        expect([await stepsOf(first), await stepsOf(second)]).toEqual([expected, expected]);
        expect(await count('parked')).toBe(0);
        const rows = await db.read((tx) => tx.query('select version from aggregate_cursor where version <> 8'));
        expect(rows).toEqual([]);
      }),
      { seed: 20260301, numRuns: 25 },
    );
  });

  it('tells what became of each event', async () => {
    const walk = nextWalk++;
    expect(await outcomes([eventOf(walk, 1), eventOf(walk, 1), eventOf(walk, 3), eventOf(walk, 2)])).toEqual([
      'applied',
      'duplicate',
      'parked',
      'applied',
    ]);
    expect(await applyParked(deps, null)).toBe(1);
    expect(await stepsOf(walk)).toEqual([1, 2]);
  });

  it('undoes the effect of an event that fails, keeps the others of its batch, and gives it up after eight tries', async () => {
    const [ill, well] = [nextWalk++, nextWalk++];
    sick = true;
    const batch = [eventOf(ill, 1), eventOf(ill, 2), eventOf(ill, 3), eventOf(well, 1)];
    expect(await outcomes(batch)).toEqual(['applied', 'failed', 'parked', 'applied']);
    for (let tries = 2; tries <= 7; tries += 1) expect(await outcomes([eventOf(ill, 2)])).toEqual(['failed']);
    expect(await count('dead_letter')).toBe(0);
    expect(await outcomes([eventOf(ill, 2)])).toEqual(['dead']);
    expect(await db.read((tx) => tx.query('select event_id, failures, reason, version from dead_letter'))).toEqual([
      { event_id: uuid(ill, 2), failures: 8, reason: 'Error: I am sick', version: 2 },
    ]);
    sick = false;
    // It stays dead until somebody takes it up again, however often the stream brings it.
    expect(await outcomes([eventOf(ill, 2), eventOf(ill, 4)])).toEqual(['dead', 'parked']);
    expect([await stepsOf(ill), await stepsOf(well)]).toEqual([[1], [1]]);
  });

  describe('what waits for news of another department', () => {
    /** As if the pause were over. */
    const pauseOver = () =>
      db.transaction((tx) => tx.query('update parked set try_after = clock_timestamp() where waits_since is not null'));
    const pauseOf = async (walk: number): Promise<number> => {
      const query = 'select extract(epoch from try_after - clock_timestamp())::float8 as seconds from parked';
      const [row] = await db.read((tx) => tx.query(`${query} where event_id = $1`, [uuid(walk, 2)]));
      return row.seconds;
    };

    it('is tried more often than eight times, later each time, never given up, and not overtaken', async () => {
      const [walk, other] = [nextWalk++, nextWalk++];
      isNewsHere = false;
      const batch = [eventOf(walk, 1), eventOf(walk, 2), eventOf(walk, 3), eventOf(other, 1)];
      expect(await outcomes(batch)).toEqual(['applied', 'waiting', 'parked', 'applied']);
      const dead = await count('dead_letter');
      const pauses: number[] = [];
      for (let tries = 2; tries <= mostTries + 4; tries += 1) {
        await pauseOver();
        expect(await applyParked(deps, null)).toBe(0);
        pauses.push(await pauseOf(walk));
      }
      expect(pauses[3]).toBeGreaterThan(2 * (pauses[0] ?? 0));
      expect(Math.max(...pauses)).toBeLessThanOrEqual(15);
      expect(pauses.at(-1)).toBeGreaterThan(10);
      expect([await count('dead_letter'), await stepsOf(walk)]).toEqual([dead, [1]]);
      isNewsHere = true;
      await pauseOver();
      expect(await outcomes([eventOf(walk, 4)])).toEqual(['parked']);
      expect(await applyParked(deps, null)).toBe(3);
      expect(await stepsOf(walk)).toEqual([1, 2, 4]);
      expect(await count('parked where waits_since is not null')).toBe(0);
    });

    it('rests until its pause is over, whoever brings it again', async () => {
      const walk = nextWalk++;
      isNewsHere = false;
      await outcomes([eventOf(walk, 1), eventOf(walk, 2)]);
      isNewsHere = true;
      await db.transaction((tx) => tx.query(`update parked set try_after = 'infinity' where waits_since is not null`));
      expect(await outcomes([eventOf(walk, 2), eventOf(walk, 3)])).toEqual(['waiting', 'parked']);
      expect(await applyParked(deps, null)).toBe(0);
      expect(await stepsOf(walk)).toEqual([1]);
      await pauseOver();
      expect(await outcomes([eventOf(walk, 2)])).toEqual(['applied']);
    });

    it('can still be given up for another reason, which is counted on its own', async () => {
      const walk = nextWalk++;
      isNewsHere = false;
      expect(await outcomes([eventOf(walk, 1), eventOf(walk, 2)])).toEqual(['applied', 'waiting']);
      [isNewsHere, sick] = [true, true];
      for (let tries = 1; tries < mostTries; tries += 1) {
        await pauseOver();
        expect(await outcomes([eventOf(walk, 2)])).toEqual(['failed']);
      }
      await pauseOver();
      expect(await outcomes([eventOf(walk, 2)])).toEqual(['dead']);
      sick = false;
    });
  });

  it('knows an event by its inbox row, even when the cursor is lost', async () => {
    const walk = nextWalk++;
    await receive(deps, [eventOf(walk, 1), eventOf(walk, 2)]);
    await db.transaction((tx) => tx.query('delete from aggregate_cursor where aggregate_id = $1', [uuid(0xfff, walk)]));
    expect(await outcomes([eventOf(walk, 1), eventOf(walk, 2), eventOf(walk, 4)])).toEqual([
      'duplicate',
      'duplicate',
      'parked',
    ]);
    expect(await outcomes([eventOf(walk, 3)])).toEqual(['applied']);
    await applyParked(deps, null);
    expect(await stepsOf(walk)).toEqual([1, 2, 4]);
  });

  it('does not take a rewritten history for a duplicate', async () => {
    const walk = nextWalk++;
    await receive(deps, [eventOf(walk, 1)]);
    const rewritten = { ...eventOf(walk, 1), id: uuid(walk, 99) };
    expect(await outcomes([rewritten])).toEqual(['failed']);
    const [row] = await db.read((tx) =>
      tx.query('select reason from delivery_failure where event_id = $1', [rewritten.id]),
    );
    expect(row.reason).toMatch(/applied under another id/);
  });

  it('throws when the database is away, and counts nothing as a failure', async () => {
    const before = await count('delivery_failure');
    const away: Database = { ...db, transaction: () => Promise.reject(new DatabaseUnavailable('away')) };
    for (const events of [[eventOf(nextWalk, 1)], [eventOf(nextWalk, 1), eventOf(nextWalk, 2)]])
      await expect(receive({ ...deps, db: away }, events)).rejects.toBeInstanceOf(DatabaseUnavailable);
    expect(await count('delivery_failure')).toBe(before);
  });
});
