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

const append = async (tx: Tx, message: OutboxMessage): Promise<void> => {
  const { event, aggregate, at, id, trace } = message;
  if (aggregate.type !== event.aggregate)
    throw new TypeError(`${event.type} belongs to the aggregate '${event.aggregate}', not '${aggregate.type}'`);
  const data = JSON.stringify(parseData(event, message.data));
  if (Buffer.byteLength(data) > mostDataBytes)
    throw new RangeError(`${event.type} ${id} is larger than a message may be`);
  await tx.query(
    `with next as (
       insert into outbox_aggregate as a (aggregate_type, aggregate_id, version) values ($1, $2, 1)
       on conflict (aggregate_type, aggregate_id) do update set version = a.version + 1
       returning version)
     insert into outbox (id, aggregate_type, aggregate_id, aggregate_version, type, data, occurred_at, traceparent)
     select $3, $1, $2, next.version, $4, $5, $6, $7 from next
     returning pg_notify('outbox', '')`,
    [aggregate.type, aggregate.id, id, event.type, data, at, trace ?? activeTrace()],
  );
};

const activeTrace = (): string | null => {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent ?? null;
};
