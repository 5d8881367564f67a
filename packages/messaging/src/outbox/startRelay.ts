import { jetstreamManager } from '@nats-io/jetstream';
import { ensureStream, type StreamSettings } from '../nats/streams.ts';
import { type Loop, startLoop } from '../operate/loop.ts';
import { listenToOutbox } from './ears.ts';
import type { RelayDeps, RelayRound } from './relay.ts';

const pollMilliseconds = 1_000;

/** Carries outbox rows to the stream for as long as the service lives. Any number of replicas may do so at once. */
export const startRelay = (deps: RelayDeps, round: RelayRound, settings: StreamSettings): Loop => {
  let streamIsThere = false;
  deps.link.onUp(() => {
    streamIsThere = false;
    loop.wake(true);
  });
  const ears = listenToOutbox(deps.db, () => loop.wake());
  const loop = startLoop({
    name: 'relay',
    pauseMilliseconds: pollMilliseconds,
    log: deps.log,
    round: async () => {
      await ears.open();
      const connection = deps.link.connection();
      if (connection === null) return 'nothing';
      if (!streamIsThere) {
        await ensureStream(await jetstreamManager(connection, { checkAPI: false }), deps.service, settings);
        streamIsThere = true;
      }
      try {
        return (await round(deps)) > 0 ? 'more' : 'nothing';
      } catch (error) {
        streamIsThere = false;
        throw error;
      }
    },
  });
  return {
    wake: loop.wake,
    stop: async () => {
      await loop.stop();
      await ears.close();
    },
  };
};
