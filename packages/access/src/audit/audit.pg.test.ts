import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Database, openDatabase } from '@shouwen/database';
import { type TestDatabase, testDatabase } from '@shouwen/testing';
import { accessMigrations } from '../migrations.ts';
import { anonymous, type Viewer } from '../viewer/viewer.ts';
import { type AuditRecord, appendAudit, appendAudits } from './appendAudit.ts';
import { type AuditEntry, chainStart, entryHash } from './auditEntry.ts';
import { auditColumns, auditEntriesAfter, insertAuditEntries } from './auditStore.ts';
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

/** As the first version hashed them. */
const oldLines = [
  { seq: 1, hash: 'a49d9e1a2b1b5f68ed97a6adeb956a05e2d3bd30c51bf64dcb287f050938134b' },
  { seq: 2, hash: 'b05eef89399fa7ff8329f442a72dee95cdf3dd3df34da03a18e9a46454c2b747' },
];

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
      expect(await app.read((tx) => verifyAuditChain(tx, { batchSize: batch }))).toMatchObject({
        intact: true,
        entries: 20,
      });
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

  it('is verified in parts too, each behind the last', async () => {
    const part = (afterSeq: number, most: number) => app.read((tx) => verifyAuditChain(tx, { afterSeq, most }));
    expect(await part(0, 7)).toMatchObject({ intact: true, entries: 7 });
    expect(await part(7, 13)).toMatchObject({ intact: true, entries: 20 });
    expect(await part(20, 5)).toMatchObject({ intact: true, entries: 20 });
    expect(await part(21, 5)).toEqual({ intact: false, brokenAt: 21, because: 'missing' });
  });

  it('CR-2.04 keeps which client, which field, by which grant and from where', async () => {
    const clientId = '019b8a00-0003-7000-8000-00000000000A';
    const undo = new Error('undo');
    const act = app.transaction(async (tx) => {
      const details = { clientId, detail: 'phone', ground: 'site-role', clientAddress: '10.1.2.3' };
      await appendAudits(tx, [
        { ...record(1), resource: { type: 'File', id: 'f1' }, ...details },
        { ...record(2), resource: { type: 'Client', id: clientId } },
        { ...record(3), resource: { type: 'Client', id: 'none' } },
      ]);
      const [file, client, none] = (await tx.query(
        `SELECT ${auditColumns} FROM audit_entry WHERE seq > 20 ORDER BY seq`,
      )) as AuditEntry[];
      expect(file).toMatchObject({ ...details, clientId: clientId.toLowerCase(), form: 2 });
      expect(client).toMatchObject({ clientId: clientId.toLowerCase(), detail: null });
      expect(none).toMatchObject({ clientId: null });
      expect(await verifyAuditChain(tx)).toMatchObject({ intact: true, entries: 23, wentBackAt: null });
      throw undo;
    });
    await expect(act).rejects.toBe(undo);
  });

  it('still verifies lines from before these details, and takes no line of today for one of them', async () => {
    const undo = new Error('undo');
    const attack = admin.transaction(async (tx) => {
      await tx.query('ALTER TABLE audit_entry DISABLE TRIGGER USER');
      await tx.query('DELETE FROM audit_entry');
      let previousHash = chainStart;
      for (const line of oldLines) {
        await tx.query(
          `INSERT INTO audit_entry (seq, at, actor, action, resource_type, resource_id, decision, previous_hash, hash)
           VALUES ($1, $2, 'anonymous', 'signIn', 'Staff', 'none', 'refused', $3, $4)`,
          [line.seq, now, previousHash, line.hash],
        );
        previousHash = line.hash;
      }
      await appendAudit(tx, record(3));
      expect(await verifyAuditChain(tx)).toMatchObject({ intact: true, entries: 3 });
      await tx.query('UPDATE audit_entry SET form = 1 WHERE seq = 3');
      expect(await verifyAuditChain(tx)).toEqual({ intact: false, brokenAt: 3, because: 'altered' });
      throw undo;
    });
    await expect(attack).rejects.toBe(undo);
  });

  it.each([
    ['within what the network may correct', 5_000, null],
    ['beyond it', 5_001, 21],
  ])('S35 a clock that was set back is told, %s', async (_, byMilliseconds, wentBackAt) => {
    const undo = new Error('undo');
    const attack = admin.transaction(async (tx) => {
      const [last] = await auditEntriesAfter(tx, 19, 1);
      if (!last?.entry.keptAt) throw new Error('no last line');
      const keptAt = new Date(last.entry.keptAt.getTime() - byMilliseconds);
      const entry = { ...last.entry, seq: 21, keptAt };
      const hash = entryHash(last.hash, entry);
      await insertAuditEntries(tx, [{ entry, previousHash: last.hash, hash }]);
      expect(await verifyAuditChain(tx)).toMatchObject({ intact: true, entries: 21, wentBackAt });
      throw undo;
    });
    await expect(attack).rejects.toBe(undo);
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
