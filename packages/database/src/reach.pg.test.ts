import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestDatabase, testDatabase } from '@shouwen/testing';
import { type Database, openDatabase, type Tx } from './openDatabase.ts';
import { acrossSites, wallBySite } from './reach.ts';

const north = '019b8a00-0001-7000-8000-00000000000a';
const south = '019b8a00-0001-7000-8000-00000000000b';

describe('S14 the second wall: a transaction finds the rows of its reach and no others', () => {
  let database: TestDatabase;
  let app: Database;

  beforeAll(async () => {
    const migrations = [
      {
        name: '20261205_01_shelf',
        up: async (tx: Tx) => {
          await tx.query('CREATE TABLE shelf (site_id uuid, book text NOT NULL)');
          await wallBySite(tx, 'shelf');
        },
      },
    ];
    database = await testDatabase({ service: 'walls', migrations });
    app = await openDatabase({ url: database.appUrl, entities: [], applicationName: 'test' });
    await app.within('*').transaction(async (tx) => {
      await tx.query(`INSERT INTO shelf VALUES ($1, 'of the north'), ($2, 'of the south'), (NULL, 'of nobody')`, [
        north,
        south,
      ]);
    });
  });
  afterAll(async () => {
    await app?.close();
    await database?.drop();
  });

  const books = async (tx: Tx): Promise<string[]> =>
    ((await tx.query('SELECT book FROM shelf ORDER BY book')) as { book: string }[]).map(({ book }) => book);

  it.each([
    ['everywhere', '*', ['of nobody', 'of the north', 'of the south']],
    ['one site', [north], ['of the north']],
    ['two sites', [north, south], ['of the north', 'of the south']],
    ['no site', [], []],
  ] as const)('%s', async (_, reach, seen) => {
    expect(await app.within(reach).read(books)).toEqual(seen);
    expect(await app.within(reach).transaction(books)).toEqual(seen);
  });

  it('without a reach there is nothing, on a fresh connection and on one that had a reach before', async () => {
    expect(await app.read(books)).toEqual([]);
    await app.within('*').read(books);
    for (let again = 0; again < 12; again += 1) expect(await app.transaction(books)).toEqual([]);
  });

  it('nothing is written, changed or deleted beyond it', async () => {
    const ofTheNorth = app.within([north]);
    const write = ofTheNorth.transaction((tx) => tx.query(`INSERT INTO shelf VALUES ($1, 'smuggled')`, [south]));
    await expect(write).rejects.toThrow(/row-level security/);
    await ofTheNorth.transaction(async (tx) => {
      await tx.query(`DELETE FROM shelf`);
      await tx.query(`INSERT INTO shelf VALUES ($1, 'of the north')`, [north]);
    });
    expect(await app.within('*').read(books)).toEqual(['of nobody', 'of the north', 'of the south']);
  });

  it('a step may look across, and afterwards the reach is what it was', async () => {
    await app.within([north]).transaction(async (tx) => {
      expect(await acrossSites(tx, () => books(tx))).toHaveLength(3);
      expect(await books(tx)).toEqual(['of the north']);
    });
  });
});
