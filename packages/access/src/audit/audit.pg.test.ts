import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Database, openDatabase } from '@shouwen/database';
import { type TestDatabase, testDatabase } from '@shouwen/testing';
import { accessMigrations } from '../migrations.ts';
import { anonymous, type Viewer } from '../viewer/viewer.ts';
import { type AuditRecord, appendAudit } from './appendAudit.ts';
import { verifyAuditChain } from './verifyAuditChain.ts';

const now = new Date('2026-03-02T09:28:00+08:00');
const hanbing: Viewer = { kind: 'staff', staffId: 'hanbing', sessionId: 's1', grants: {} };
const record = (number: number): AuditRecord => ({
  at: now,
  actor: number % 2 ? hanbing : anonymous,
  siteId: number % 3 ? null : '019b8a00-0001-7000-8000-000000000001',
  action: 'client.unmask',
  resource: { type: 'client', id: `client-${number}` },
  decision: 'allowed',
  reason: '回访',
});

describe('the audit trail', () => {
  let database: TestDatabase;
  let app: Database;
  let admin: Database;

  beforeAll(async () => {
    database = await testDatabase({ service: 'access', migrations: accessMigrations });
    app = await openDatabase({ url: database.appUrl, entities: [], applicationName: 'access-test' });
    admin = await openDatabase({ url: database.adminUrl, entities: [], applicationName: 'access-test' });
    await Promise.all(
      Array.from({ length: 20 }, (_, index) => app.transaction((tx) => appendAudit(tx, record(index)))),
    );
  });
  afterAll(async () => {
    await Promise.all([app?.close(), admin?.close()]);
    await database?.drop();
  });

  it('is one unbroken chain after twenty appenders at once, read in batches of any size', async () => {
    for (const batch of [1, 7, 20, 1000]) {
      expect(await app.read((tx) => verifyAuditChain(tx, batch))).toMatchObject({ intact: true, entries: 20 });
    }
  });

  it('loses the line with the transaction it tells of', async () => {
    const act = app.transaction(async (tx) => {
      await appendAudit(tx, record(99));
      throw new Error('rolled back');
    });
    await expect(act).rejects.toThrow('rolled back');
    expect(await app.read((tx) => verifyAuditChain(tx))).toMatchObject({ intact: true, entries: 20 });
  });

  const tampering = ['UPDATE audit_entry SET reason = null', 'DELETE FROM audit_entry', 'TRUNCATE audit_entry'];

  it.each(tampering)('the application has no grant for %s', async (sql) => {
    await expect(app.transaction((tx) => tx.query(sql))).rejects.toThrow(/permission denied/);
  });

  it.each(tampering)('a trigger stops even the superuser with %s', async (sql) => {
    await expect(admin.transaction((tx) => tx.query(sql))).rejects.toThrow(/only grows/);
  });

  it.each([
    [
      'an altered line',
      `UPDATE audit_entry SET resource_id = 'other' WHERE seq = 5`,
      { brokenAt: 5, because: 'altered' },
    ],
    [
      'a moved time',
      `UPDATE audit_entry SET at = at - interval '1 hour' WHERE seq = 7`,
      { brokenAt: 7, because: 'altered' },
    ],
    ['a line cut out', 'DELETE FROM audit_entry WHERE seq = 5', { brokenAt: 5, because: 'missing' }],
    [
      'a line cut out and the rest moved up',
      `DELETE FROM audit_entry WHERE seq = 5; UPDATE audit_entry SET seq = -seq WHERE seq > 5;
       UPDATE audit_entry SET seq = -seq - 1 WHERE seq < 0`,
      { brokenAt: 5, because: 'unlinked' },
    ],
  ])('whoever gets past both walls is found out: %s', async (_, sql, found) => {
    const undo = new Error('undo');
    const attack = admin.transaction(async (tx) => {
      await tx.query('ALTER TABLE audit_entry DISABLE TRIGGER USER');
      await tx.query(sql);
      expect(await verifyAuditChain(tx)).toEqual({ intact: false, ...found });
      throw undo;
    });
    await expect(attack).rejects.toBe(undo);
  });

  it.each([
    ['half a character', { reason: 'a\ud800b' }],
    ['a NUL', { reason: 'a\0b' }],
    ['a site in capitals', { siteId: '019B8A00-0001-7000-8000-00000000000A' }],
    ['a name of nothing', { resource: { type: 'client', id: '\udc00' } }],
  ])('no text that a caller chooses breaks it: %s', async (_, chosen) => {
    const undo = new Error('undo');
    const act = app.transaction(async (tx) => {
      await appendAudit(tx, { ...record(1), ...chosen });
      expect(await verifyAuditChain(tx)).toMatchObject({ intact: true, entries: 21 });
      throw undo;
    });
    await expect(act).rejects.toBe(undo);
  });

  it('a tail cut off shows only against a head kept elsewhere', async () => {
    const before = await app.read((tx) => verifyAuditChain(tx));
    const undo = new Error('undo');
    const attack = admin.transaction(async (tx) => {
      await tx.query('ALTER TABLE audit_entry DISABLE TRIGGER USER');
      await tx.query('DELETE FROM audit_entry WHERE seq > 18');
      const after = await verifyAuditChain(tx);
      expect(after).toMatchObject({ intact: true, entries: 18 });
      expect(after).not.toEqual(before);
      throw undo;
    });
    await expect(attack).rejects.toBe(undo);
  });
});
