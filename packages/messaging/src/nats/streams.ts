import {
  AckPolicy,
  DeliverPolicy,
  DiscardPolicy,
  JetStreamApiCodes,
  type JetStreamManager,
  RetentionPolicy,
  StorageType,
} from '@nats-io/jetstream';
import { nanos } from '@nats-io/transport-node';
import { isApiError } from './apiError.ts';
import { allEventsOf, eventsOfAggregate, streamOf } from './subjects.ts';

export interface StreamSettings {
  /** Copies of each stream in the cluster: 1 on one machine, 3 on three or more. */
  readonly replicas: number;
  /** A second message with the same id is dropped within this time. */
  readonly duplicateWindowSeconds: number;
  /** What the consumer does not confirm within this time is delivered again. */
  readonly ackWaitSeconds: number;
}

const maxMessageBytes = 256 * 1024;
const keptDays = 14;

// Stream name in use; consumer name in use; consumer exists already: another process was first.
const alreadyThere = [10058, 10013, 10148];

/** Makes the stream of a publisher unless it exists. Publisher and consumers both do, because either may start first. */
export const ensureStream = async (
  manager: JetStreamManager,
  publisher: string,
  { replicas, duplicateWindowSeconds }: StreamSettings,
): Promise<void> => {
  const name = streamOf(publisher);
  try {
    await manager.streams.info(name);
  } catch (error) {
    if (!isApiError(error, JetStreamApiCodes.StreamNotFound)) throw error;
    await tolerating(
      manager.streams.add({
        name,
        subjects: [allEventsOf(publisher)],
        storage: StorageType.File,
        retention: RetentionPolicy.Limits,
        // When it is full it says so, and rows wait in the outbox; the alternative forgets the oldest in silence.
        discard: DiscardPolicy.New,
        num_replicas: replicas,
        max_age: nanos(keptDays * 24 * 60 * 60 * 1_000),
        max_msg_size: maxMessageBytes,
        duplicate_window: nanos(duplicateWindowSeconds * 1_000),
        deny_delete: true,
        deny_purge: true,
      }),
    );
  }
};

export interface DurableOptions {
  readonly publisher: string;
  readonly durable: string;
  readonly aggregates: readonly string[];
  /** Whether the server can filter by several subjects; it can from 2.10 on. */
  readonly severalFilters: boolean;
  readonly settings: StreamSettings;
}

/** Makes the durable pull consumer unless it exists, and answers whether it had to: then the stream may have lost things, too. */
export const ensureDurable = async (
  manager: JetStreamManager,
  { publisher, durable, aggregates, severalFilters, settings }: DurableOptions,
): Promise<{ created: boolean }> => {
  await ensureStream(manager, publisher, settings);
  const wanted = aggregates.map((aggregate) => eventsOfAggregate(publisher, aggregate));
  // Hearing too much does no harm: what has no handler only moves a cursor.
  const filter = wanted.length === 1 || severalFilters ? wanted : [allEventsOf(publisher)];
  try {
    const { config } = await manager.consumers.info(streamOf(publisher), durable);
    const now = config.filter_subjects ?? [config.filter_subject ?? ''];
    // A new version of the service may listen to more: the durable grows with it, and what it missed is reconciled.
    if (sameSet(now, filter)) return { created: false };
    await manager.consumers.update(streamOf(publisher), durable, filterOf(filter));
    return { created: true };
  } catch (error) {
    if (!isApiError(error, JetStreamApiCodes.ConsumerNotFound)) throw error;
  }
  await tolerating(
    manager.consumers.add(streamOf(publisher), {
      durable_name: durable,
      ack_policy: AckPolicy.Explicit,
      ack_wait: nanos(settings.ackWaitSeconds * 1_000),
      deliver_policy: DeliverPolicy.All,
      // Eight tries are counted in the database, where a crash of the broker cannot forget them.
      max_deliver: -1,
      max_ack_pending: 500,
      ...filterOf(filter),
    }),
  );
  return { created: true };
};

/** Both fields are named, so that an update takes the other one away; a durable may not have both. */
const filterOf = (filter: readonly string[]): { filter_subject?: string; filter_subjects?: string[] } =>
  filter.length === 1
    ? { filter_subject: filter[0], filter_subjects: undefined }
    : { filter_subject: undefined, filter_subjects: [...filter] };

const sameSet = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && b.every((item) => a.includes(item));

const tolerating = async (made: Promise<unknown>): Promise<void> => {
  try {
    await made;
  } catch (error) {
    if (!isApiError(error, ...alreadyThere)) throw error;
  }
};
