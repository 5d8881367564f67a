import { describe, expect, it } from '@jest/globals';
import { together } from './together.ts';

const whenAborted = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('gave up')), { once: true });
  });

describe('tasks side by side', () => {
  it('give their results in their order', async () => {
    expect(await together(undefined, [async () => 1, async () => 'two'])).toEqual([1, 'two']);
  });

  it('give up when one fails, and the first failure is the one that is told', async () => {
    let gaveUp = false;
    const patient = (signal: AbortSignal) =>
      whenAborted(signal).finally(() => {
        gaveUp = true;
      });
    const failing = async () => Promise.reject(new Error('no port'));
    await expect(together(undefined, [patient, failing])).rejects.toThrow('no port');
    expect(gaveUp).toBe(true);
  });

  it('hear of an abort from outside', async () => {
    const outside = new AbortController();
    const running = together(outside.signal, [whenAborted, whenAborted]);
    outside.abort();
    await expect(running).rejects.toThrow('gave up');
  });
});
