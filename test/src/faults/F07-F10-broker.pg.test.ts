import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { patienceSeconds } from '@shouwen/testing';
import { type Bench, openBench } from './bench.ts';
import { deposits, send } from './load.ts';
import { natsForgets } from './scenarios.ts';

const name = 'adder/sender';

describe('NATS', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await openBench();
  });
  afterEach(() => bench.stop());

  it('F07: dies by SIGKILL and comes back: 1,000 commands go on as if nothing was, none of their events is lost', async () => {
    const sender = await bench.start('sender');
    const hearer = await bench.start('hearer');
    const outage = { killed: null as Promise<void> | null, restarted: null as Promise<void> | null };
    let during = 0;
    const afterEach = (confirmed: number) => {
      if (confirmed >= 300) outage.killed ??= bench.nats.kill9();
      if (outage.killed !== null && outage.restarted === null) during += 1;
      if (confirmed >= 700) outage.restarted ??= (outage.killed as Promise<void>).then(() => bench.nats.restart());
    };
    const failures = await send(bench, deposits(1_000, 50), { sender: () => sender, atOnce: 20, afterEach });
    await outage.restarted;
    expect(failures).toBe(0);
    expect(bench.acknowledged.size).toBe(1_000);
    expect(during).toBeGreaterThan(300);
    expect(await bench.violations(patienceSeconds)).toEqual([]);
    expect([sender.alive(), hearer.alive()]).toEqual([true, true]);
  }, 300_000);

  it('F10: forgets everything it has confirmed: 5,000 events, 3,000 of them unheard, all fetched from the outbox', async () => {
    const hearer = await natsForgets(bench, { heard: 2_000, unheard: 3_000 });
    expect(await bench.violations(patienceSeconds)).toEqual([]);
    expect((await hearer.status()).consumers[name]).toMatchObject({ healed: 3_000 });
  }, 300_000);
});
