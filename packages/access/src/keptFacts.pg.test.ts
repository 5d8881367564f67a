import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Database, openDatabase } from '@shouwen/database';
import { reasoning, text } from '@shouwen/kernel';
import { type TestDatabase, testDatabase } from '@shouwen/testing';
import { BadInput } from './errors.ts';
import { explanationsAbout, explanationsOf, saveExplanation } from './explanations/explanationStore.ts';
import { accessMigrations } from './migrations.ts';
import { loadPolicyVersions, savePolicyVersion } from './policies/policyVersionStore.ts';

const riverside = '019b8a00-0001-7000-8000-000000000001';
const idOf = (number: number) => `019b8a00-0009-7000-8000-${String(number).padStart(12, '0')}`;
const march = new Date('2026-03-01T00:00:00+08:00');
const april = new Date('2026-04-01T00:00:00+08:00');

let database: TestDatabase;
let db: Database;
beforeAll(async () => {
  database = await testDatabase({ service: 'access', migrations: accessMigrations });
  db = await openDatabase({ url: database.appUrl, entities: [], applicationName: 'access-test' });
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});

describe('kept explanations', () => {
  const explanation = reasoning(march)
    .apply('SR-1.01')
    .reject('SR-1.02', text('未到', 'not yet'))
    .fact('arrivedAt', '09:28', march)
    .fact('present', ['陈静'])
    .under({ name: 'rotation', preset: 'one-month', version: 1 })
    .explain('NEXT_IN_TURN', text('轮到陈静', "It is Chen Jing's turn"));

  it('come back as they were, with their times, by id and by what they are about', async () => {
    const saved = { id: idOf(1), subject: { type: 'visit', id: 'v1' }, siteId: riverside, explanation };
    await db.transaction((tx) => saveExplanation(tx, saved));
    expect(await db.read((tx) => explanationsOf(tx, [idOf(1), idOf(2)]))).toEqual(new Map([[idOf(1), saved]]));
    expect(await db.read((tx) => explanationsAbout(tx, { type: 'visit', id: 'v1' }))).toEqual([saved]);
    expect(await db.read((tx) => explanationsAbout(tx, { type: 'visit', id: 'v2' }))).toEqual([]);
  });

  it('are never changed', async () => {
    const change = db.transaction((tx) => tx.query(`UPDATE explanation SET subject_id = 'v2'`));
    await expect(change).rejects.toThrow(/permission denied/);
  });
});

describe('policy versions', () => {
  type Params = { readonly days: number };
  const save = (id: number, siteId: string | null, effectiveFrom: Date, params: Params) =>
    db.transaction((tx) =>
      savePolicyVersion(tx, {
        id: idOf(id),
        name: 'ownership',
        siteId,
        preset: 'one-month',
        effectiveFrom,
        params,
        actor: 'staff:zhoumin',
        at: march,
      }),
    );

  it('count up by site, and the company counts for itself', async () => {
    expect(await save(1, riverside, march, { days: 30 })).toMatchObject({ version: 1 });
    expect(await save(2, riverside, april, { days: 31 })).toMatchObject({ version: 2 });
    expect(await save(3, null, march, { days: 7 })).toMatchObject({ version: 1 });
    const versions = await db.read((tx) => loadPolicyVersions<Params>(tx, 'ownership', riverside));
    expect(versions).toEqual([
      { name: 'ownership', preset: 'one-month', version: 1, effectiveFrom: march, params: { days: 30 } },
      { name: 'ownership', preset: 'one-month', version: 2, effectiveFrom: april, params: { days: 31 } },
    ]);
    expect(await db.read((tx) => loadPolicyVersions(tx, 'ownership', null))).toHaveLength(1);
    expect(await db.read((tx) => loadPolicyVersions(tx, 'rotation', riverside))).toEqual([]);
  });

  it('never take effect at or before the one they supersede', async () => {
    await expect(save(4, riverside, april, { days: 1 })).rejects.toThrow(BadInput);
    expect(await save(5, riverside, new Date(april.getTime() + 1), { days: 1 })).toMatchObject({ version: 3 });
  });

  it('two at once get two numbers', async () => {
    const one = save(6, null, new Date('2026-05-01T00:00:00Z'), { days: 1 });
    const two = save(7, null, new Date('2026-06-01T00:00:00Z'), { days: 2 });
    const saved = (await Promise.allSettled([one, two])).flatMap((each) =>
      each.status === 'fulfilled' ? [each.value.version] : [],
    );
    expect(new Set(saved).size).toBe(saved.length);
    expect(saved).toContain(2);
  });
});
