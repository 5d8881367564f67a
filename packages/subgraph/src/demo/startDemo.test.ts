import { beforeEach, describe, expect, it } from '@jest/globals';
import { anonymous } from '@shouwen/access';
import { DatabaseUnavailable } from '@shouwen/database';
import { reasoning, text } from '@shouwen/kernel';
import pino from 'pino';
import type { Service, World } from '../context.ts';
import { demoStage, RefusedForNow } from './demoStage.ts';
import { type RunningDemo, startDemo } from './startDemo.ts';

const at = new Date('2026-10-12T09:00:00+08:00');
const nothing = { migrations: [], resolvers: {}, consumers: [] };
const logged: string[] = [];
const world = {
  log: pino({ level: 'info' }, { write: (line: string) => void logged.push(line) }),
} as unknown as World;

const serviceWith = (demo: NonNullable<Service['demo']>): Service => ({ ...nothing, demo });

beforeEach(() => {
  logged.length = 0;
});

describe('a demo that is loaded behind the back of its service', () => {
  it('is what the service waits for before it calls itself ready', async () => {
    let finish = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const demo = startDemo(
      serviceWith(() => finished),
      world,
    );
    await expect(demo.loaded()).rejects.toThrow('still being loaded');
    finish();
    await demo.stop();
    await expect(demo.loaded()).resolves.toBeUndefined();
  });

  it('does not keep the house from opening when it fails, and says so', async () => {
    const demo = startDemo(
      serviceWith(async () => {
        throw new Error('no such site');
      }),
      world,
    );
    await new Promise(setImmediate);
    await expect(demo.loaded()).resolves.toBeUndefined();
    expect(logged.join()).toContain('the demo could not be loaded');
  });

  it('stops between two steps, without complaint', async () => {
    const acts: number[] = [];
    const demo = startDemo(
      serviceWith(async (_, stage) => {
        stage.as(anonymous, at);
        acts.push(1);
        await stage.until('the end of the world', async () => false);
        acts.push(2);
      }),
      world,
    );
    await demo.stop();
    expect(acts).toEqual([1]);
    expect(logged.join()).not.toContain('could not');
  });
});

describe('a demo in trouble', () => {
  const patience = { readyAfterMilliseconds: 60_000, attempts: 3, pauseMilliseconds: 1 };
  const failing = (error: Error) => {
    const tries: number[] = [];
    const service = serviceWith(async () => {
      tries.push(1);
      throw error;
    });
    return { tries, service };
  };
  const over = async (demo: RunningDemo): Promise<void> => {
    const isLoading = () =>
      demo.loaded().then(
        () => false,
        () => true,
      );
    while (await isLoading()) await new Promise(setImmediate);
  };

  it('tries again while the database is away, and gives up after a while', async () => {
    const { tries, service } = failing(new DatabaseUnavailable('down'));
    await over(startDemo(service, world, patience));
    expect(tries).toHaveLength(3);
    expect(logged.join()).toContain('could not be loaded');
  });

  it('does not try again what was refused for good', async () => {
    const { tries, service } = failing(new Error('no such unit'));
    await over(startDemo(service, world, patience));
    expect(tries).toHaveLength(1);
  });

  it('lets its service be ready when it takes too long', async () => {
    const demo = startDemo(
      serviceWith((_, stage) => stage.until('doomsday', async () => false)),
      world,
      { ...patience, readyAfterMilliseconds: -1 },
    );
    await expect(demo.loaded()).resolves.toBeUndefined();
    await demo.stop();
  });
});

describe('the stage of a demo', () => {
  const stage = demoStage(world);

  it('sets the time of a request and of the ids made in it', () => {
    const { now, newId } = stage.as(anonymous, at);
    expect(now).toEqual(at);
    expect(newId().replaceAll('-', '').slice(0, 12)).toBe(at.getTime().toString(16).padStart(12, '0'));
    expect(newId()).not.toBe(newId());
  });

  it('waits until something holds', async () => {
    let asked = 0;
    await stage.until('the third time', async () => {
      asked += 1;
      return asked === 3;
    });
    expect(asked).toBe(3);
  });

  it('takes no refusal for an answer', () => {
    expect(stage.accepted('opening', { outcome: 'accepted', result: 7 })).toBe(7);
    const message = text('不行', 'No.');
    const refusal = { code: 'NO', rule: null, message };
    const explanation = reasoning(at).explain('NO', message);
    const answer = (retryable: boolean) => () =>
      stage.accepted('opening', { outcome: 'refused', refusal: { ...refusal, retryable }, explanation });
    expect(answer(false)).toThrow('opening was refused');
    expect(answer(false)).not.toThrow(RefusedForNow);
    expect(answer(true)).toThrow(RefusedForNow);
  });
});
