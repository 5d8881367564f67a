import { patienceSeconds, until } from '@shouwen/testing';
import type { Bench, Variant } from './bench.ts';
import { takeDeposit } from './fixture/accounts.ts';
import { chanceOf } from './fixture/chance.ts';
import { deposits, fill, idOf, send } from './load.ts';
import { keepAlive } from './mortal.ts';
import type { Servant } from './servant.ts';

/*
 * Faults as functions of what runs, so that a control can run the very same fault against something naive. Each ends when the
 * load is done; what became of it, the bench's `violations` say.
 */

export interface Parts {
  readonly sender?: Variant;
  readonly hearer?: Variant;
}

/** The sender dies where its variant says, so many times, under a load of commands that are repeated until confirmed. */
export const senderDies = async (
  bench: Bench,
  { commands, deaths, passes, at, parts = {} }: DyingSender,
): Promise<Servant> => {
  const chance = chanceOf(20260301);
  const hearer = await bench.start('hearer', parts.hearer);
  const lives = () => ({ ...parts.sender, crashAt: `${at}:${1 + Math.floor(chance() * passes)}` });
  const sender = await keepAlive(bench, 'sender', { lives, deaths });
  await send(bench, deposits(commands, 10), { sender: sender.current, atOnce: 4 });
  await sender.settled;
  return hearer;
};

export interface DyingSender {
  readonly commands: number;
  readonly deaths: number;
  /** At most so often the crash point is passed in one life. */
  readonly passes: number;
  readonly at: 'outbox.after_commit' | 'relay.after_puback';
  readonly parts?: Parts;
}

/** The hearer dies after it has committed an effect and before it has confirmed the message. */
export const hearerDies = async (
  bench: Bench,
  { events, deaths, parts = {} }: { events: number; deaths: number; parts?: Parts },
): Promise<Servant> => {
  const chance = chanceOf(20260302);
  const sender = await bench.start('sender', parts.sender);
  const lives = () => ({ ...parts.hearer, crashAt: `consumer.after_commit:${1 + Math.floor(chance() * 3)}` });
  const hearer = await keepAlive(bench, 'hearer', { lives, deaths });
  await send(bench, deposits(events, 10), { sender: () => sender, atOnce: 4 });
  await hearer.settled;
  return hearer.current();
};

/** NATS confirms everything, tells a part of it, and then forgets all. Answers the hearer that comes afterwards. */
export const natsForgets = async (
  bench: Bench,
  { heard, unheard, parts = {} }: { heard: number; unheard: number; parts?: Parts },
): Promise<Servant> => {
  const all = deposits(heard + unheard, 100);
  const sender = await bench.start('sender', parts.sender);
  const before = await bench.start('hearer', parts.hearer);
  await fill(bench, all.slice(0, heard));
  const wrong = await bench.violations(patienceSeconds);
  if (wrong.length > 0) throw new Error(`Wrong before the fault: ${wrong.join('; ')}`);
  await before.stop();
  await fill(bench, all.slice(heard));
  await until('all confirmed by NATS', {
    ask: () => sender.status(),
    good: ({ outbox }) => outbox.waiting === 0,
  });
  await bench.wipeNats();
  return bench.start('hearer', parts.hearer);
};

/** A transaction writes its event first and commits last, while those after it are published already. */
export const lateCommit = async (bench: Bench, parts: Parts = {}): Promise<void> => {
  const { sender } = bench.databases;
  await bench.start('hearer', parts.hearer);
  await bench.start('sender', parts.sender);
  const deposit = (number: number) => ({ id: idOf(1, number), account: idOf(2, number), amount: 1 });
  await sender.transaction(async (late) => {
    await takeDeposit(late, deposit(1));
    await sender.transaction((early) => takeDeposit(early, deposit(2)));
    const heard = async (): Promise<object[]> => {
      // A transaction that rests for ten seconds is ended.
      await late.query('select');
      return bench.databases.hearer.read((tx) => tx.query('select from effect'));
    };
    await until('the second is heard', { ask: heard, good: (rows) => rows.length === 1 });
  });
};
