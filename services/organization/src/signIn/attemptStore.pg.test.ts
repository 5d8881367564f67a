import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Database, openDatabase } from '@shouwen/database';
import { type TestDatabase, testDatabase } from '@shouwen/testing';
import { attemptLimits, countAttempt, forgiveAttempts } from './attemptStore.ts';
import { signInMigrations } from './signInMigrations.ts';

const now = new Date('2026-03-02T09:00:00+08:00');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await testDatabase({ service: 'organization', migrations: signInMigrations });
  db = await openDatabase({ url: database.appUrl, entities: [], applicationName: 'test' });
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});
beforeEach(() => db.transaction((tx) => tx.query('DELETE FROM sign_in_attempts')));

const attempt = (name: string, address: string | null, at = now) =>
  db.transaction((tx) => countAttempt(tx, attemptLimits(name, address), at));
const attempts = async (count: number, one: (index: number) => Promise<boolean>) => {
  const within: boolean[] = [];
  for (let index = 0; index < count; index += 1) within.push(await one(index));
  return within.filter(Boolean).length;
};

describe('OR-1 limits on guessing', () => {
  it('five for a name from one address, in parallel too', async () => {
    const within = await Promise.all(Array.from({ length: 8 }, () => attempt('zhoumin', '203.0.113.7')));
    expect(within.filter(Boolean)).toHaveLength(5);
  });

  it('a stranger who fails under a name does not keep its owner out, who comes from elsewhere', async () => {
    await attempts(20, () => attempt('zhoumin', '203.0.113.7'));
    expect(await attempt('zhoumin', '198.51.100.1')).toBe(true);
  });

  it('fifty for a name from wherever', async () => {
    expect(await attempts(60, (index) => attempt('zhoumin', `203.0.113.${index}`))).toBe(50);
  });

  it('two hundred from one address for whatever names', async () => {
    expect(await attempts(205, (index) => attempt(`name${index}`, '203.0.113.7'))).toBe(200);
  });

  it('an unknown address has no limit of its own: it may be everybody', async () => {
    expect(await attempts(205, (index) => attempt(`name${index}`, null))).toBe(205);
  });

  it('the window moves on after five minutes, also when somebody kept trying', async () => {
    expect(await attempts(6, () => attempt('zhoumin', null))).toBe(5);
    expect(await attempt('zhoumin', null, later(299))).toBe(false);
    expect(await attempt('zhoumin', null, later(300))).toBe(true);
  });

  it('a success clears the narrow count, takes one off the wide ones, and sweeps what is old', async () => {
    await attempt('old', null, later(-300));
    await attempts(5, () => attempt('zhoumin', '203.0.113.7'));
    await db.transaction((tx) => forgiveAttempts(tx, attemptLimits('zhoumin', '203.0.113.7'), now));
    const rows = await db.read((tx) => tx.query('SELECT key, attempts FROM sign_in_attempts ORDER BY key'));
    expect(rows).toEqual([
      { key: expect.stringMatching(/^account:/), attempts: 4 },
      { key: expect.stringMatching(/^address:/), attempts: 4 },
    ]);
  });

  it('keeps no name and no address', async () => {
    await attempt('zhoumin', '203.0.113.7');
    const rows = await db.read((tx) => tx.query('SELECT * FROM sign_in_attempts'));
    expect(JSON.stringify(rows)).not.toMatch(/zhoumin|203/);
  });
});
