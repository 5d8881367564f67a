import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { accessMigrations } from '@shouwen/access';
import { type Database, openDatabase } from '@shouwen/database';
import { messagingMigrations } from '@shouwen/messaging';
import { testDatabase } from '@shouwen/testing';
import { conductMigrations } from './conductMigrations.ts';
import { type FoundViolation, recordViolation } from './recordViolation.ts';

const at = (time: string) => new Date(`${time}+08:00`);
const [siteId, staffId] = [randomUUID(), randomUUID()] as const;

describe('violations in the database', () => {
  let db: Database;
  beforeAll(async () => {
    const migrations = [...accessMigrations, ...messagingMigrations, ...conductMigrations];
    const { appUrl } = await testDatabase({ service: 'sales-reception', migrations });
    db = await openDatabase({ url: appUrl, entities: [], applicationName: 'test' });
  });
  afterAll(() => db.close());

  const visit = () => ({ type: 'Visit', id: randomUUID() });
  const record = (change: Partial<FoundViolation>): Promise<string> =>
    db.transaction((tx) =>
      recordViolation(tx, {
        siteId,
        staffId,
        code: 'V-17',
        occurredAt: at('2026-03-02T18:00:00'),
        at: at('2026-03-03T00:00:01'),
        reportedBy: null,
        subject: null,
        dealId: null,
        reason: 'not-registered',
        rules: ['SR-2.01'],
        newId: randomUUID,
        ...change,
      }),
    );
  const told = async (ids: readonly string[]) =>
    (await db.read((tx) =>
      tx.query('SELECT data FROM outbox WHERE aggregate_id = ANY($1) ORDER BY position', [ids]),
    )) as { data: Record<string, unknown> }[];

  it('found twice about the same person and act: one violation, told once', async () => {
    const subject = visit();
    const first = await record({ subject });
    expect(await record({ subject, at: at('2026-03-04T00:00:01') })).toBe(first);
    expect((await told([first])).map(({ data }) => data)).toMatchObject([
      { violationId: first, code: 'V-17', occurrences: 1, grave: false, subject, rules: ['SR-2.01', 'FI-3', 'V-17'] },
    ]);
  });

  it('another person, another act, another code, or no act to be known by: violations of their own', async () => {
    const subject = visit();
    const others = [{ staffId: randomUUID() }, { subject: visit() }, { code: 'V-18' }, { subject: null }];
    const ids = [await record({ subject }), ...(await Promise.all(others.map((one) => record({ subject, ...one }))))];
    expect(new Set([...ids, await record({ subject: null })]).size).toBe(6);
  });

  it('twenty who find the same at once: one violation', async () => {
    const subject = visit();
    const ids = await Promise.all(Array.from({ length: 20 }, () => record({ subject })));
    expect(new Set(ids).size).toBe(1);
    expect(await told([...new Set(ids)])).toHaveLength(1);
  });

  it('without a code it is known by its reason', async () => {
    const subject = visit();
    const first = await record({ subject, code: null, reason: 'left-for-papers' });
    expect(await record({ subject, code: null, reason: 'left-for-papers' })).toBe(first);
    expect(await record({ subject, code: null, reason: 'missed-appointment' })).not.toBe(first);
  });

  const specificBeforeGeneral = { 'V-42': 'V-51', 'V-47': 'V-48', 'V-27': 'V-47' } as const;

  it('one act, one code: the more specific one stands, whichever is found first', async () => {
    for (const [general, specific] of [...Object.entries(specificBeforeGeneral), ['V-27', 'V-48'] as const]) {
      const [subject, other] = [visit(), visit()];
      const generalFirst = await record({ subject, code: general });
      const then = await record({ subject, code: specific });
      expect(then).not.toBe(generalFirst);
      expect((await told([then])).map(({ data }) => data.supersedes)).toEqual([[generalFirst]]);
      expect(await record({ subject, code: general })).toBe(then);
      const specificFirst = await record({ subject: other, code: specific });
      expect(await record({ subject: other, code: general })).toBe(specificFirst);
    }
  });

  it('codes that have nothing to do with each other stand side by side', async () => {
    const subject = visit();
    const ids = [await record({ subject, code: 'V-27' }), await record({ subject, code: 'V-42' })];
    expect((await told(ids)).map(({ data }) => data.supersedes)).toEqual([[], []]);
  });

  it('a code of no schedule is a bug', async () => {
    await expect(record({ code: 'V-53' })).rejects.toThrow(/V-53/);
    await expect(record({ code: 'SR-7.01' })).rejects.toThrow(/SR-7.01/);
  });
});
