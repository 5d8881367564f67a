import type { Envelope } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import type { ConsumerGroup } from './consumerGroup.ts';

/**
 * Keeps an event that waits for news of others, parked in its place among those of its aggregate, and says when it may be tried again:
 * 0.2 s later, twice as long each time, at most 15 s.
 * @param reason what it waits for
 * @returns how often it has been tried
 */
export const keepWaiting = async (tx: Tx, group: ConsumerGroup, event: Envelope, reason: string): Promise<number> => {
  const [row] = await tx.query(
    `insert into parked as p (consumer, publisher, aggregate_type, aggregate_id, version, event_id, body, waits_for, tries,
       waits_since, try_after)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 1, clock_timestamp(), clock_timestamp() + interval '0.2 seconds')
     on conflict (aggregate_id, aggregate_type, publisher, consumer, version) do update set waits_for = $8, tries = p.tries + 1,
       waits_since = coalesce(p.waits_since, clock_timestamp()),
       try_after = clock_timestamp() + least(interval '15 seconds', interval '0.2 seconds' * power(2, least(p.tries, 10)))
     returning tries`,
    [
      group.name,
      group.publisher,
      event.aggregatetype,
      event.subject,
      event.aggregateversion,
      event.id,
      JSON.stringify(event),
      reason,
    ],
  );
  return row.tries;
};

/** Events that are not to be tried now: given up, or tried a moment ago and waiting for news of others. */
export const heldAmong = async (
  tx: Tx,
  group: ConsumerGroup,
  events: readonly Envelope[],
): Promise<ReadonlyMap<string, 'dead' | 'waiting'>> => {
  const rows: { id: string; outcome: 'dead' | 'waiting' }[] = await tx.query(
    `select event_id as id, 'dead' as outcome from dead_letter where consumer = $1 and event_id = any($3)
     union all
     select event_id::text, 'waiting' from parked where consumer = $1 and publisher = $2 and aggregate_id = any($4)
       and event_id::text = any($3) and try_after > clock_timestamp()`,
    [group.name, group.publisher, events.map(({ id }) => id), events.map(({ subject }) => subject)],
  );
  return new Map(rows.map(({ id, outcome }) => [id, outcome]));
};

/** Events that wait for news of others, and how long the first of them has; 0 when there is none. */
export interface WaitingHealth {
  readonly waiting: number;
  readonly oldestSeconds: number;
}

export const waitingHealth = async (tx: Tx): Promise<WaitingHealth> => {
  const [row] = await tx.query(
    `select count(*) as waiting,
       coalesce(extract(epoch from clock_timestamp() - min(waits_since)), 0)::float8 as "oldestSeconds"
     from parked where waits_since is not null`,
  );
  return row;
};

export interface LongestWait {
  readonly consumer: string;
  readonly eventId: string;
  readonly waitsFor: string;
}

/** The one that has waited longest, for whoever hears the alarm. */
export const longestWait = async (tx: Tx): Promise<LongestWait | null> => {
  const rows: LongestWait[] = await tx.query(
    `select consumer, event_id as "eventId", waits_for as "waitsFor" from parked where waits_since is not null
     order by waits_since limit 1`,
  );
  return rows[0] ?? null;
};
