import type { Envelope } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import type { ConsumerGroup } from './consumerGroup.ts';

export interface AggregateName {
  readonly type: string;
  readonly id: string;
}

export const keyOf = ({ type, id }: AggregateName): string => `${type}/${id}`;

export const aggregateOf = (event: Envelope): AggregateName => ({ type: event.aggregatetype, id: event.subject });

/**
 * Locks the cursors of some aggregates, in a fixed order, so that two workers cannot wait for each other in a circle.
 * Answers the version that each has reached; 0 when nothing was heard yet.
 */
export const lockCursors = async (
  tx: Tx,
  group: ConsumerGroup,
  aggregates: readonly AggregateName[],
): Promise<Map<string, number>> => {
  const unique = [...new Map(aggregates.map((aggregate) => [keyOf(aggregate), aggregate])).entries()];
  const sorted = unique.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, aggregate]) => aggregate);
  const parameters = [group.name, group.publisher, sorted.map(({ type }) => type), sorted.map(({ id }) => id)];
  await tx.query(
    `insert into aggregate_cursor (consumer, publisher, aggregate_type, aggregate_id)
     select $1, $2, type, id from unnest($3::text[], $4::text[]) as a (type, id) on conflict do nothing`,
    parameters,
  );
  const rows: { type: string; id: string; version: number }[] = await tx.query(
    `select aggregate_type as type, aggregate_id as id, version from aggregate_cursor
     where consumer = $1 and publisher = $2
       and (aggregate_type, aggregate_id) in (select type, id from unnest($3::text[], $4::text[]) as a (type, id))
     order by aggregate_type, aggregate_id for update`,
    parameters,
  );
  return new Map(rows.map((row) => [keyOf(row), row.version]));
};

/** Moves the cursors to the versions of these events, one event per aggregate. */
export const moveCursors = async (
  tx: Tx,
  group: ConsumerGroup,
  reached: ReadonlyMap<string, Envelope>,
): Promise<void> => {
  if (reached.size === 0) return;
  await tx.query(
    `update aggregate_cursor c set version = r.version from ${given}
     where c.consumer = $1 and c.publisher = $2 and c.aggregate_type = r.type and c.aggregate_id = r.id`,
    givenAs(group, [...reached.values()]),
  );
};

/** Writes inbox rows and answers the ids of those that were not there before. */
export const addToInbox = async (
  tx: Tx,
  group: ConsumerGroup,
  events: readonly Envelope[],
): Promise<ReadonlySet<string>> => {
  if (events.length === 0) return new Set();
  const rows: { event_id: string }[] = await tx.query(
    `insert into inbox (consumer, event_id, type) select $1, id, type from unnest($2::uuid[], $3::text[]) as e (id, type)
     on conflict do nothing returning event_id`,
    [group.name, events.map(({ id }) => id), events.map(({ type }) => type)],
  );
  return new Set(rows.map((row) => row.event_id));
};

/** Ids of those events that are in the inbox. */
export const inInbox = async (
  tx: Tx,
  group: ConsumerGroup,
  events: readonly Envelope[],
): Promise<ReadonlySet<string>> => {
  if (events.length === 0) return new Set();
  const rows: { event_id: string }[] = await tx.query(
    'select event_id from inbox where consumer = $1 and event_id = any($2::uuid[])',
    [group.name, events.map(({ id }) => id)],
  );
  return new Set(rows.map((row) => row.event_id));
};

/** Keeps events until those before them have come. */
export const park = async (tx: Tx, group: ConsumerGroup, events: readonly Envelope[]): Promise<void> => {
  if (events.length === 0) return;
  await tx.query(
    `insert into parked (consumer, publisher, aggregate_type, aggregate_id, version, event_id, body)
     select $1, $2, r.type, r.id, r.version, e.event_id, e.body
     from ${given} join unnest($6::uuid[], $7::jsonb[]) with ordinality as e (event_id, body, place) using (place)
     on conflict do nothing`,
    [...givenAs(group, events), events.map(({ id }) => id), events.map((event) => JSON.stringify(event))],
  );
};

/** Removes what waited and has been applied: everything up to the versions of these events. */
export const unparkUpTo = async (tx: Tx, group: ConsumerGroup, events: readonly Envelope[]): Promise<void> => {
  if (events.length === 0) return;
  await tx.query(
    `delete from parked p using ${given}
     where p.consumer = $1 and p.publisher = $2 and p.aggregate_type = r.type and p.aggregate_id = r.id
       and p.version <= r.version`,
    givenAs(group, events),
  );
};

// Aggregates and versions as a table, for one statement instead of one per event.
const given = 'unnest($3::text[], $4::text[], $5::bigint[]) with ordinality as r (type, id, version, place)';

const givenAs = (group: ConsumerGroup, events: readonly Envelope[]): unknown[] => [
  group.name,
  group.publisher,
  events.map((event) => event.aggregatetype),
  events.map((event) => event.subject),
  events.map((event) => event.aggregateversion),
];

/** Removes one event from those that wait, because it waits elsewhere now. */
export const unparkOne = async (tx: Tx, group: ConsumerGroup, event: Envelope): Promise<void> => {
  await tx.query('delete from parked where consumer = $1 and publisher = $2 and event_id = $3', [
    group.name,
    group.publisher,
    event.id,
  ]);
};
