import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { onThisMachine, patienceSeconds, until } from '@shouwen/testing';
import { type Bench, openBench } from './bench.ts';
import { deposits, send } from './load.ts';
import { deadLetters, type Kind, poisonOf, reachedVersions, slowestSeconds, writePoisonedStories } from './poisons.ts';

const letter = (kind: Kind, consumer: string, reason: RegExp) => ({
  id: poisonOf(kind),
  consumer,
  reason: expect.stringMatching(reason),
  failures: 8,
  traceId: poisonOf(kind).replaceAll('-', ''),
});

const alarms = (written: string): number => written.split('"alarm":"dead-letter"').length - 1;

describe('F14: five poisons among 1,000 events', () => {
  let bench: Bench;

  beforeEach(async () => {
    bench = await openBench();
  });
  afterEach(() => bench.stop());

  it('stop their own aggregates only, end as dead letters after eight tries, and can be taken up again', async () => {
    const sender = await bench.start('sender');
    const hearer = await bench.start('hearer');
    const good = deposits(1_000, 50);
    const ids = good.map(({ id }) => id);
    // How long it takes on this machine when nothing is wrong.
    await send(bench, good.slice(0, 50), { sender: () => sender, atOnce: 2, perCommand: 5 });
    const usual = await slowestSeconds(bench, ids.slice(0, 50));
    await writePoisonedStories(bench);
    for (let wave = 1; wave < 20; wave += 1) {
      const some = good.slice(wave * 50, (wave + 1) * 50);
      await send(bench, some, { sender: () => sender, atOnce: 2, perCommand: 5 });
      await pause(300);
    }
    const letters = await until('all poisons are dead letters', {
      ask: () => deadLetters(bench),
      good: (rows) => rows.length === 5,
    });
    expect(letters).toEqual([
      letter('throws', 'adder', /Error: This deposit makes me ill/),
      letter('throws too', 'adder', /Error: This deposit makes me ill/),
      letter('unknown type', 'adder', /Unknown event type sender.account.exploded.v1/),
      letter('breaks the contract', 'adder', /ContractBroken: .*amount/s),
      letter('is too large', 'relay', /size|payload/i),
    ]);
    expect(await slowestSeconds(bench, ids)).toBeLessThan(onThisMachine(usual + 2));
    expect(await reachedVersions(bench)).toEqual([1, 1, 1, 1, 1]);
    expect(await bench.violations(patienceSeconds, { mayWait: true })).toEqual([]);
    expect([(await hearer.status()).deadLetters, (await sender.status()).deadLetters]).toEqual([4, 1]);
    expect([alarms(hearer.written()), alarms(sender.written())]).toEqual([4, 1]);

    await hearer.cure();
    for (const kind of ['throws', 'throws too'] as const) await hearer.replay('adder', poisonOf(kind));
    await until('the cured stories go on', {
      ask: () => reachedVersions(bench),
      good: (versions) => versions.join() === '4,4,1,1,1',
    });
    expect(await bench.violations(patienceSeconds, { mayWait: true })).toEqual([]);
  }, 300_000);
});
