import { context, propagation } from '@opentelemetry/api';
import { type EventContract, parseData } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';

export interface OutboxMessage<Data = unknown> {
  readonly event: EventContract<Data>;
  /** Whose story this is a step of; the type must be the contract's. Versions count 1, 2, 3 … per aggregate. */
  readonly aggregate: { readonly type: string; readonly id: string };
  /** When it happened, by the clock of the command. */
  readonly at: Date;
  readonly data: NoInfer<Data>;
  /** UUID; becomes the event's id and the `Nats-Msg-Id`. */
  readonly id: string;
  /** W3C traceparent; the active trace when absent. */
  readonly trace?: string;
}

/** The stream takes no larger message; see `maxMessageBytes` there. The rest is for the envelope. */
const mostDataBytes = 240 * 1024;

/**
 * Writes events into the outbox, in the transaction of their cause: both are there or neither. The aggregate's version is given
 * here, under a lock held until commit, so that versions have no gap and become visible in order.
 * @throws ContractBroken when data breaks the contract; RangeError when it is larger than a message may be.
 */
export const appendToOutbox = async <Data extends readonly unknown[]>(
  tx: Tx,
  messages: { readonly [Index in keyof Data]: OutboxMessage<Data[Index]> },
): Promise<void> => {
  for (const message of messages) await append(tx, message);
};

/**
 * The same for many stories at once, one step of each, in one statement: for work on hundreds of rows.
 * @throws TypeError when a story comes twice; what `appendToOutbox` throws
 */
export const appendManyToOutbox = async (tx: Tx, messages: readonly OutboxMessage[]): Promise<void> => {
  const rows = messages.map(rowOf);
  if (new Set(rows.map(({ type, id }) => `${type}/${id}`)).size !== rows.length)
    throw new TypeError('of many stories at once each may have one step only');
  if (rows.length === 0) return;
  await tx.query(
    `with told as (
       select * from rows from (jsonb_to_recordset($1::jsonb) as
         (type text, id text, event_id uuid, event text, data jsonb, at timestamptz, trace text)) with ordinality
         as t(type, id, event_id, event, data, at, trace, place)),
     next as (
       insert into outbox_aggregate as a (aggregate_type, aggregate_id, version) select type, id, 1 from told order by type, id
       on conflict (aggregate_type, aggregate_id) do update set version = a.version + 1
       returning aggregate_type, aggregate_id, version),
     told_now as (
       insert into outbox (id, aggregate_type, aggregate_id, aggregate_version, type, data, occurred_at, traceparent)
       select event_id, type, id, next.version, event, data, at, trace
       from told join next on next.aggregate_type = told.type and next.aggregate_id = told.id order by place)
     select pg_notify('outbox', '')`,
    [JSON.stringify(rows)],
  );
};

const append = async (tx: Tx, message: OutboxMessage): Promise<void> => {
  const { type, id, event_id: eventId, event, data, at, trace } = rowOf(message);
  await tx.query(
    `with next as (
       insert into outbox_aggregate as a (aggregate_type, aggregate_id, version) values ($1, $2, 1)
       on conflict (aggregate_type, aggregate_id) do update set version = a.version + 1
       returning version)
     insert into outbox (id, aggregate_type, aggregate_id, aggregate_version, type, data, occurred_at, traceparent)
     select $3, $1, $2, next.version, $4, $5, $6, $7 from next
     returning pg_notify('outbox', '')`,
    [type, id, eventId, event, JSON.stringify(data), at, trace],
  );
};

/** Checked, and named as the statements name it. */
const rowOf = ({ event, aggregate, at, id, trace, data: told }: OutboxMessage) => {
  if (aggregate.type !== event.aggregate)
    throw new TypeError(`${event.type} belongs to the aggregate '${event.aggregate}', not '${aggregate.type}'`);
  const data = parseData(event, told);
  if (Buffer.byteLength(JSON.stringify(data)) > mostDataBytes)
    throw new RangeError(`${event.type} ${id} is larger than a message may be`);
  return {
    type: aggregate.type,
    id: aggregate.id,
    event_id: id,
    event: event.type,
    data,
    at,
    trace: trace ?? activeTrace(),
  };
};

const activeTrace = (): string | null => {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent ?? null;
};
