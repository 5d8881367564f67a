import type { Envelope } from '@shouwen/contracts';
import { type Database, DatabaseUnavailable } from '@shouwen/database';
import type { CrashPoint } from '../operate/crashPoint.ts';
import { errorFields, type Log } from '../operate/log.ts';
import { type Applied, type ApplyDeps, applyEvents } from './applyEvents.ts';
import { addDeadLetter, countFailure, forgetFailures, pauseAfter } from './deadLetterStore.ts';
import { ripeParked } from './inboxQueries.ts';
import { type AggregateName, unparkOne } from './inboxStore.ts';
import { heldAmong, keepWaiting } from './waitingStore.ts';
import { WaitsForNews } from './waitsForNews.ts';

export interface ReceiveDeps extends ApplyDeps {
  readonly db: Database;
  readonly log: Log;
  readonly clock: () => Date;
  readonly crashPoint: CrashPoint;
}

export type Received =
  /** 'waiting': kept here until news of another department has come. */
  | { readonly outcome: Applied | 'dead' | 'waiting' }
  | { readonly outcome: 'failed'; readonly retryMilliseconds: number };

/** Takes a batch of events and answers what became of each, in their order. */
export type Receive = (deps: ReceiveDeps, events: readonly Envelope[]) => Promise<Received[]>;

export const mostTries = 8;

/**
 * Applies a batch in one transaction; when one event spoils it, each in its own. An event that failed eight times becomes a dead
 * letter; one that waits for news of others stays until it comes. Those behind it in its aggregate stay parked.
 * @throws DatabaseUnavailable: then nothing is anybody's fault, and all may be delivered again.
 */
export const receive: Receive = async (deps, events) => {
  const held = await deps.db.read((tx) => heldAmong(tx, deps.group, events));
  const living = events.filter((event) => !held.has(event.id));
  const received = (await together(deps, living)) ?? (await oneByOne(deps, living));
  const results = received.values();
  return events.map((event) => {
    const outcome = held.get(event.id);
    return outcome ? { outcome } : (results.next().value as Received);
  });
};

/** One transaction for all, which is many times faster; null when it failed and nothing was done. */
const together = async (deps: ReceiveDeps, events: readonly Envelope[]): Promise<Received[] | null> => {
  if (events.length < 2) return null;
  try {
    const outcomes = await deps.db.transaction((tx) => applyEvents(tx, deps, events));
    deps.crashPoint('consumer.after_commit');
    return outcomes.map((outcome) => ({ outcome }));
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error;
    return null;
  }
};

const oneByOne = async (deps: ReceiveDeps, events: readonly Envelope[]): Promise<Received[]> => {
  const received: Received[] = [];
  for (const event of events) received.push(await alone(deps, event));
  return received;
};

const alone = async (deps: ReceiveDeps, event: Envelope): Promise<Received> => {
  try {
    const [outcome = 'duplicate'] = await deps.db.transaction((tx) => applyEvents(tx, deps, [event]));
    deps.crashPoint('consumer.after_commit');
    return { outcome };
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error;
    return error instanceof WaitsForNews ? waits(deps, event, error) : failed(deps, event, error as Error);
  }
};

const waits = async ({ db, group, log }: ReceiveDeps, event: Envelope, error: WaitsForNews): Promise<Received> => {
  const tries = await db.transaction((tx) => keepWaiting(tx, group, event, error.message));
  const fields = { consumer: group.name, eventId: event.id, type: event.type, waitsFor: error.message };
  if (tries === 1) log.info(fields, 'An event waits for news of another department');
  return { outcome: 'waiting' };
};

const failed = async (deps: ReceiveDeps, event: Envelope, error: Error): Promise<Received> => {
  const { group, log } = deps;
  const reason = `${error.name}: ${error.message}`;
  const failures = await deps.db.transaction(async (tx) => {
    const count = await countFailure(tx, { consumer: group.name, eventId: event.id, reason });
    if (count >= mostTries) {
      const letter = { consumer: group.name, publisher: group.publisher, envelope: event, reason, failures: count };
      await addDeadLetter(tx, { ...letter, at: deps.clock() });
      await forgetFailures(tx, group.name, event.id);
      await unparkOne(tx, group, event);
    }
    return count;
  });
  const fields = { consumer: group.name, eventId: event.id, type: event.type, failures, ...errorFields(error) };
  if (failures < mostTries) {
    log.warn(fields, 'An event could not be applied; trying again');
    return { outcome: 'failed', retryMilliseconds: pauseAfter(failures) };
  }
  log.error({ alarm: 'dead-letter', ...fields }, 'An event was given up; it waits in the dead letters');
  return { outcome: 'dead' };
};

/**
 * Applies parked events whose turn has come, until none is left that can be; answers how many were applied.
 * @param among looks only at these aggregates; null looks at all
 */
export const applyParked = async (deps: ReceiveDeps, among: readonly AggregateName[] | null): Promise<number> => {
  let applied = 0;
  for (;;) {
    const ripe = await deps.db.read((tx) => ripeParked(tx, deps.group, among));
    if (ripe.length === 0) return applied;
    for (const { outcome } of await receive(deps, ripe)) if (outcome === 'applied') applied += 1;
  }
};
