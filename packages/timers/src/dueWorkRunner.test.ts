import { describe, expect, it } from '@jest/globals';
import type { Database } from '@shouwen/database';
import type { DueWork } from './dueWork.ts';
import { startDueWork } from './startDueWork.ts';

const now = new Date('2026-06-11T00:00:00+08:00');
const noDatabase = undefined as unknown as Database;

/** Something that is waited for, and the one who lets it happen. */
const gate = () => {
  let open = (): void => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
};

const start = (works: readonly DueWork[], warnings: { fields: object; message: string }[] = []) =>
  startDueWork({
    works,
    db: noDatabase,
    newId: () => 'id',
    clock: () => now,
    log: { warn: (fields, message) => void warnings.push({ fields, message }) },
    everyMilliseconds: 1,
  });

describe('startDueWork', () => {
  it('one that throws stops neither the others nor the next look, and is told of', async () => {
    const warnings: { fields: object; message: string }[] = [];
    const [failedTwice, didTwice] = [gate(), gate()];
    let [failed, did] = [0, 0];
    const bad: DueWork = {
      name: 'bad',
      batch: async () => {
        if (++failed === 2) failedTwice.open();
        throw new Error('no');
      },
    };
    const good: DueWork = {
      name: 'good',
      batch: async (_, { now: at, siteId }) => {
        expect({ at, siteId }).toEqual({ at: now, siteId: null });
        if (++did === 2) didTwice.open();
        return 0;
      },
    };
    const runner = start([bad, good], warnings);
    await Promise.all([failedTwice.passed, didTwice.passed]);
    await runner.stop();
    expect(warnings[0]).toMatchObject({ fields: { work: 'bad', err: expect.any(Error) } });
    expect(warnings.every(({ fields }) => 'work' in fields && fields.work === 'bad')).toBe(true);
  });

  it('goes on within a look until nothing is due', async () => {
    const emptied = gate();
    const left = [3, 2, 1, 0];
    const asked: number[] = [];
    const runner = start([
      {
        name: 'work',
        batch: async () => {
          const count = left.shift() ?? 0;
          asked.push(count);
          if (count === 0) emptied.open();
          return count;
        },
      },
    ]);
    await emptied.passed;
    await runner.stop();
    expect(asked.slice(0, 4)).toEqual([3, 2, 1, 0]);
  });

  it('stop waits for the batch that runs, and begins no other work', async () => {
    const [begun, mayEnd] = [gate(), gate()];
    let ended = false;
    let others = 0;
    const slow: DueWork = {
      name: 'slow',
      batch: async () => {
        begun.open();
        await mayEnd.passed;
        ended = true;
        return 0;
      },
    };
    const runner = start([slow, { name: 'other', batch: async () => ++others && 0 }]);
    await begun.passed;
    const stopped = runner.stop().then(() => ended);
    expect(await Promise.race([stopped, Promise.resolve('still running')])).toBe('still running');
    mayEnd.open();
    expect(await stopped).toBe(true);
    expect(others).toBe(0);
  });

  it('stop ends between two batches of much work: the rest stays due', async () => {
    const begun = gate();
    let batches = 0;
    const endless: DueWork = {
      name: 'endless',
      batch: async () => {
        if (++batches === 3) begun.open();
        // As a database would: the next batch is not at hand at once.
        await new Promise((resolve) => setImmediate(resolve));
        return 1;
      },
    };
    const runner = start([endless]);
    await begun.passed;
    await runner.stop();
    const atTheEnd = batches;
    await Promise.resolve();
    expect(batches).toBe(atTheEnd);
  });
});
