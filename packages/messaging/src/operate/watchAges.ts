import type { Database, Tx } from '@shouwen/database';
import { longestWait, waitingHealth } from '../inbox/waitingStore.ts';
import { outboxHealth } from '../outbox/outboxQueries.ts';
import type { Log } from './log.ts';
import { type Loop, startLoop } from './loop.ts';

const everyMilliseconds = 5_000;

interface Watch {
  readonly alarm: string;
  readonly seconds: number;
  readonly look: (tx: Tx) => Promise<{ readonly oldestSeconds: number }>;
  readonly raised: string;
  readonly over: string;
}

/** Raises an alarm, once per spell, when events wait too long to be published. */
export const watchOutbox = (db: Database, log: Log, seconds: number): Loop =>
  watchAge(db, log, {
    alarm: 'outbox-age',
    seconds,
    look: outboxHealth,
    raised: 'Events wait too long to be published',
    over: 'Events are published in time again',
  });

/** Raises an alarm, once per spell, when events wait too long for news of another department; they go on waiting. */
export const watchWaiting = (db: Database, log: Log, seconds: number): Loop =>
  watchAge(db, log, {
    alarm: 'waits-for-news',
    seconds,
    look: async (tx) => ({ ...(await waitingHealth(tx)), ...(await longestWait(tx)) }),
    raised: 'Events wait too long for news of another department',
    over: 'No event waits long for news any more',
  });

const watchAge = (db: Database, log: Log, { alarm, seconds, look, raised, over }: Watch): Loop => {
  let alarmed = false;
  return startLoop({
    name: `watch ${alarm}`,
    pauseMilliseconds: everyMilliseconds,
    log,
    round: async () => {
      const health = await db.read(look);
      const old = health.oldestSeconds > seconds;
      if (old && !alarmed) log.error({ alarm, ...health }, raised);
      if (!old && alarmed) log.info({ alarm, over: true }, over);
      alarmed = old;
      return 'nothing';
    },
  });
};
