import type { Envelope } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';

export interface OutboxRow {
  readonly id: string;
  readonly aggregate_type: string;
  readonly aggregate_id: string;
  readonly aggregate_version: number;
  readonly type: string;
  readonly data: unknown;
  readonly occurred_at: Date;
  readonly traceparent: string | null;
  readonly attempts: number;
  readonly withheld_at: Date | null;
}

const columns = `o.id, o.aggregate_type, o.aggregate_id, o.aggregate_version, o.type, o.data, o.occurred_at, o.traceparent,
  o.attempts, o.withheld_at`;

const aggregatesAtOnce = 100;
const eventsOfOneAtOnce = 20;

/**
 * Takes waiting rows for publication: the oldest waiting row of each aggregate, locked, and those behind it. Whoever holds the head
 * holds the aggregate, so that any number of relays keep the order of each; a relay that dies lets go by dying.
 */
export const takeWaiting = async (tx: Tx): Promise<OutboxRow[]> => {
  const rows: OutboxRow[] = await tx.query(
    `with head as (
       select aggregate_type, aggregate_id, aggregate_version, position from outbox o
       where published_at is null and withheld_at is null and not exists (
         select from outbox older where older.published_at is null and older.aggregate_type = o.aggregate_type
           and older.aggregate_id = o.aggregate_id and older.aggregate_version < o.aggregate_version)
       order by position limit $1 for update skip locked)
     select ${columns} from head join lateral (
       select * from outbox o where o.published_at is null and o.aggregate_type = head.aggregate_type
         and o.aggregate_id = head.aggregate_id order by o.aggregate_version limit $2) o on true
     order by head.position, o.aggregate_version`,
    [aggregatesAtOnce, eventsOfOneAtOnce],
  );
  return beforeWithheld(rows);
};

/** Nothing overtakes a row that is held back. */
const beforeWithheld = (rows: readonly OutboxRow[]): OutboxRow[] => {
  const stopped = new Set<string>();
  return rows.filter((row) => {
    const aggregate = `${row.aggregate_type}/${row.aggregate_id}`;
    if (row.withheld_at !== null) stopped.add(aggregate);
    return !stopped.has(aggregate);
  });
};

export const markPublished = async (tx: Tx, ids: readonly string[]): Promise<void> => {
  if (ids.length > 0)
    await tx.query('update outbox set published_at = clock_timestamp() where id = any($1::uuid[])', [ids]);
};

/** Counts one more failed try of a row that the stream will not take, and says how many there were. */
export const countAttempt = async (tx: Tx, id: string): Promise<number> => {
  const [[row]] = await tx.query('update outbox set attempts = attempts + 1 where id = $1 returning attempts', [id]);
  return row.attempts;
};

/** Holds a row back, and with it everything behind it of the same aggregate. */
export const withhold = async (tx: Tx, id: string): Promise<void> => {
  await tx.query('update outbox set withheld_at = clock_timestamp() where id = $1', [id]);
};

/** Lets a row that was held back go again. */
export const release = async (tx: Tx, id: string): Promise<void> => {
  await tx.query('update outbox set withheld_at = null, attempts = 0 where id = $1', [id]);
};

/** The row as it travels. */
export const toEnvelope = (service: string, row: OutboxRow): Envelope => ({
  specversion: '1.0',
  id: row.id,
  source: `/shouwen/${service}`,
  type: row.type,
  subject: row.aggregate_id,
  time: row.occurred_at.toISOString(),
  datacontenttype: 'application/json',
  aggregatetype: row.aggregate_type,
  aggregateversion: row.aggregate_version,
  ...(row.traceparent === null ? {} : { traceparent: row.traceparent }),
  data: row.data,
});
