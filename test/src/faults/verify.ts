import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from '@shouwen/database';
import type { Role } from './bench.ts';
import { asReplayed, heardOnce, inOrder, missing, type Sent, setOf } from './checks.ts';
import type { Servant } from './servant.ts';

export interface Evidence {
  readonly databases: Readonly<Record<Role, Database>>;
  readonly acknowledged: ReadonlySet<string>;
  readonly servants: readonly Servant[];
  /** How long things may take to come right. */
  readonly withinSeconds: number;
  /** Dead letters, and what waits behind them, are part of the fault; otherwise each of them is wrong. */
  readonly mayWait?: boolean;
}

/**
 * The common check of every fault: V1 every confirmed command is there once; V2 every outbox row is in the consumer's inbox once or
 * among its dead letters, and its effect happened once; I10 versions have no gap and are applied in order; V5 every living
 * process answers; V6 no unhandled rejection, secret or phone number in what they wrote.
 * @returns what is wrong, empty when nothing is.
 */
export const verify = async (evidence: Evidence): Promise<string[]> => {
  const end = performance.now() + evidence.withinSeconds * 1_000;
  for (;;) {
    const late = performance.now() > end;
    if (late || (await looksDone(evidence))) {
      const wrong = await lookOnce(evidence);
      if (wrong.length === 0 || late) return [...wrong, ...spoken(evidence.servants)];
    }
    await pause(100);
  }
};

/** A cheap look, so that waiting does not take the processor from those that are waited for. */
const looksDone = async ({ databases, mayWait = false }: Evidence): Promise<boolean> => {
  const count = async (role: Role, table: string): Promise<number> =>
    (await databases[role].read((tx) => tx.query(`select count(*) as number from ${table}`)))[0].number;
  return mayWait || (await count('sender', 'outbox')) === (await count('hearer', 'inbox'));
};

const lookOnce = async ({ databases, acknowledged, servants, mayWait = false }: Evidence): Promise<string[]> => {
  const sent = await databases.sender.read(async (tx) => ({
    commands: (await tx.query('select id from command')) as { id: string }[],
    events: (await tx.query(`select id, aggregate_id as account, aggregate_version as version,
      case jsonb_typeof(data->'amount') when 'number' then (data->>'amount')::int end as amount
      from outbox order by aggregate_id, aggregate_version`)) as Sent[],
    // Held back by the relay, and those behind them: they are kept, but cannot have been heard.
    held: (await tx.query(`select id from outbox o where published_at is null and exists (select from outbox held
      where held.aggregate_id = o.aggregate_id and held.withheld_at is not null
        and held.aggregate_version <= o.aggregate_version)`)) as { id: string }[],
  }));
  const heard = await databases.hearer.read(async (tx) => ({
    inbox: (await tx.query('select event_id as id from inbox')) as { id: string }[],
    dead: (await tx.query('select event_id as id from dead_letter')) as { id: string }[],
    balances: (await tx.query('select account, story from balance')) as { account: string; story: string }[],
    parked: (await tx.query('select event_id as id from parked')) as { id: string }[],
    effects: (await tx.query(
      'select event_id as id, account, version, amount from effect order by position',
    )) as Sent[],
  }));
  const waiting = setOf([...heard.dead, ...heard.parked, ...sent.held]);
  return [
    ...(waiting.size > 0 && !mayWait ? [`V2 dead, parked or held back: ${waiting.size}`] : []),
    ...missing('V1 confirmed, but not done', acknowledged, setOf(sent.commands)),
    ...missing('V1 done, but not told', setOf(sent.commands), setOf(sent.events)),
    ...heardOnce(sent.events, heard, waiting),
    ...inOrder(sent.events, 'I10 outbox'),
    ...inOrder(heard.effects, 'I10 effects'),
    ...asReplayed(sent.events, heard, waiting),
    ...(await unwell(servants)),
  ];
};

const unwell = async (servants: readonly Servant[]): Promise<string[]> => {
  const living = servants.filter((servant) => servant.alive());
  const answers = await Promise.all(
    living.map((servant) =>
      servant.status().then(
        ({ nats, outbox }) =>
          nats === 'up' && outbox.waiting === 0 ? [] : [`V5 NATS ${nats}, ${outbox.waiting} events wait`],
        (error: Error) => (servant.alive() ? [`V5 no answer: ${error.message}`] : []),
      ),
    ),
  );
  return answers.flat();
};

const forbidden = [/unhandled/i, /known to every test/, /known%20to/, /(?<!\d)1[3-9]\d{9}(?!\d)/];

const spoken = (servants: readonly Servant[]): string[] =>
  servants.flatMap((servant) =>
    forbidden
      .filter((pattern) => pattern.test(servant.written()))
      .map((pattern) => `V6 a process wrote ${pattern}: ${servant.written().match(pattern)?.[0]}`),
  );
