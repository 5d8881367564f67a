import type { Envelope } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import type { Head } from '../outbox/outboxQueries.ts';
import type { ConsumerGroup } from './consumerGroup.ts';

const joined = `parked p left join aggregate_cursor c using (consumer, publisher, aggregate_type, aggregate_id)`;

const atOnce = 100;

/** Parked events whose turn has come (or has passed), oldest first, less those that failed a moment ago or are dead. */
export const ripeParked = async (tx: Tx, group: ConsumerGroup): Promise<Envelope[]> => {
  const rows: { body: Envelope }[] = await tx.query(
    `select p.body from ${joined}
     where consumer = $1 and publisher = $2 and p.version <= coalesce(c.version, 0) + 1
       and not exists (select from delivery_failure f where f.consumer = p.consumer and f.event_id = p.event_id::text
         and f.try_after > clock_timestamp())
       and not exists (select from dead_letter d where d.consumer = p.consumer and d.event_id = p.event_id::text)
     order by p.parked_at limit $3`,
    [group.name, group.publisher, atOnce],
  );
  return rows.map(({ body }) => body);
};

export interface Gap {
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly from: number;
  readonly to: number;
}

/** Versions that parked events have been waiting for, longer than so many seconds; not those that wait for a dead letter. */
export const openGaps = (tx: Tx, group: ConsumerGroup, olderThanSeconds: number): Promise<Gap[]> =>
  tx.query(
    `select aggregate_type as "aggregateType", aggregate_id as "aggregateId", coalesce(c.version, 0) + 1 as "from",
       min(p.version) - 1 as "to"
     from ${joined}
     where consumer = $1 and publisher = $2 and not exists (
       select from dead_letter d where d.consumer = p.consumer and d.publisher = p.publisher
         and d.aggregate_type = p.aggregate_type and d.aggregate_id = p.aggregate_id
         and d.version = coalesce(c.version, 0) + 1)
     group by aggregate_type, aggregate_id, c.version
     having min(p.version) > coalesce(c.version, 0) + 1
       and min(p.parked_at) < clock_timestamp() - make_interval(secs => $3)
     order by min(p.parked_at) limit $4`,
    [group.name, group.publisher, olderThanSeconds, atOnce],
  );

/** Which of the publisher's aggregates this consumer is behind with, not counting those stopped by a dead letter. */
export const behind = (tx: Tx, group: ConsumerGroup, heads: readonly Head[]): Promise<Gap[]> =>
  tx.query(
    `select h.type as "aggregateType", h.id as "aggregateId", coalesce(c.version, 0) + 1 as "from", h.version as "to"
     from unnest($3::text[], $4::text[], $5::bigint[]) as h (type, id, version)
     left join aggregate_cursor c
       on c.consumer = $1 and c.publisher = $2 and c.aggregate_type = h.type and c.aggregate_id = h.id
     where coalesce(c.version, 0) < h.version
       and not exists (select from dead_letter d where d.consumer = $1 and d.publisher = $2
         and d.aggregate_type = h.type and d.aggregate_id = h.id and d.version = coalesce(c.version, 0) + 1)`,
    [
      group.name,
      group.publisher,
      heads.map((head) => head.aggregateType),
      heads.map((head) => head.aggregateId),
      heads.map((head) => head.version),
    ],
  );
