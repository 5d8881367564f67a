import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Database, openDatabase, type Tx } from '@shouwen/database';
import { type TestDatabase, testDatabase } from '@shouwen/testing';
import { doAllDue } from './doAllDue.ts';
import type { DueWork } from './dueWork.ts';
import { startDueWork } from './startDueWork.ts';

const now = new Date('2026-06-11T00:00:00+08:00');
const before = new Date(now.getTime() - 1);

describe('due work on one database', () => {
  let test: TestDatabase;
  let db: Database;
  beforeAll(async () => {
    const create = {
      name: '20260101_01_timer',
      up: async (tx: Tx) => {
        await tx.query('create table timer (id int primary key, due_at timestamptz not null, done int not null)');
      },
    };
    test = await testDatabase({ service: 'timers', migrations: [create] });
    db = await openDatabase({ url: test.appUrl, entities: [], applicationName: 'test' });
  });
  afterAll(() => db.close().then(() => test.drop()));
  beforeEach(async () => {
    await db.transaction(async (tx) => {
      await tx.query('delete from timer');
      await tx.query('insert into timer select id, $1, 0 from generate_series(1, 60) id', [now]);
    });
  });

  const done = (): Promise<{ done: number; rows: number }[]> =>
    db.read((tx) => tx.query('select done, count(*)::int as rows from timer group by done order by done'));

  /** Rings seven rows a batch; `then` is run in the transaction that did it. */
  const ring = (then: (tx: Tx, ids: readonly number[]) => Promise<void> = async () => undefined): DueWork => ({
    name: 'timers.ring',
    batch: (deps, { now: at }) =>
      deps.db.transaction(async (tx) => {
        const rows: { id: number }[] = await tx.query(
          'select id from timer where done = 0 and due_at <= $1 order by due_at, id limit 7 for update skip locked',
          [at],
        );
        const ids = rows.map(({ id }) => id);
        await tx.query('update timer set done = done + 1 where id = any($1)', [ids]);
        await then(tx, ids);
        return ids.length;
      }),
  });
  const deps = () => ({ db, newId: () => 'id' });

  it('two runners do each row once, and all of them', async () => {
    let rung = 0;
    let allRung = (): void => undefined;
    const finished = new Promise<void>((resolve) => {
      allRung = resolve;
    });
    const work = ring(async (_, ids) => {
      rung += ids.length;
      if (rung >= 60) allRung();
    });
    const log = { warn: (fields: object) => void expect(fields).toBeNull() };
    const runners = [1, 2].map(() =>
      startDueWork({ ...deps(), works: [work], clock: () => now, log, everyMilliseconds: 1 }),
    );
    await finished;
    await Promise.all(runners.map((runner) => runner.stop()));
    expect(rung).toBe(60);
    expect(await done()).toEqual([{ done: 1, rows: 60 }]);
  });

  it('nothing before its time', async () => {
    expect(await doAllDue([ring()], deps(), { now: before, siteId: null })).toEqual({ 'timers.ring': 0 });
    expect(await done()).toEqual([{ done: 0, rows: 60 }]);
  });

  it('a transaction that is killed leaves its rows due, and the next look does them once', async () => {
    let kills = 2;
    const dying = ring(async (tx) => {
      if (kills-- > 0) await tx.query('select pg_terminate_backend(pg_backend_pid())');
    });
    await expect(doAllDue([dying], deps(), { now, siteId: null })).rejects.toThrow();
    expect(await done()).toEqual([{ done: 0, rows: 60 }]);
    await expect(doAllDue([dying], deps(), { now, siteId: null })).rejects.toThrow();
    expect(await doAllDue([dying], deps(), { now, siteId: null })).toEqual({ 'timers.ring': 60 });
    expect(await done()).toEqual([{ done: 1, rows: 60 }]);
  });
});
