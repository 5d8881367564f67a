import { type Consumer as JetStreamConsumer, type JsMsg, jetstream, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Envelope } from '@shouwen/contracts';
import type { Link } from '../nats/link.ts';
import { ensureDurable, type StreamSettings } from '../nats/streams.ts';
import { streamOf } from '../nats/subjects.ts';
import { type Loop, startLoop } from '../operate/loop.ts';
import type { Counts } from '../operate/status.ts';
import { aggregateOf } from './inboxStore.ts';
import { readOrBury } from './readOrBury.ts';
import { applyParked, type Receive, type ReceiveDeps, type Received } from './receive.ts';

export interface ConsumerDeps extends ReceiveDeps {
  readonly link: Link;
  readonly settings: StreamSettings;
  readonly receive: Receive;
  readonly counts: Counts;
  /** Called when the durable had to be made: what was published before may be gone from the stream. */
  readonly onNewDurable: () => void;
}

const mostAtOnce = 100;
const fetchMilliseconds = 5_000;

/** Pulls events of one group from the stream and receives them, until stopped. Does nothing while NATS is down. */
export const startConsumer = (deps: ConsumerDeps): Loop => {
  let stopFetch = () => {};
  let bound: JetStreamConsumer | null = null;
  const round = async (): Promise<'more' | 'nothing'> => {
    const connection = deps.link.connection();
    if (connection === null) return 'nothing';
    const consumer = bound ?? (await bind(deps, connection));
    // Bound again after an error and after silence: a broker that was wiped has lost the durable.
    bound = null;
    const fetched = await consumer.fetch({ max_messages: mostAtOnce, expires: fetchMilliseconds });
    stopFetch = () => fetched.stop();
    const brought = await drainInto(fetched, (messages) => handle(deps, messages));
    if (brought > 0 && deps.link.connection() === connection) bound = consumer;
    return 'more';
  };
  const { name } = deps.group;
  // What was asked of the broker before it went away will never be answered.
  deps.link.onUp(() => {
    stopFetch();
    loop.wake(true);
  });
  const loop = startLoop({ name: `consumer ${name}`, pauseMilliseconds: 500, log: deps.log, round });
  return {
    wake: loop.wake,
    stop: async () => {
      const stopped = loop.stop();
      stopFetch();
      await stopped;
    },
  };
};

const bind = async (deps: ConsumerDeps, connection: NatsConnection): Promise<JetStreamConsumer> => {
  const { group, settings } = deps;
  const manager = await jetstreamManager(connection, { checkAPI: false });
  const { created } = await ensureDurable(manager, { ...group, severalFilters: isAtLeast2_10(connection), settings });
  if (created) deps.onNewDurable();
  return jetstream(connection).consumers.get(streamOf(group.publisher), group.durable);
};

const isAtLeast2_10 = (connection: NatsConnection): boolean => {
  const [major = 0, minor = 0] = (connection.info?.version ?? '').split('.').map(Number);
  return major > 2 || (major === 2 && minor >= 10);
};

/** Hands over whatever has arrived while the last batch was worked on, so that a batch is small when it is quiet and large when not. */
const drainInto = async (
  fetched: AsyncIterable<JsMsg>,
  work: (messages: JsMsg[]) => Promise<void>,
): Promise<number> => {
  let brought = 0;
  const waiting: JsMsg[] = [];
  let working: Promise<void> | null = null;
  let trouble: unknown = null;
  const workOff = async (): Promise<void> => {
    while (waiting.length > 0 && trouble === null) {
      await work(waiting.splice(0)).catch((error) => {
        trouble = error;
      });
    }
    working = null;
  };
  for await (const message of fetched) {
    brought += 1;
    waiting.push(message);
    working ??= workOff();
    if (trouble !== null) break;
  }
  await working;
  if (trouble !== null) throw trouble;
  return brought;
};

const handle = async (deps: ConsumerDeps, messages: readonly JsMsg[]): Promise<void> => {
  const keepAlive = setInterval(() => {
    for (const message of messages) message.working();
  }, deps.settings.ackWaitSeconds * 500);
  try {
    const readable: { message: JsMsg; event: Envelope }[] = [];
    for (const message of messages) {
      deps.counts.redelivered += message.info.deliveryCount > 1 ? 1 : 0;
      const read = await readOrBury(deps, message.string(), `${streamOf(deps.group.publisher)}:${message.seq}`);
      if ('event' in read) readable.push({ message, event: read.event });
      else await confirm(deps, message, read.buried);
    }
    const received = await deps.receive(
      deps,
      readable.map(({ event }) => event),
    );
    await Promise.all(received.map((result, index) => confirm(deps, readable[index]?.message as JsMsg, result)));
    const moved = readable.filter((_, index) => received[index]?.outcome === 'applied');
    if (moved.length > 0)
      deps.counts.applied += await applyParked(
        deps,
        moved.map(({ event }) => aggregateOf(event)),
      );
  } finally {
    clearInterval(keepAlive);
  }
};

const confirm = async (deps: ConsumerDeps, message: JsMsg, result: Received): Promise<void> => {
  deps.counts[result.outcome] += 1;
  if (result.outcome === 'failed') message.nak(result.retryMilliseconds);
  else if (result.outcome === 'dead') message.term('dead letter');
  // A lost confirmation is no harm: the inbox knows the event.
  else await message.ackAck().catch(() => undefined);
};
