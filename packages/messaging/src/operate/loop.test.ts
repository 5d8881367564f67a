import { describe, expect, it } from '@jest/globals';
import type { Log } from './log.ts';
import { startLoop } from './loop.ts';

const counting = () => {
  const warned: object[] = [];
  const log: Log = { info: () => undefined, warn: (fields) => void warned.push(fields), error: () => undefined };
  return { warned, log };
};
const turns = async (number: number) => {
  for (let turn = 0; turn < number; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};
const never = 1_000_000;

/** A promise that the test keeps when it likes. */
const promised = () => {
  let keep: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => {
    keep = resolve;
  });
  return { promise, keep };
};

describe('a loop', () => {
  it('goes on at once while there is more, and rests when there is nothing', async () => {
    let rounds = 0;
    const round = async () => (++rounds < 5 ? ('more' as const) : ('nothing' as const));
    const loop = startLoop({ name: 'x', pauseMilliseconds: never, log: counting().log, round });
    await turns(20);
    expect(rounds).toBe(5);
    await loop.stop();
  });

  it('is woken from its rest, and a call that comes in the middle of a round is not lost', async () => {
    let rounds = 0;
    const second = promised();
    const round = async () => {
      rounds += 1;
      if (rounds === 2) await second.promise;
      return 'nothing' as const;
    };
    const loop = startLoop({ name: 'x', pauseMilliseconds: never, log: counting().log, round });
    await turns(3);
    loop.wake();
    await turns(3);
    expect(rounds).toBe(2);
    loop.wake();
    second.keep();
    await turns(3);
    expect(rounds).toBe(3);
    await loop.stop();
  });

  it('backs off after an error, 0.1 s and then twice as long; only an urgent call ends that', async () => {
    let rounds = 0;
    const round = async () => {
      rounds += 1;
      throw new Error(`round ${rounds}`);
    };
    const { warned, log } = counting();
    const loop = startLoop({ name: 'x', pauseMilliseconds: never, log, round });
    for (let call = 0; call < 12; call += 1) {
      await turns(3);
      loop.wake();
      await turns(3);
      expect(rounds).toBe(call + 1);
      loop.wake(true);
    }
    expect(warned.slice(0, 3)).toEqual([
      { loop: 'x', backOffMilliseconds: 100, error: 'Error: round 1' },
      { loop: 'x', backOffMilliseconds: 200, error: 'Error: round 2' },
      { loop: 'x', backOffMilliseconds: 400, error: 'Error: round 3' },
    ]);
    expect(warned[11]).toMatchObject({ backOffMilliseconds: 30_000 });
    await loop.stop();
  });

  it('stops after the running round', async () => {
    const first = promised();
    let finished = false;
    const round = async () => {
      await first.promise;
      finished = true;
      return 'more' as const;
    };
    const loop = startLoop({ name: 'x', pauseMilliseconds: never, log: counting().log, round });
    await turns(1);
    const stopped = loop.stop();
    first.keep();
    await stopped;
    expect(finished).toBe(true);
  });
});
