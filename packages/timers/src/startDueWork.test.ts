import { describe, expect, it } from '@jest/globals';
import type { Database } from '@shouwen/database';
import type { DueWork } from './dueWork.ts';
import { startDueWork } from './startDueWork.ts';

const now = new Date('2026-03-10T09:00:00+08:00');

const startWith = (works: readonly DueWork[], after?: Promise<void>) =>
  startDueWork({
    works,
    after,
    db: {} as Database,
    newId: () => 'id',
    clock: () => now,
    log: { warn: () => undefined },
    everyMilliseconds: 1,
  });

describe('due work', () => {
  it('is looked at again and again, and one that fails does not stop the others', async () => {
    const seen = new Promise<void>((resolve) => {
      let looks = 0;
      const runner = startWith([
        { name: 'fails', batch: () => Promise.reject(new Error('broken')) },
        {
          name: 'works',
          batch: async (_, due) => {
            expect(due).toEqual({ now, siteId: null });
            looks += 1;
            if (looks === 3) void runner.stop().then(resolve);
            return 0;
          },
        },
      ]);
    });
    await seen;
  });

  it('waits for what it has to come after', async () => {
    const order: string[] = [];
    let finish = (): void => undefined;
    const before = new Promise<void>((resolve) => {
      finish = () => {
        order.push('before');
        resolve();
      };
    });
    const done = new Promise<void>((resolve) => {
      const runner = startWith(
        [
          {
            name: 'works',
            batch: async () => {
              order.push('work');
              void runner.stop().then(resolve);
              return 0;
            },
          },
        ],
        before,
      );
    });
    await Promise.resolve().then(finish);
    await done;
    expect(order).toEqual(['before', 'work']);
  });

  it('stops also while it waits', async () => {
    await startWith([], new Promise(() => undefined)).stop();
  });
});
