import type { Envelope } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import { type OutboxRow, toEnvelope } from './outboxStore.ts';

/** How far the published story of an aggregate goes. */
export interface Head {
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly version: number;
}

export interface HeadsQuestion {
  readonly aggregates: readonly string[];
  /** Only what was published in the last so many seconds; null means ever. */
  readonly withinSeconds: number | null;
  /** Published at least so long ago, so that it had time to arrive. */
  readonly settledSeconds: number;
  /** Continue after this one. */
  readonly after: { readonly aggregateType: string; readonly aggregateId: string } | null;
}

const headsAtOnce = 1_000;

/** Aggregates with published events, a page of at most 1,000 by type and id. */
export const publishedHeads = (tx: Tx, question: HeadsQuestion): Promise<Head[]> =>
  tx.query(
    `select aggregate_type as "aggregateType", aggregate_id as "aggregateId", max(aggregate_version) as version from outbox
     where published_at <= clock_timestamp() - make_interval(secs => $1)
       and ($2::float8 is null or published_at >= clock_timestamp() - make_interval(secs => $2))
       and aggregate_type = any($3) and (aggregate_type, aggregate_id) > ($4, $5)
     group by 1, 2 order by 1, 2 limit $6`,
    [
      question.settledSeconds,
      question.withinSeconds,
      question.aggregates,
      question.after?.aggregateType ?? '',
      question.after?.aggregateId ?? '',
      headsAtOnce,
    ],
  );

export interface EventsQuestion {
  readonly aggregateType: string;
  readonly aggregateId: string;
  readonly from: number;
  readonly to: number;
}

const eventsAtOnce = 50;
const mostBytes = 512 * 1024;

/** Committed events of one aggregate by version, as many as fit into one answer; those held back are left out. */
export const eventsOf = async (tx: Tx, service: string, question: EventsQuestion): Promise<Envelope[]> => {
  const rows: OutboxRow[] = await tx.query(
    `select o.* from outbox o where aggregate_type = $1 and aggregate_id = $2 and aggregate_version between $3 and $4
       and withheld_at is null order by aggregate_version limit $5`,
    [question.aggregateType, question.aggregateId, question.from, question.to, eventsAtOnce],
  );
  let bytes = 0;
  return rows
    .map((row) => toEnvelope(service, row))
    .filter((envelope) => {
      bytes += Buffer.byteLength(JSON.stringify(envelope));
      return bytes <= mostBytes;
    });
};

export interface OutboxHealth {
  readonly waiting: number;
  /** Seconds since the oldest waiting row was written; 0 when none waits. */
  readonly oldestSeconds: number;
  readonly withheld: number;
}

/** How much waits to be published, and since when. */
export const outboxHealth = async (tx: Tx): Promise<OutboxHealth> => {
  const [row] = await tx.query(
    `select count(*) filter (where withheld_at is null) as waiting,
       coalesce(extract(epoch from clock_timestamp() - min(recorded_at) filter (where withheld_at is null)), 0)::float8
         as "oldestSeconds",
       count(*) filter (where withheld_at is not null) as withheld
     from outbox where published_at is null`,
  );
  return row;
};
