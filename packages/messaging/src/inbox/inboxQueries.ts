import type { Envelope } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import type { Head } from '../outbox/outboxQueries.ts';
import type { ConsumerGroup } from './consumerGroup.ts';
import { type AggregateName, keyOf } from './inboxStore.ts';

const atOnce = 100;
const ofOneAtOnce = 20;

/**
 * Parked events whose turn has come: of each aggregate those that follow its cursor without a gap, up to one that failed a moment
 * ago, waits for news of others, or is dead.
 * @param among looks only at these aggregates, which is what one wants after having moved their cursors; null looks at all
 */
export const ripeParked = async (
  tx: Tx,
  group: ConsumerGroup,
  among: readonly AggregateName[] | null,
): Promise<Envelope[]> => {
  const parameters: unknown[] = [group.name, group.publisher, ofOneAtOnce, atOnce * 2];
  const unique = among && [...new Map(among.map((aggregate) => [keyOf(aggregate), aggregate])).values()];
  if (unique)
    parameters.push(
      unique.map(({ type }) => type),
      unique.map(({ id }) => id),
    );
  const rows: { body: Envelope }[] = await tx.query(
    `select p.body from ${unique ? givenAggregates : aggregatesWithParked}
     cross join lateral (select coalesce((select version from aggregate_cursor where consumer = $1 and publisher = $2
       and aggregate_type = a.type and aggregate_id = a.id), 0) as version) c
     join lateral (
       select body, version, row_number() over (order by version) as place from parked q
       where consumer = $1 and publisher = $2 and aggregate_type = a.type and aggregate_id = a.id and version > c.version
         and (try_after is null or try_after <= clock_timestamp())
         and not exists (select from delivery_failure f where f.consumer = $1 and f.event_id = q.event_id::text
           and f.try_after > clock_timestamp())
         and not exists (select from dead_letter d where d.consumer = $1 and d.event_id = q.event_id::text)
       order by version limit $3) p on p.version = c.version + p.place
     order by a.type, a.id, p.version limit $4`,
    parameters,
  );
  return rows.map(({ body }) => body);
};

const givenAggregates = 'unnest($5::text[], $6::text[]) as a (type, id)';

const aggregatesWithParked = `(select distinct aggregate_type as type, aggregate_id as id from parked
  where consumer = $1 and publisher = $2) a`;

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
     from parked p left join aggregate_cursor c using (consumer, publisher, aggregate_type, aggregate_id)
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
