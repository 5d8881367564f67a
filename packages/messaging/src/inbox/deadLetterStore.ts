import type { Envelope } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';

export interface DeadLetterRow {
  readonly consumer: string;
  readonly publisher: string;
  readonly envelope: Envelope;
  readonly reason: string;
  readonly failures: number;
  readonly at: Date;
}

/** Keeps what could not be applied, once per consumer and event. */
export const addDeadLetter = async (tx: Tx, row: DeadLetterRow): Promise<void> => {
  const { envelope } = row;
  await tx.query(
    `insert into dead_letter (consumer, event_id, publisher, aggregate_type, aggregate_id, version, type, body, reason, failures,
       trace_id, dead_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) on conflict do nothing`,
    [
      row.consumer,
      envelope.id,
      row.publisher,
      envelope.aggregatetype,
      envelope.subject,
      envelope.aggregateversion,
      envelope.type,
      JSON.stringify(envelope),
      row.reason,
      row.failures,
      traceIdOf(envelope.traceparent),
      row.at,
    ],
  );
};

/** Keeps a message that is not even an event; its place in the stream is its id. */
export const addUnreadable = async (
  tx: Tx,
  row: Omit<DeadLetterRow, 'envelope'> & { readonly id: string; readonly body: string },
): Promise<void> => {
  await tx.query(
    `insert into dead_letter (consumer, event_id, publisher, body, reason, failures, dead_at)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [row.consumer, row.id, row.publisher, row.body, row.reason, row.failures, row.at],
  );
};

// traceparent is '<version>-<trace id>-<span id>-<flags>'.
const traceIdOf = (traceparent: string | undefined): string | null => traceparent?.split('-')[1] ?? null;

/** Which of these events failed a moment ago and are not to be tried yet. */
export const restingAmong = async (
  tx: Tx,
  consumer: string,
  eventIds: readonly string[],
): Promise<ReadonlySet<string>> => {
  const rows: { event_id: string }[] = await tx.query(
    'select event_id from delivery_failure where consumer = $1 and event_id = any($2) and try_after > clock_timestamp()',
    [consumer, eventIds],
  );
  return new Set(rows.map((row) => row.event_id));
};

/** Counts a failed try and says when the next may be: 0.1 s later, twice as long each time, at most 5 s. */
export const countFailure = async (
  tx: Tx,
  { consumer, eventId, reason }: { consumer: string; eventId: string; reason: string },
): Promise<number> => {
  const [row] = await tx.query(
    `insert into delivery_failure as f (consumer, event_id, failures, reason, try_after)
     values ($1, $2, 1, $3, clock_timestamp() + interval '0.1 seconds')
     on conflict (consumer, event_id) do update set failures = f.failures + 1, reason = $3,
       try_after = clock_timestamp() + least(interval '5 seconds', interval '0.1 seconds' * power(2, f.failures))
     returning failures`,
    [consumer, eventId, reason],
  );
  return row.failures;
};

export const forgetFailures = async (tx: Tx, consumer: string, eventId: string): Promise<void> => {
  await tx.query('delete from delivery_failure where consumer = $1 and event_id = $2', [consumer, eventId]);
};

/** Milliseconds to wait after the n-th failure; the same rule as in the table. */
export const pauseAfter = (failures: number): number => Math.min(5_000, 100 * 2 ** (failures - 1));
