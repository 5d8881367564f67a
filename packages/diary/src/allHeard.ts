import { setTimeout as pause } from 'node:timers/promises';
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { type House, Problem } from '@shouwen/infra';
import { eventsWaitingIn } from './waitingQueries.ts';

type Ears = Pick<House, 'databases' | 'foundations'>;

/** What is still on its way in a house, and how much was ever told. */
type UnderWay = { readonly told: number; readonly events: number };

/**
 * Waits until every department has heard whatever the others told: nothing lies in an outbox, nothing waits in a stream or for
 * a confirmation or for earlier news, and nothing was told between two looks. @throws Problem when it does not come to that
 */
export const untilAllHeard = async (house: Ears, withinSeconds = 180): Promise<void> => {
  const end = performance.now() + withinSeconds * 1_000;
  for (let before = await look(house); ; ) {
    await pause(100);
    const now = await look(house);
    if (before.events === 0 && now.events === 0 && before.told === now.told) return;
    if (performance.now() > end) {
      throw new Problem(`${now.events} events are still under way in the house after ${withinSeconds} seconds.`);
    }
    before = now;
  }
};

const look = async ({ databases, foundations }: Ears): Promise<UnderWay> => {
  // The outboxes first: what leaves one meanwhile is met in the streams.
  const outboxes = await Promise.all(Object.values(databases).map(({ ownerUrl }) => eventsWaitingIn(ownerUrl)));
  const streams = await inStreams(foundations.natsUrl);
  return { told: streams.told, events: streams.events + outboxes.reduce((sum, one) => sum + one, 0) };
};

const inStreams = async (url: string): Promise<UnderWay> => {
  const nats = await connect({ servers: url.split(',') });
  try {
    const manager = await jetstreamManager(nats);
    let [told, events] = [0, 0];
    for await (const { config, state } of manager.streams.list()) {
      told += state.last_seq;
      for await (const consumer of manager.consumers.list(config.name)) {
        events += consumer.num_pending + consumer.num_ack_pending;
      }
    }
    return { told, events };
  } finally {
    await nats.close();
  }
};
