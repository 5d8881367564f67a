import { describe, expect, it } from '@jest/globals';
import { lanes } from './lane.ts';

describe('lanes', () => {
  it('lets only so many through at once per key, in the order of arrival, and others past', async () => {
    const inLane = lanes(2);
    const log: string[] = [];
    const open: (() => void)[] = [];
    const work = (name: string) => () =>
      new Promise<string>((done) => {
        log.push(name);
        open.push(() => done(name));
      });
    const all = [inLane('a', work('a1')), inLane('a', work('a2')), inLane('a', work('a3')), inLane('b', work('b1'))];
    await Promise.resolve();
    expect(log).toEqual(['a1', 'a2', 'b1']);
    open[0]?.();
    expect(await all[0]).toBe('a1');
    await Promise.resolve();
    expect(log).toEqual(['a1', 'a2', 'b1', 'a3']);
    for (const finish of open) finish();
    expect(await Promise.all(all)).toEqual(['a1', 'a2', 'a3', 'b1']);
  });

  it('goes on after work that failed', async () => {
    const inLane = lanes(1);
    const failing = inLane('a', () => Promise.reject(new Error('no')));
    const next = inLane('a', () => Promise.resolve('yes'));
    await expect(failing).rejects.toThrow('no');
    expect(await next).toBe('yes');
  });
});
