import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type TestDatabase, testDatabase } from '@shouwen/testing';
import { type Database, type Migration, MigrationRefused, migrate, openDatabase } from './index.ts';

const sql = (name: string, ...statements: string[]): Migration => ({
  name,
  up: async (tx) => {
    for (const statement of statements) await tx.query(statement);
  },
});

const first = sql('20260101_01_note', 'create table note (id int primary key)');
const second = sql('20260102_01_words', 'alter table note add column words text', 'insert into note values (1)');

describe('migrate', () => {
  let database: TestDatabase;
  let admin: Database;
  const run = (migrations: readonly Migration[]) =>
    migrate({ ownerUrl: database.ownerUrl, appRole: database.appRole, migrations });

  beforeEach(async () => {
    database = await testDatabase({ service: 'migrate', migrations: [] });
    admin = await openDatabase({ url: database.adminUrl, entities: [], applicationName: 'test' });
  });
  const close = () => admin.close().then(() => database.drop());
  const namesIn = async () =>
    (await admin.read((tx) => tx.query('select name from schema_migration order by name'))).map(
      (row: { name: string }) => row.name,
    );

  it('applies in the order of names, once', async () => {
    expect(await run([second, first])).toEqual([first.name, second.name]);
    expect(await run([second, first])).toEqual([]);
    expect(await admin.read((tx) => tx.query('select * from note'))).toEqual([{ id: 1, words: null }]);
    await close();
  });

  it('lets six replicas start at once, and one of them apply each step', async () => {
    const slow = sql('20260103_01_slow', 'select pg_sleep(0.2)', 'create table slow (id int)');
    const results = await Promise.all(Array.from({ length: 6 }, () => run([first, second, slow])));
    expect(results.filter((names) => names.length > 0)).toEqual([[first.name, second.name, slow.name]]);
    expect(await namesIn()).toEqual([first.name, second.name, slow.name]);
    await close();
  });

  it('refuses an edited migration, and applies nothing behind it', async () => {
    await run([first]);
    const edited = sql(first.name, 'create table note (id bigint primary key)');
    await expect(run([edited, second])).rejects.toThrow(MigrationRefused);
    await expect(run([edited, second])).rejects.toThrow(/was edited after it was applied/);
    expect(await namesIn()).toEqual([first.name]);
    await close();
  });

  it('does not mind other white space', async () => {
    await run([first]);
    expect(await run([sql(first.name, 'create  table note\n(id int primary key)')])).toEqual([]);
    await close();
  });

  it('leaves nothing of a step that fails in the middle, and keeps those before it', async () => {
    const broken = sql('20260102_01_broken', 'create table half (id int)', 'create table note (id int)');
    await expect(run([first, broken])).rejects.toThrow(/20260102_01_broken failed: .*already exists/);
    expect(await namesIn()).toEqual([first.name]);
    expect(await admin.read((tx) => tx.query(`select to_regclass('half') as half`))).toEqual([{ half: null }]);
    await close();
  });

  it('refuses a migration that reads, because its checksum could not be trusted', async () => {
    const reading: Migration = { name: 'x', up: async (tx) => void (await tx.find('note')) };
    await expect(run([reading])).rejects.toThrow(/speaks only through tx.query/);
    await close();
  });

  it('refuses two migrations of one name', async () => {
    await expect(run([first, sql(first.name, 'select 1')])).rejects.toThrow(/Two migrations/);
    await close();
  });
});

describe('what the app role may do after migrate', () => {
  let database: TestDatabase;
  let app: Database;
  const audit: Migration = { ...sql('20260101_02_audit', 'create table audit (id int)'), appendOnly: ['audit'] };

  beforeAll(async () => {
    database = await testDatabase({ service: 'grants', migrations: [first, audit] });
    app = await openDatabase({ url: database.appUrl, entities: [], applicationName: 'test' });
  });
  afterAll(() => app.close().then(() => database.drop()));
  const saying = (statement: string) => app.transaction((tx) => tx.query(statement));

  it.each(['insert into note values (1)', 'update note set id = 2', 'select * from note', 'delete from note'])(
    'may %s',
    async (statement) => {
      await expect(saying(statement)).resolves.toBeDefined();
    },
  );

  it.each(['insert into audit values (1)', 'select * from audit'])('may %s', async (statement) => {
    await expect(saying(statement)).resolves.toBeDefined();
  });

  it.each([
    'update audit set id = 2',
    'delete from audit',
    'truncate audit',
    'truncate note',
    'drop table note',
    'create table mine (id int)',
    'alter table note add column more int',
    `update schema_migration set checksum = ''`,
    'delete from schema_migration',
  ])('may not %s', async (statement) => {
    await expect(saying(statement)).rejects.toThrow(/permission denied|must be owner/);
  });
});
