import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { patienceSeconds, until } from '@shouwen/testing';
import { type Bench, openBench } from './bench.ts';
import { hearerDies, lateCommit, natsForgets, senderDies } from './scenarios.ts';

/*
 * Negative controls: the same faults and the same checks as beside this file, against what one would write at first. Each check
 * must turn red, else it checks nothing.
 */
describe('the checks turn red', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await openBench();
  });
  afterEach(() => bench.stop());

  const heardNever = expect.stringContaining('V2 told, but neither heard, dead nor parked');

  it('for a relay with a cursor, when a transaction commits late; ours passes', async () => {
    await lateCommit(bench, { sender: { relay: 'cursor' } });
    expect(await bench.violations(3)).toContainEqual(heardNever);
    await bench.stop();
    bench = await openBench();
    await lateCommit(bench);
    expect(await bench.violations(patienceSeconds)).toEqual([]);
  }, 300_000);

  it('for a relay that marks before it publishes, when it dies between (F02)', async () => {
    const parts = { sender: { relay: 'mark-first' }, hearer: { noReconciler: true } } as const;
    await senderDies(bench, { commands: 40, deaths: 2, passes: 2, at: 'relay.after_puback', parts });
    expect(await bench.violations(2)).toContainEqual(heardNever);
  }, 300_000);

  it('for a consumer without an inbox, when it dies before its ack (F03)', async () => {
    await hearerDies(bench, { events: 50, deaths: 1, parts: { hearer: { receive: 'no-inbox' } } });
    const wrong = async () => (await bench.violations(0)).join();
    await until('an effect applied twice', { ask: wrong, good: (all) => all.includes('V2 applied more than once') });
  }, 300_000);

  it('without the reconciler, when NATS forgets (F10)', async () => {
    await natsForgets(bench, { heard: 200, unheard: 300, parts: { hearer: { noReconciler: true } } });
    expect(await bench.violations(5)).toContainEqual(expect.stringContaining('neither heard, dead nor parked: 300'));
  }, 300_000);
});
