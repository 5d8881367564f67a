import { JetStreamApiCodes, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { restingAmong } from '../inbox/deadLetterStore.ts';
import { behind, type Gap, openGaps } from '../inbox/inboxQueries.ts';
import { applyParked, type ReceiveDeps, receive } from '../inbox/receive.ts';
import { isApiError } from '../nats/apiError.ts';
import type { Link } from '../nats/link.ts';
import { streamOf } from '../nats/subjects.ts';
import type { Counts } from '../operate/status.ts';
import type { Head } from '../outbox/outboxQueries.ts';
import { askEvents, askHeads } from './askOwner.ts';

export interface ReconcileDeps extends ReceiveDeps {
  readonly link: Link;
  readonly counts: Counts;
}

const gapPatienceSeconds = 2;
const settledSeconds = 3;

/**
 * Applies parked events whose turn has come, and fetches from the publisher what parked events have been waiting for.
 * @returns how many events were fetched and applied.
 */
export const healGaps = async (deps: ReconcileDeps): Promise<number> => {
  deps.counts.applied += await applyParked(deps, null);
  const gaps = await deps.db.read((tx) => openGaps(tx, deps.group, gapPatienceSeconds));
  const connection = deps.link.connection();
  return connection === null ? 0 : fill(deps, connection, gaps);
};

/**
 * Compares the publisher's outbox with what was heard here and fetches what is missing, also when nothing later has come that
 * would show a gap: this is the answer to a broker that confirmed and then forgot.
 * @param withinSeconds looks at what was published so recently; null looks at everything
 * @returns how many events were fetched and applied; null when there was no time to look, because the stream still brings some.
 */
export const reconcile = async (deps: ReconcileDeps, withinSeconds: number | null): Promise<number | null> => {
  const { group } = deps;
  const connection = deps.link.connection();
  if (connection === null || (await streamBringsMore(connection, deps))) return null;
  let healed = 0;
  let after: Head | null = null;
  do {
    const question = { aggregates: group.aggregates, withinSeconds, settledSeconds, after };
    const heads: Head[] = await askHeads(connection, group.publisher, question);
    const gaps = await deps.db.read((tx) => behind(tx, group, heads));
    healed += await fill(deps, connection, gaps);
    after = heads.at(-1) ?? null;
  } while (after !== null);
  return healed;
};

const streamBringsMore = async (connection: NatsConnection, { group }: ReconcileDeps): Promise<boolean> => {
  const manager = await jetstreamManager(connection, { checkAPI: false });
  try {
    return (await manager.consumers.info(streamOf(group.publisher), group.durable)).num_pending > 0;
  } catch (error) {
    // The durable is about to be made, and brings what the stream has.
    if (isApiError(error, JetStreamApiCodes.ConsumerNotFound, JetStreamApiCodes.StreamNotFound)) return true;
    throw error;
  }
};

const fill = async (deps: ReconcileDeps, connection: NatsConnection, gaps: readonly Gap[]): Promise<number> => {
  let healed = 0;
  for (const gap of gaps) healed += await fillOne(deps, connection, gap);
  if (healed > 0) {
    deps.counts.applied += await applyParked(deps, null);
    deps.counts.healed += healed;
    const fields = { alarm: 'reconciled', consumer: deps.group.name, publisher: deps.group.publisher, healed };
    deps.log.warn(fields, 'Events that the stream had not brought were fetched from their publisher');
  }
  return healed;
};

const fillOne = async (deps: ReconcileDeps, connection: NatsConnection, gap: Gap): Promise<number> => {
  let healed = 0;
  for (let from = gap.from; from <= gap.to; ) {
    const events = await askEvents(connection, deps.group.publisher, { ...gap, from });
    const [first, last] = [events[0], events.at(-1)];
    if (first === undefined || last === undefined) return healed;
    // It was brought, and failed: the stream brings it again, and asking too would only use up its tries.
    const resting = await deps.db.read((tx) => restingAmong(tx, deps.group.name, [first.id]));
    if (resting.size > 0) return healed;
    const received = await receive(deps, events);
    for (const { outcome } of received) deps.counts[outcome] += 1;
    healed += received.filter(({ outcome }) => outcome === 'applied').length;
    if (received.some(({ outcome }) => outcome !== 'applied' && outcome !== 'duplicate')) return healed;
    from = last.aggregateversion + 1;
  }
  return healed;
};
