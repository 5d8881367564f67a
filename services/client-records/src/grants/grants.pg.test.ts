import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Database, openDatabase } from '@shouwen/database';
import { type TestDatabase, testDatabase } from '@shouwen/testing';
import { grantMigrations } from './grantMigrations.ts';
import { clientsGranted, filesGranted, type GrantAsked, grantCovering, takeGrant } from './grantQueries.ts';
import { insertGrant, type NewGrant, revokeGrant, useOnce } from './grantStore.ts';

const id = (number: number) => `019b8a00-00f1-7000-8000-${String(number).padStart(12, '0')}`;
const [site, elsewhere, reader, other, client, file, secondFile] = [1, 2, 3, 4, 5, 6, 7].map(id) as [
  ...[string, string, string, string, string, string, string],
];
const monday = new Date('2026-03-02T09:00:00+08:00');
const friday = new Date('2026-03-06T24:00:00+08:00');
const justBefore = (at: Date) => new Date(at.getTime() - 1);

let database: TestDatabase;
let pool: Database;
let db: Database;
let next = 100;

beforeAll(async () => {
  database = await testDatabase({ service: 'client-records', migrations: [...grantMigrations] });
  pool = await openDatabase({ url: database.appUrl, entities: [], applicationName: 'grants-test' });
  db = pool.within('*');
});
afterAll(async () => {
  await pool?.close();
  await database?.drop();
});

const granted = async (change: Partial<NewGrant> = {}): Promise<string> => {
  next += 1;
  const grant: NewGrant = {
    ...{ id: id(next), requestId: id(next + 10_000), siteId: site, readerSiteId: null, staffId: reader },
    ...{ clientId: client, acts: ['view'], fileIds: [file], fields: [], showsClient: false, pages: null },
    ...{ oneTime: false, from: monday, until: friday, ...change },
  };
  await db.transaction((tx) => insertGrant(tx, grant));
  return grant.id;
};

const ask: GrantAsked = { staffId: reader, act: 'view', clientId: client, fileId: file, now: monday };
const covering = async (change: Partial<GrantAsked> = {}) =>
  (await db.read((tx) => grantCovering(tx, { ...ask, ...change })))?.id ?? null;

describe('S16 what a grant covers', () => {
  let given: string;
  beforeAll(async () => {
    given = await granted();
  });

  it.each<[string, Partial<GrantAsked>, boolean]>([
    ['the file, the reader, the act', {}, true],
    ['another file of the client', { fileId: secondFile }, false],
    ['another act', { act: 'copy' }, false],
    ['another reader', { staffId: other }, false],
    ['another client', { clientId: other }, false],
    ['a field that was not asked for', { field: 'phone' }, false],
    ['just before it begins', { now: justBefore(monday) }, false],
    ['on Friday in the last moment', { now: justBefore(friday) }, true],
    ['on Friday at midnight', { now: friday }, false],
  ])('%s', async (_, change, covered) => {
    expect(await covering(change)).toBe(covered ? given : null);
  });

  it('the page of the client only when the request said so', async () => {
    const page: GrantAsked = { staffId: reader, act: 'view', clientId: elsewhere, now: monday };
    const asked = () =>
      db.read(async (tx) => [await grantCovering(tx, page), await clientsGranted(tx, reader, monday)]);
    await granted({ clientId: elsewhere });
    expect(await asked()).toEqual([null, []]);
    const shown = await granted({ clientId: elsewhere, showsClient: true });
    expect(await asked()).toMatchObject([{ id: shown }, [elsewhere]]);
    expect(await db.read((tx) => clientsGranted(tx, reader, friday))).toEqual([]);
  });

  it('files are known of only while it lasts', async () => {
    expect(await db.read((tx) => filesGranted(tx, reader, justBefore(friday)))).toEqual([file]);
    expect(await db.read((tx) => filesGranted(tx, reader, friday))).toEqual([]);
    expect(await db.read((tx) => filesGranted(tx, other, monday))).toEqual([]);
  });
});

describe('S16 how a grant ends', () => {
  it('twenty at once use a one-time grant once', async () => {
    const copy = { act: 'copy', fileId: secondFile } as const;
    const once = await granted({ acts: ['copy'], fileIds: [secondFile], oneTime: true });
    const takes = Array.from({ length: 20 }, () => db.transaction((tx) => takeGrant(tx, { ...ask, ...copy })));
    const taken = (await Promise.all(takes)).filter((grant) => grant !== null);
    expect(taken.map((grant) => grant.id)).toEqual([once]);
    expect(await covering(copy)).toBeNull();
    expect(await db.transaction((tx) => revokeGrant(tx, { grantId: once, at: monday, by: other }))).toBe(false);
  });

  it('one that is for one act is not used after its time, nor one for many at all', async () => {
    const once = await granted({ acts: ['carry'], oneTime: true });
    expect(await db.transaction((tx) => useOnce(tx, once, friday))).toBe(false);
    expect(await db.transaction((tx) => useOnce(tx, once, justBefore(monday)))).toBe(false);
    expect(await db.transaction((tx) => useOnce(tx, once, justBefore(friday)))).toBe(true);
    const many = await granted({ acts: ['carry'] });
    expect(await db.transaction((tx) => useOnce(tx, many, monday))).toBe(false);
  });

  it('revoked, it is over at once', async () => {
    const many = await granted({ acts: ['disclose'] });
    expect(await covering({ act: 'disclose' })).toBe(many);
    const revoke = () => db.transaction((tx) => revokeGrant(tx, { grantId: many, at: monday, by: other }));
    expect([await revoke(), await revoke()]).toEqual([true, false]);
    expect(await covering({ act: 'disclose' })).toBeNull();
    const once = await granted({ acts: ['disclose'], oneTime: true });
    await db.transaction((tx) => revokeGrant(tx, { grantId: once, at: monday, by: other }));
    expect(await db.transaction((tx) => useOnce(tx, once, monday))).toBe(false);
  });
});

describe('S14 the wall behind grants', () => {
  const countWithin = async (reach: string[] | null) => {
    const within = reach === null ? pool : pool.within(reach);
    const rows = (await within.read((tx) => tx.query('SELECT count(*)::int AS n FROM access_grant'))) as {
      n: number;
    }[];
    return rows[0]?.n;
  };

  it('shows them where the file is kept and where the reader works, and nowhere else', async () => {
    const before = await countWithin([elsewhere]);
    expect(before).toBe(0);
    await granted({ readerSiteId: elsewhere });
    expect(await countWithin([elsewhere])).toBe(1);
    expect(await countWithin([site])).toBeGreaterThan(1);
    expect([await countWithin([]), await countWithin(null)]).toEqual([0, 0]);
  });
});
