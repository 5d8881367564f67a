import type { Database } from '@shouwen/database';
import { type WaitingHealth, waitingHealth } from '../inbox/waitingStore.ts';
import type { Link } from '../nats/link.ts';
import { type OutboxHealth, outboxHealth } from '../outbox/outboxQueries.ts';

/** What became of deliveries since the start, per consumer. */
export interface Counts {
  applied: number;
  duplicate: number;
  parked: number;
  /** Tries that found the news of another department missing. */
  waiting: number;
  failed: number;
  dead: number;
  redelivered: number;
  /** Events that the stream had not brought and the publisher gave on being asked. */
  healed: number;
}

export const noCounts = (): Counts => ({
  applied: 0,
  duplicate: 0,
  parked: 0,
  waiting: 0,
  failed: 0,
  dead: 0,
  redelivered: 0,
  healed: 0,
});

export interface MessagingStatus {
  readonly nats: 'up' | 'down';
  readonly outbox: OutboxHealth;
  readonly deadLetters: number;
  /** Those that wait for an earlier one of their aggregate. */
  readonly parked: number;
  readonly news: WaitingHealth;
  /** By '<name>/<publisher>'. */
  readonly consumers: Readonly<Record<string, Readonly<Counts>>>;
}

export interface StatusDeps {
  readonly db: Database;
  readonly link: Link;
  readonly counts: ReadonlyMap<string, Counts>;
}

/** How messaging is, for /readyz and /metrics. @throws DatabaseUnavailable */
export const messagingStatus = async ({ db, link, counts }: StatusDeps): Promise<MessagingStatus> =>
  db.read(async (tx) => {
    const outbox = await outboxHealth(tx);
    const [held] = await tx.query(
      `select (select count(*) from dead_letter) as "deadLetters",
         (select count(*) from parked where waits_since is null) as parked`,
    );
    const consumers = Object.fromEntries([...counts].map(([name, count]) => [name, { ...count }]));
    return { nats: link.connection() ? 'up' : 'down', outbox, ...held, news: await waitingHealth(tx), consumers };
  });
