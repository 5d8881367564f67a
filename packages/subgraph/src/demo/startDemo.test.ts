import { beforeEach, describe, expect, it } from '@jest/globals';
import { anonymous } from '@shouwen/access';
import { reasoning, text } from '@shouwen/kernel';
import pino from 'pino';
import type { Service, World } from '../context.ts';
import { demoStage } from './demoStage.ts';
import { startDemo } from './startDemo.ts';

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
    expect(() => stage.accepted('opening', { outcome: 'refused', refusal, explanation })).toThrow(
      'opening was refused',
    );
  });
});
