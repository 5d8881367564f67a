import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ConcurrentChange, type Database, openDatabase } from '@shouwen/database';
import { testDatabase } from '@shouwen/testing';
import { at } from './floorFixture.ts';
import type { RotationEvent } from './rotationEvents.ts';
import { rotationMigrations } from './rotationMigrations.ts';
import { lockRotation, readRotation, saveRotation } from './rotationStore.ts';

const [a, b, visit] = [randomUUID(), randomUUID(), randomUUID()] as const;
const opened: RotationEvent = { type: 'RotationOpened', date: '2026-03-10', order: [a, b], at: at('09:00') };
const taken: RotationEvent = {
  type: 'TurnTaken',
  consultantId: a,
  visitId: visit,
  position: 1,
  turn: { kind: 'regular', place: a },
  at: at('09:05'),
};

describe('the rotation in the database', () => {
  let db: Database;
  beforeAll(async () => {
    const { appUrl } = await testDatabase({ service: 'sales-reception', migrations: rotationMigrations });
    db = await openDatabase({ url: appUrl, entities: [], applicationName: 'test' });
  });
  afterAll(() => db.close());

  const save = (siteId: string, events: readonly RotationEvent[]) =>
    db.transaction(async (tx) =>
      saveRotation(tx, {
        locked: await lockRotation(tx, siteId),
        events,
        date: '2026-03-10',
        actor: 'staff:duty',
        explanationId: randomUUID(),
      }),
    );

  it('comes back as it was written, times and all', async () => {
    const siteId = randomUUID();
    const left: RotationEvent = {
      type: 'ConsultantLeft',
      consultantId: b,
      reason: 'officialBusiness',
      announced: true,
      confirmedBy: a,
      at: at('09:10'),
    };
    const granted: RotationEvent = {
      type: 'MakeUpGranted',
      consultantId: b,
      signedBy: a,
      reason: 'r',
      at: at('09:20'),
    };
    const written = await save(siteId, [opened, taken, left, granted]);
    const read = await db.read((tx) => readRotation(tx, siteId));
    expect(read).toEqual(written);
    expect(read).toMatchObject({
      order: [b, a],
      nextPosition: 2,
      makeUps: [{ consultantId: b, missedAt: at('09:20') }],
    });
  });

  it('SR-1.11: the log keeps one entry per event in their order, and nobody may change it', async () => {
    const siteId = randomUUID();
    await save(siteId, [opened, taken]);
    const log = (await db.read((tx) =>
      tx.query(
        'SELECT kind, consultant_id, turn_position, actor FROM rotation_log WHERE site_id = $1 ORDER BY entry_no',
        [siteId],
      ),
    )) as unknown[];
    expect(log).toEqual([
      { kind: 'RotationOpened', consultant_id: null, turn_position: null, actor: 'staff:duty' },
      { kind: 'TurnTaken', consultant_id: a, turn_position: 1, actor: 'staff:duty' },
    ]);
    const change = (sql: string) => db.transaction((tx) => tx.query(sql, [siteId]));
    await expect(change('UPDATE rotation_log SET actor = $1')).rejects.toThrow('permission denied');
    await expect(change('DELETE FROM rotation_log WHERE site_id = $1')).rejects.toThrow('permission denied');
  });

  it('gives no turn twice, and lets nobody write over a newer rotation', async () => {
    const siteId = randomUUID();
    await save(siteId, [opened, taken]);
    await expect(save(siteId, [taken])).rejects.toThrow('one_turn_per_position');
    const stale = await db.read(async (tx) => ({ rotation: await readRotation(tx, siteId), version: 0 }));
    const over = db.transaction((tx) =>
      saveRotation(tx, {
        locked: stale,
        events: [opened],
        date: '2026-03-10',
        actor: 'x',
        explanationId: randomUUID(),
      }),
    );
    await expect(over).rejects.toThrow(ConcurrentChange);
  });

  it('makes the row of a new site once, however many come first', async () => {
    const siteId = randomUUID();
    const locks = await Promise.all(Array.from({ length: 5 }, () => db.transaction((tx) => lockRotation(tx, siteId))));
    expect(locks.map((locked) => locked.version)).toEqual([0, 0, 0, 0, 0]);
  });
});
