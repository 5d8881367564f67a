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

export const moveCursor = async (tx: Tx, group: ConsumerGroup, event: Envelope): Promise<void> => {
  await tx.query(
    `update aggregate_cursor set version = $5
     where consumer = $1 and publisher = $2 and aggregate_type = $3 and aggregate_id = $4`,
    [group.name, group.publisher, event.aggregatetype, event.subject, event.aggregateversion],
  );
};

/** Writes the inbox row; false when it was there already. */
export const addToInbox = async (tx: Tx, group: ConsumerGroup, event: Envelope): Promise<boolean> => {
  const rows = await tx.query(
    'insert into inbox (consumer, event_id, type) values ($1, $2, $3) on conflict do nothing returning event_id',
    [group.name, event.id, event.type],
  );
  return rows.length === 1;
};

export const isInInbox = async (tx: Tx, group: ConsumerGroup, event: Envelope): Promise<boolean> => {
  const rows = await tx.query('select from inbox where consumer = $1 and event_id = $2', [group.name, event.id]);
  return rows.length === 1;
};

/** Keeps an event until those before it have come. */
export const park = async (tx: Tx, group: ConsumerGroup, event: Envelope): Promise<void> => {
  await tx.query(
    `insert into parked (consumer, publisher, aggregate_type, aggregate_id, version, event_id, body)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [
      group.name,
      group.publisher,
      event.aggregatetype,
      event.subject,
      event.aggregateversion,
      event.id,
      JSON.stringify(event),
    ],
  );
};

/** Removes what waited and has been applied: everything up to the event's version. */
export const unpark = async (tx: Tx, group: ConsumerGroup, event: Envelope): Promise<void> => {
  await tx.query(
    `delete from parked
     where consumer = $1 and publisher = $2 and aggregate_type = $3 and aggregate_id = $4 and version <= $5`,
    [group.name, group.publisher, event.aggregatetype, event.subject, event.aggregateversion],
  );
};

/** Removes one event from those that wait, because it waits elsewhere now. */
export const unparkOne = async (tx: Tx, group: ConsumerGroup, event: Envelope): Promise<void> => {
  await tx.query('delete from parked where consumer = $1 and publisher = $2 and event_id = $3', [
    group.name,
    group.publisher,
    event.id,
  ]);
};
