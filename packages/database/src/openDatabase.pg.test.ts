import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { onThisMachine, type TestDatabase, testDatabase } from '@shouwen/testing';
import {
  ConcurrentChange,
  type Database,
  DatabaseUnavailable,
  entity,
  guardedUpdate,
  isUniqueViolation,
  type Migration,
  openDatabase,
} from './index.ts';

interface Desk {
  id: number;
  ownerName: string | null;
  version: number;
}

const desk = entity<Desk>({
  name: 'Desk',
  tableName: 'desk',
  columns: {
    id: { type: 'int', primary: true },
    ownerName: { type: 'text', name: 'owner_name', nullable: true },
    version: { type: 'int' },
  },
});

const tables: Migration = {
  name: '20260101_01_tables',
  async up(tx) {
    await tx.query('create table desk (id int primary key, owner_name text, version int not null)');
    await tx.query('create table purse (id int primary key, fen bigint not null, opened_on date not null)');
    await tx.query(`insert into purse values (1, 9000000000000000, '2026-03-01'), (2, 9007199254740993, '2026-03-01'),
      (3, 100, '2026-03-01'), (4, 100, '2026-03-01')`);
  },
};

describe('a database', () => {
  let test: TestDatabase;
  let db: Database;
  let breaks: Error[];

  beforeAll(async () => {
    breaks = [];
    test = await testDatabase({ service: 'open', migrations: [tables] });
    const onPoolError = (error: Error) => void breaks.push(error);
    db = await openDatabase({ url: test.appUrl, entities: [desk], applicationName: 'test', onPoolError });
  });
  afterAll(() => db.close().then(() => test.drop()));

  it('gives bigint as a whole number and date as the day it is', async () => {
    const [row] = await db.read((tx) => tx.query('select fen, opened_on from purse where id = 1'));
    expect(row).toEqual({ fen: 9_000_000_000_000_000, opened_on: '2026-03-01' });
  });

  it('fails rather than round a bigint beyond 2^53', async () => {
    await expect(db.read((tx) => tx.query('select fen from purse where id = 2'))).rejects.toThrow(/beyond 2\^53/);
    // The connection that failed is not left half read.
    expect(await db.read((tx) => tx.query('select 1 as one'))).toEqual([{ one: 1 }]);
  });

  it('commits what a transaction did, and nothing of one that throws', async () => {
    await db.transaction((tx) => tx.query('insert into purse values (10, 1, current_date)'));
    const failing = db.transaction(async (tx) => {
      await tx.query('insert into purse values (11, 1, current_date)');
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await db.read((tx) => tx.query('select id from purse where id in (10, 11)'))).toEqual([{ id: 10 }]);
  });

  it('reads one snapshot, and refuses to write in a read', async () => {
    await expect(db.read((tx) => tx.query('delete from purse'))).rejects.toThrow(/read-only transaction/);
    const counts = await db.read(async (tx) => {
      const count = async () => (await tx.query('select count(*) as n from purse'))[0].n;
      const before = await count();
      await db.transaction((other) => other.query('insert into purse values (12, 1, current_date)'));
      return { before, after: await count() };
    });
    expect(counts.after).toBe(counts.before);
  });

  it('F30: two transfers in opposite order, fifty times: deadlocks are tried again, all finish, the sum is kept', async () => {
    let runs = 0;
    const move = (from: number, to: number) =>
      db.transaction(async (tx) => {
        runs += 1;
        await tx.query('update purse set fen = fen - 1 where id = $1', [from]);
        await tx.query('select pg_sleep(0.005)');
        await tx.query('update purse set fen = fen + 1 where id = $1', [to]);
      });
    for (let round = 0; round < 5; round += 1) await Promise.all([move(3, 4), move(4, 3)]);
    expect(await db.read((tx) => tx.query('select id, fen from purse where id in (3, 4) order by id'))).toEqual([
      { id: 3, fen: 100 },
      { id: 4, fen: 100 },
    ]);
    // Otherwise no deadlock came about, and the test has shown nothing.
    expect(runs).toBeGreaterThan(10);
  });

  it('gives up after the fifth try', async () => {
    let runs = 0;
    const failing = db.transaction(async () => {
      runs += 1;
      throw Object.assign(new Error('could not serialize'), { code: '40001' });
    });
    await expect(failing).rejects.toThrow('could not serialize');
    expect(runs).toBe(5);
  });

  it('ends a statement that takes longer than it may, with a typed error', async () => {
    const slow = db.transaction(async (tx) => {
      await tx.query(`set local statement_timeout = '50ms'`);
      await tx.query('select pg_sleep(2)');
    });
    await expect(slow).rejects.toBeInstanceOf(DatabaseUnavailable);
    const [row] = await db.read((tx) =>
      tx.query(`select current_setting('statement_timeout') as statement, current_setting('lock_timeout') as lock,
        current_setting('idle_in_transaction_session_timeout') as idle`),
    );
    expect(row).toEqual({ statement: '5s', lock: '2s', idle: '10s' });
  });

  it('waits no longer than two seconds for a lock', async () => {
    await db.transaction(async (holder) => {
      await holder.query('select * from purse where id = 1 for update');
      const started = performance.now();
      await expect(
        db.transaction((tx) => tx.query('select * from purse where id = 1 for update')),
      ).rejects.toBeInstanceOf(DatabaseUnavailable);
      expect(performance.now() - started).toBeLessThan(onThisMachine(4) * 1_000);
    });
  });

  it('lives on when its connections are cut, and says so', async () => {
    const admin = await openDatabase({ url: test.adminUrl, entities: [], applicationName: 'axe' });
    await admin.dataSource.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'test' and datname = current_database()`,
    );
    await admin.close();
    // Calls may still meet dead connections, one for each in the pool; no call ends the process, and then it is well again.
    const outcomes: boolean[] = [];
    while (!outcomes.at(-1) && outcomes.length <= 10)
      outcomes.push(
        await db.ping().then(
          () => true,
          (error) => {
            expect(error).toBeInstanceOf(DatabaseUnavailable);
            return false;
          },
        ),
      );
    expect(outcomes.at(-1)).toBe(true);
    expect(breaks.length).toBeGreaterThan(0);
  });

  it('says DatabaseUnavailable when nobody listens', async () => {
    const url = new URL(test.appUrl);
    url.port = '1';
    await expect(openDatabase({ url: url.href, entities: [], applicationName: 'x' })).rejects.toBeInstanceOf(
      DatabaseUnavailable,
    );
  });

  it('tells a unique violation by its constraint', async () => {
    const error = await db
      .transaction((tx) => tx.query('insert into purse values (1, 1, current_date)'))
      .catch((thrown) => thrown);
    expect([
      isUniqueViolation(error),
      isUniqueViolation(error, 'purse_pkey'),
      isUniqueViolation(error, 'other'),
    ]).toEqual([true, true, false]);
  });

  describe.each([
    ['entity', desk, 'ownerName'],
    ['table', 'desk', 'owner_name'],
  ] as const)('guardedUpdate by %s', (_, target, owner) => {
    const stored = () => db.read((tx) => tx.query('select owner_name, version from desk where id = 1'));
    const change = (where: Record<string, unknown>, name: string | null) =>
      db.transaction((tx) => guardedUpdate(tx, target, { where, set: { [owner]: name } }));
    beforeAll(() =>
      db.transaction(async (tx) => {
        await tx.query('delete from desk');
        await tx.query('insert into desk values (1, null, 1), (2, null, 1)');
      }),
    );

    it('changes the row that is as it was read, and raises the version', async () => {
      await change({ id: 1, version: 1, [owner]: null }, 'anna');
      expect(await stored()).toEqual([{ owner_name: 'anna', version: 2 }]);
    });

    it('throws on a stale version and leaves the newer row', async () => {
      await expect(change({ id: 1, version: 1 }, 'boris')).rejects.toBeInstanceOf(ConcurrentChange);
      expect(await stored()).toEqual([{ owner_name: 'anna', version: 2 }]);
    });

    it('lets one of twenty writers win (I30)', async () => {
      const results = await Promise.allSettled(
        Array.from({ length: 20 }, (_unused, index) => change({ id: 1, version: 2 }, `writer ${index}`)),
      );
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect((await stored())[0].version).toBe(3);
    });

    it('throws, and changes neither, when two rows match', async () => {
      await db.transaction((tx) => tx.query('update desk set version = 7'));
      await expect(change({ version: 7 }, 'all')).rejects.toBeInstanceOf(ConcurrentChange);
      expect((await stored())[0]).toMatchObject({ version: 7 });
    });

    it.each([[{}], [{ id: undefined }], [{ 'id" or 1=1 --': 1 }]])('refuses %p', async (where) => {
      await expect(change(where, 'x')).rejects.toBeInstanceOf(TypeError);
    });
  });
});
