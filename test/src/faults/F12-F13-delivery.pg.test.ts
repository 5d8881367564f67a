import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { onThisMachine, patienceSeconds, until } from '@shouwen/testing';
import { type Bench, openBench } from './bench.ts';
import { deposits, fill, send } from './load.ts';

const name = 'adder/sender';

describe('the stream delivers', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await openBench();
  });
  afterEach(() => bench.stop());

  it('F12: everything twice, after the window, and three in ten are refused at random: 1,000 events, effects once', async () => {
    const settings = { duplicateWindowSeconds: 0.1 };
    const sender = await bench.start('sender', { settings });
    const hearer = await bench.start('hearer', { receive: 'refusing', seed: 12, settings });
    await send(bench, deposits(1_000, 50), { sender: () => sender, atOnce: 4, perCommand: 10 });
    expect(await bench.violations(patienceSeconds)).toEqual([]);
    await pause(150);
    await bench.databases.sender.transaction((tx) => tx.query('update outbox set published_at = null'));
    await until('all came twice', {
      ask: async () => (await hearer.status()).consumers[name]?.duplicate ?? 0,
      good: (duplicates) => duplicates >= 1_000,
    });
    expect(await bench.violations(patienceSeconds)).toEqual([]);
  }, 300_000);

  // The catalogue asks for 500 aggregates; 150 show the same in a third of the time, so that 30 s are enough for all gaps.
  it('F13: in any order, one in a hundred never, to two workers: 150 aggregates of 20 events end as in order', async () => {
    await fill(bench, deposits(3_000, 150));
    const hearers = [await bench.start('hearer'), await bench.start('hearer')];
    await bench.start('sender', { relay: 'shuffling', seed: 13 });
    expect(await bench.violations(onThisMachine(30))).toEqual([]);
    const counts = await Promise.all(hearers.map(async (hearer) => (await hearer.status()).consumers[name]));
    // Otherwise all came in order, or to one worker, or nothing was lost, and the test has proved nothing.
    for (const count of counts) expect(count?.parked).toBeGreaterThan(100);
    expect(counts.reduce((sum, count) => sum + (count?.healed ?? 0), 0)).toBeGreaterThan(0);
  }, 300_000);
});
