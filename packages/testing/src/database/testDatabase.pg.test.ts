import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Database, type Migration, openDatabase } from '@shouwen/database';
import { type TestDatabase, testDatabase } from './testDatabase.ts';

const notes: Migration = {
  name: '20261122_01_note',
  async up(tx) {
    await tx.query('create table note (id int primary key, words text not null)');
  },
};

describe('a database of a test file', () => {
  let first: TestDatabase;
  let second: TestDatabase;
  let app: Database;

  beforeAll(async () => {
    [first, second] = await Promise.all([
      testDatabase({ service: 'sales-reception', migrations: [notes] }),
      testDatabase({ service: 'sales-reception', migrations: [notes] }),
    ]);
    app = await openDatabase({ url: first.appUrl, entities: [], applicationName: 'test' });
  });

  afterAll(async () => {
    await app.close();
    await Promise.all([first.drop(), second.drop()]);
  });

  it('has the tables of the migrations, which the app role may use', async () => {
    await app.transaction((tx) => tx.query(`insert into note values (1, '首问')`));
    expect(await app.read((tx) => tx.query('select words from note'))).toEqual([{ words: '首问' }]);
  });

  it('lets the app role change no table', async () => {
    await expect(app.transaction((tx) => tx.query('alter table note add column more text'))).rejects.toThrow(/owner/);
  });

  it('shares no rows with a database made from the same migrations', async () => {
    const other = await openDatabase({ url: second.appUrl, entities: [], applicationName: 'test' });
    try {
      expect(await other.read((tx) => tx.query('select * from note'))).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it('sorts and stores as production does, whatever the host speaks', async () => {
    const [row] = await app.read((tx) =>
      tx.query(`select current_setting('server_encoding') as encoding, upper('ß→é') as up`),
    );
    expect(row).toEqual({ encoding: 'UTF8', up: 'ß→É' });
  });
});
