import { setTimeout as pause } from 'node:timers/promises';
import type { Bench } from './bench.ts';
import { type Deposit, depositedV1 } from './fixture/accounts.ts';
import type { Servant } from './servant.ts';

/** An id that is the same in every run: a UUID that carries two numbers. */
export const idOf = (kind: number, number: number): string =>
  `00000000-0000-7000-8${kind.toString(16).padStart(3, '0')}-${number.toString(16).padStart(12, '0')}`;

/** So many deposits, dealt out to the accounts in turn. */
export const deposits = (count: number, accounts: number): Deposit[] =>
  Array.from({ length: count }, (_, index) => ({
    id: idOf(1, index),
    account: idOf(2, index % accounts),
    amount: 1 + (index % 97),
  }));

export interface Sending {
  /** The process that takes commands now; another one after a crash. */
  readonly sender: () => Servant;
  readonly atOnce: number;
  /** How many deposits make one command. */
  readonly perCommand?: number;
  readonly afterEach?: (confirmed: number) => void;
}

/**
 * Sends each command until it is confirmed, as a careful caller does: with the same id, to whoever is there.
 * @returns how many commands were answered with a failure on the way.
 */
export const send = async (
  bench: Bench,
  all: readonly Deposit[],
  { sender, atOnce, perCommand = 1, afterEach }: Sending,
): Promise<number> => {
  let failures = 0;
  const refused = (): boolean => {
    failures += 1;
    return false;
  };
  const left = Array.from({ length: Math.ceil(all.length / perCommand) }, (_, index) =>
    all.slice(index * perCommand, (index + 1) * perCommand),
  );
  const worker = async (): Promise<void> => {
    for (let command = left.shift(); command !== undefined; command = left.shift()) {
      while (!(await sender().deposit(command).catch(refused))) await pause(20);
      for (const { id } of command) bench.acknowledged.add(id);
      afterEach?.(bench.acknowledged.size);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return failures;
};

/** Writes deposits as commands would, but in a few statements; for tests where the writing is not the matter. */
export const fill = async (bench: Bench, all: readonly Deposit[]): Promise<void> => {
  const columns = [all.map(({ id }) => id), all.map(({ account }) => account), all.map(({ amount }) => amount)];
  await bench.databases.sender.transaction(async (tx) => {
    const given = 'unnest($1::uuid[], $2::text[], $3::int[]) with ordinality as d (id, account, amount, place)';
    await tx.query(`insert into command select id, account, amount from ${given}`, columns);
    await tx.query(
      `insert into outbox (id, aggregate_type, aggregate_id, aggregate_version, type, data, occurred_at)
       select id, 'account', account, coalesce(a.version, 0) + row_number() over (partition by account order by place),
         $4, json_build_object('amount', amount), now()
       from ${given} left join outbox_aggregate a on a.aggregate_id = account order by place`,
      [...columns, depositedV1.type],
    );
    await tx.query(`insert into outbox_aggregate (aggregate_type, aggregate_id, version)
      select aggregate_type, aggregate_id, max(aggregate_version) from outbox group by 1, 2
      on conflict (aggregate_type, aggregate_id) do update set version = excluded.version`);
    await tx.query(`select pg_notify('outbox', '')`);
  });
  for (const { id } of all) bench.acknowledged.add(id);
};
