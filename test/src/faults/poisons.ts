import { until } from '@shouwen/testing';
import type { Bench } from './bench.ts';
import { poisonNote, takeDeposit } from './fixture/accounts.ts';
import { idOf } from './load.ts';

/** Five accounts with four events each; the second one of each is poison. */
export const kinds = ['throws', 'throws too', 'unknown type', 'breaks the contract', 'is too large'] as const;

export type Kind = (typeof kinds)[number];

export const accountOf = (kind: Kind): string => idOf(3, kinds.indexOf(kind));
export const poisonOf = (kind: Kind): string => idOf(4, kinds.indexOf(kind));

/** Writes the five stories at once. What no decent command could write is put in afterwards, before anybody sees it. */
export const writePoisonedStories = async (bench: Bench): Promise<void> => {
  await bench.databases.sender.transaction(async (tx) => {
    for (const kind of kinds)
      for (const version of [1, 2, 3, 4]) {
        const id = version === 2 ? poisonOf(kind) : idOf(5, kinds.indexOf(kind) * 10 + version);
        const note = version === 2 && kind.startsWith('throws') ? { note: poisonNote } : {};
        await takeDeposit(tx, { id, account: accountOf(kind), amount: version, ...note });
      }
    const unknown = poisonOf('unknown type');
    await tx.query(`update outbox set type = 'sender.account.exploded.v1' where id = $1`, [unknown]);
    const broken = poisonOf('breaks the contract');
    await tx.query(`update outbox set data = '{"amount": "much"}' where id = $1`, [broken]);
    const large = poisonOf('is too large');
    await tx.query(`update outbox set data = data || jsonb_build_object('note', repeat('x', 1048576)) where id = $1`, [
      large,
    ]);
  });
};

export interface Letter {
  readonly id: string;
  readonly consumer: string;
  readonly reason: string;
  readonly failures: number;
  readonly traceId: string;
}

/** Dead letters on both sides, in the order of `kinds`. */
export const deadLetters = async (bench: Bench): Promise<Letter[]> => {
  const query = `select event_id as id, consumer, reason, failures, trace_id as "traceId" from dead_letter`;
  const sides = await Promise.all(Object.values(bench.databases).map((side) => side.read((tx) => tx.query(query))));
  return sides.flat().sort((a, b) => (a.id < b.id ? -1 : 1));
};

/** How far the hearer has come with each poisoned account. */
export const reachedVersions = async (bench: Bench): Promise<number[]> => {
  const rows: { account: string; version: number }[] = await bench.databases.hearer.read((tx) =>
    tx.query('select account, version from balance'),
  );
  return kinds.map((kind) => rows.find(({ account }) => account === accountOf(kind))?.version ?? 0);
};

/** Waits for the effects of these events; answers the seconds that the slowest took from the outbox to its effect. */
export const slowestSeconds = async (bench: Bench, ids: readonly string[]): Promise<number> => {
  const { sender, hearer } = bench.databases;
  const applied = await until('all effects', {
    ask: (): Promise<{ id: string; at: Date }[]> =>
      hearer.read((tx) =>
        tx.query('select event_id as id, applied_at as at from effect where event_id = any($1)', [ids]),
      ),
    good: (rows) => rows.length === ids.length,
  });
  const recorded: { id: string; at: Date }[] = await sender.read((tx) =>
    tx.query('select id, recorded_at as at from outbox where id = any($1)', [ids]),
  );
  const recordedAt = new Map(recorded.map(({ id, at }) => [id, at.getTime()]));
  return Math.max(...applied.map(({ id, at }) => (at.getTime() - (recordedAt.get(id) ?? 0)) / 1_000));
};
