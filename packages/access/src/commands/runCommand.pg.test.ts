import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ConcurrentChange, type Database, type Migration, openDatabase, type Tx } from '@shouwen/database';
import { reasoning, text } from '@shouwen/kernel';
import { type TestDatabase, testDatabase } from '@shouwen/testing';
import { BadInput, NotSignedIn } from '../errors.ts';
import { accessMigrations } from '../migrations.ts';
import { anonymous, type Viewer } from '../viewer/viewer.ts';
import { forgetKeys } from './commandKeyStore.ts';
import { done, refusedWith } from './commandResult.ts';
import { type Command, runCommand } from './runCommand.ts';

const now = new Date('2026-03-02T09:28:00+08:00');
const zhoumin: Viewer = { kind: 'staff', staffId: 'zhoumin', sessionId: 's1', grants: {} };
const chenjing: Viewer = { kind: 'staff', staffId: 'chenjing', sessionId: 's2', grants: {} };

const effects: Migration = {
  name: '20261122_01_effect',
  up: async (tx) => void (await tx.query('CREATE TABLE effect (number int)')),
};

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await testDatabase({ service: 'access', migrations: [...accessMigrations, effects] });
  db = await openDatabase({ url: database.appUrl, entities: [], applicationName: 'access-test' });
});
afterAll(async () => {
  await db?.close();
  await database?.drop();
});
beforeEach(() => db.transaction((tx) => tx.query('DELETE FROM effect')));

const command = (change: Partial<Command>): Command => ({
  db,
  viewer: zhoumin,
  name: 'recordEffect',
  idempotencyKey: 'key-1',
  input: { number: 1 },
  now,
  ...change,
});

const addEffect = async (tx: Tx) => {
  await tx.query('INSERT INTO effect VALUES (1)');
  const [row] = (await tx.query('SELECT gen_random_uuid() AS id')) as [{ id: string }];
  return done({ id: row.id, at: now });
};

const refuse = async (tx: Tx) => {
  await tx.query('INSERT INTO effect VALUES (1)');
  const message = text('没有人', 'Nobody');
  return refusedWith({ code: 'NOBODY', rule: null, message }, reasoning(now).explain('NOBODY', message));
};

const effectCount = async () => (await db.read((tx) => tx.query('SELECT count(*)::int AS n FROM effect')))[0].n;
const keyCount = async (key: string) =>
  (await db.read((tx) => tx.query('SELECT count(*)::int AS n FROM idempotency WHERE key = $1', [key])))[0].n;

describe('F24 a command runs once for its key', () => {
  it('fifty times in parallel: one effect, one answer', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => runCommand(command({ idempotencyKey: 'fifty' }), addEffect)),
    );
    expect(await effectCount()).toBe(1);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ outcome: 'accepted', result: { at: now.toISOString() } });
  });

  it('with another payload: refused, and nothing happens', async () => {
    await runCommand(command({ idempotencyKey: 'payload' }), addEffect);
    const other = await runCommand(command({ idempotencyKey: 'payload', input: { number: 2 } }), addEffect);
    expect(other).toMatchObject({ outcome: 'refused', refusal: { code: 'IDEMPOTENCY_MISMATCH', retryable: false } });
    const otherAct = await runCommand(command({ idempotencyKey: 'payload', name: 'undoEffect' }), addEffect);
    expect(otherAct).toMatchObject({ outcome: 'refused', refusal: { code: 'IDEMPOTENCY_MISMATCH' } });
    expect(await effectCount()).toBe(1);
  });

  it('with the same payload in another order of fields: the stored answer', async () => {
    const first = await runCommand(command({ idempotencyKey: 'order', input: { a: 1, b: 2 } }), addEffect);
    const again = await runCommand(command({ idempotencyKey: 'order', input: { b: 2, a: 1 } }), addEffect);
    expect(again).toEqual(first);
  });

  it('by another user: an effect of its own', async () => {
    const mine = await runCommand(command({ idempotencyKey: 'shared' }), addEffect);
    const theirs = await runCommand(command({ idempotencyKey: 'shared', viewer: chenjing }), addEffect);
    expect(theirs).not.toEqual(mine);
    expect(await effectCount()).toBe(2);
  });

  it('after a crash before the commit: runs again; after one behind it: the stored answer', async () => {
    const crash = async (tx: Tx) => {
      await addEffect(tx);
      throw new Error('process killed');
    };
    await expect(runCommand(command({ idempotencyKey: 'crash' }), crash)).rejects.toThrow('process killed');
    expect([await effectCount(), await keyCount('crash')]).toEqual([0, 0]);
    const first = await runCommand(command({ idempotencyKey: 'crash' }), addEffect);
    const second = await runCommand(command({ idempotencyKey: 'crash' }), crash);
    expect(second).toEqual(first);
    expect(await effectCount()).toBe(1);
  });

  it('refused: leaves nothing, not even the key', async () => {
    const refused = await runCommand(command({ idempotencyKey: 'refused' }), refuse);
    expect(refused).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'NOBODY' },
      explanation: { outcome: 'NOBODY' },
    });
    expect([await effectCount(), await keyCount('refused')]).toEqual([0, 0]);
    expect(await runCommand(command({ idempotencyKey: 'refused' }), addEffect)).toMatchObject({ outcome: 'accepted' });
  });

  it('two at once of which the first is refused: the second is decided anew', async () => {
    let release = () => {};
    const entered = new Promise<void>((resolve) => {
      release = resolve;
    });
    const first = runCommand(command({ idempotencyKey: 'anew' }), async (tx) => {
      release();
      return refuse(tx);
    });
    await entered;
    const second = runCommand(command({ idempotencyKey: 'anew' }), addEffect);
    expect((await first).outcome).toBe('refused');
    expect((await second).outcome).toBe('accepted');
    expect(await effectCount()).toBe(1);
  });

  it('still in progress when the lock timeout ends: a retryable conflict', async () => {
    let finish = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    let entered = () => {};
    const inside = new Promise<void>((resolve) => {
      entered = resolve;
    });
    const slow = runCommand(command({ idempotencyKey: 'slow' }), async (tx) => {
      entered();
      await finished;
      return addEffect(tx);
    });
    await inside;
    const impatient = await runCommand(command({ idempotencyKey: 'slow' }), addEffect);
    finish();
    expect(impatient).toMatchObject({ outcome: 'refused', refusal: { code: 'CONFLICT', retryable: true } });
    expect((await slow).outcome).toBe('accepted');
    expect(await effectCount()).toBe(1);
  });

  it('a row that somebody else changed first is a retryable conflict too', async () => {
    const result = await runCommand(command({ idempotencyKey: 'changed' }), async () => {
      throw new ConcurrentChange('unit');
    });
    expect(result).toMatchObject({ outcome: 'refused', refusal: { code: 'CONFLICT', retryable: true } });
  });
});

describe('who may send which key', () => {
  it('nobody runs commands without signing in', async () => {
    await expect(runCommand(command({ viewer: anonymous }), addEffect)).rejects.toThrow(NotSignedIn);
  });

  it.each([
    ['', false],
    ['x', true],
    ['x'.repeat(100), true],
    ['x'.repeat(101), false],
    ['a b', false],
    ['键', false],
  ])('key %j', async (idempotencyKey, good) => {
    const run = runCommand(command({ idempotencyKey }), addEffect);
    if (good) expect((await run).outcome).toBe('accepted');
    else await expect(run).rejects.toThrow(BadInput);
  });

  it('keys are forgotten after their time, not before', async () => {
    await runCommand(command({ idempotencyKey: 'old' }), addEffect);
    await db.transaction((tx) => forgetKeys(tx, now));
    expect(await keyCount('old')).toBe(1);
    await db.transaction((tx) => forgetKeys(tx, new Date(now.getTime() + 1)));
    expect(await keyCount('old')).toBe(0);
  });
});
