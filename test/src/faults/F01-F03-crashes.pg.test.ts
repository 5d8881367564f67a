import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { onThisMachine, patienceSeconds, until } from '@shouwen/testing';
import { type Bench, openBench } from './bench.ts';
import { hearerDies, senderDies } from './scenarios.ts';

const name = 'adder/sender';

describe('a process dies by SIGKILL', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await openBench();
  });
  afterEach(() => bench.stop());

  it('F01: after COMMIT, before publishing: 200 commands, 20 random kills, none lost within 10 s', async () => {
    await senderDies(bench, { commands: 200, deaths: 20, passes: 12, at: 'outbox.after_commit' });
    expect(await bench.violations(onThisMachine(10))).toEqual([]);
    expect(bench.acknowledged.size).toBe(200);
  }, 300_000);

  it('F02: after PubAck, before marking the row: 500 events, each applied once although the stream has some twice', async () => {
    // With the usual window of ten minutes the stream would drop what comes twice, and the inbox would have nothing to do.
    const settings = { duplicateWindowSeconds: 0.1 };
    const parts = { sender: { settings }, hearer: { settings } };
    const hearer = await senderDies(bench, { commands: 500, deaths: 5, passes: 10, at: 'relay.after_puback', parts });
    expect(await bench.violations(patienceSeconds)).toEqual([]);
    expect(bench.acknowledged.size).toBe(500);
    expect((await hearer.status()).consumers[name]?.duplicate).toBeGreaterThan(0);
  }, 300_000);

  it('F03: a consumer, after its effect, before its ack: 500 events, delivered again, applied once', async () => {
    const hearer = await hearerDies(bench, { events: 500, deaths: 5 });
    expect(await bench.violations(patienceSeconds)).toEqual([]);
    expect(bench.acknowledged.size).toBe(500);
    // Otherwise nothing was ever delivered twice, and the test has proved nothing.
    const seen = await until('a second delivery', {
      ask: async () => (await hearer.status()).consumers[name],
      good: (counts) => (counts?.redelivered ?? 0) > 0 && (counts?.duplicate ?? 0) > 0,
    });
    expect(seen?.redelivered).toBeGreaterThan(0);
    expect(await bench.violations(0)).toEqual([]);
  }, 300_000);
});
