import type { Database } from '@shouwen/database';
import { outboxHealth } from '../outbox/outboxQueries.ts';
import type { Log } from './log.ts';
import { type Loop, startLoop } from './loop.ts';

const everyMilliseconds = 5_000;

/** Raises an alarm, once per spell, when events wait too long to be published. */
export const watchOutbox = (db: Database, log: Log, alarmSeconds: number): Loop => {
  let alarmed = false;
  return startLoop({
    name: 'outbox watch',
    pauseMilliseconds: everyMilliseconds,
    log,
    round: async () => {
      const health = await db.read(outboxHealth);
      const old = health.oldestSeconds > alarmSeconds;
      if (old && !alarmed) log.error({ alarm: 'outbox-age', ...health }, 'Events wait too long to be published');
      if (!old && alarmed) log.info({ alarm: 'outbox-age', over: true }, 'Events are published in time again');
      alarmed = old;
      return 'nothing';
    },
  });
};
