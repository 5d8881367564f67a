import type { Envelope } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import { inTrace } from '../operate/trace.ts';
import type { ConsumerGroup } from './consumerGroup.ts';
import { addToInbox, aggregateOf, inInbox, keyOf, lockCursors, moveCursors, park, unparkUpTo } from './inboxStore.ts';

/** 'parked': something before it is missing. 'duplicate': it had been applied before, and nothing was done now. */
export type Applied = 'applied' | 'duplicate' | 'parked';

export interface ApplyDeps {
  readonly group: ConsumerGroup;
  readonly known: ReadonlySet<string>;
}

/** The event cannot be applied, now or ever, for a reason that lies in the event. */
export class Poison extends Error {
  override readonly name = 'Poison';
}

/**
 * Applies events in one transaction, each exactly once and each aggregate's in the order of versions: the cursors are locked, and
 * inbox rows, effects and the next versions are written together. Events without a handler only move the cursor.
 * @returns what became of each event, in their order.
 * @throws Poison, or whatever a handler throws; then the transaction must not be committed.
 */
export const applyEvents = async (
  tx: Tx,
  { group, known }: ApplyDeps,
  events: readonly Envelope[],
): Promise<Applied[]> => {
  const before = await lockCursors(tx, group, events.map(aggregateOf));
  const { next, early, late, reached } = sorted(events, before);
  const unknown = next.find((event) => !known.has(event.type));
  // A type that nobody here has heard of may matter: skipping it in silence would be losing it.
  if (unknown) throw new Poison(`Unknown event type ${unknown.type}`);
  const fresh = await addToInbox(tx, group, next);
  for (const event of next) {
    if (fresh.has(event.id)) await inTrace(event, async () => group.handlers.get(event.type)?.handle(tx, event));
  }
  await moveCursors(tx, group, reached);
  await park(tx, group, early);
  await refuseRewritten(tx, group, late);
  await unparkUpTo(tx, group, lastOfEach([...late, ...reached.values()]));
  const parked = new Set(early);
  const applied = new Set(next.filter((event) => fresh.has(event.id)));
  return events.map((event) => (parked.has(event) ? 'parked' : applied.has(event) ? 'applied' : 'duplicate'));
};

interface Sorted {
  /** Each the next of its aggregate when its turn comes. */
  readonly next: Envelope[];
  /** Something before them is missing. */
  readonly early: Envelope[];
  /** Their version has been applied. */
  readonly late: Envelope[];
  /** The last version of each aggregate that moves. */
  readonly reached: Map<string, Envelope>;
}

const sorted = (events: readonly Envelope[], before: ReadonlyMap<string, number>): Sorted => {
  const result: Sorted = { next: [], early: [], late: [], reached: new Map() };
  for (const event of events) {
    const key = keyOf(aggregateOf(event));
    const cursor = result.reached.get(key)?.aggregateversion ?? before.get(key) ?? 0;
    if (event.aggregateversion <= cursor) result.late.push(event);
    else if (event.aggregateversion > cursor + 1) result.early.push(event);
    else {
      result.next.push(event);
      result.reached.set(key, event);
    }
  }
  return result;
};

/** The same version under another id means that the publisher's history was rewritten: that is never a mere duplicate. */
const refuseRewritten = async (tx: Tx, group: ConsumerGroup, late: readonly Envelope[]): Promise<void> => {
  const heard = await inInbox(tx, group, late);
  const stranger = late.find((event) => !heard.has(event.id));
  if (stranger)
    throw new Poison(
      `Version ${stranger.aggregateversion} of ${stranger.aggregatetype} ${stranger.subject} was applied under another id`,
    );
};

/** Of each aggregate the event with the highest version. */
const lastOfEach = (events: readonly Envelope[]): Envelope[] => {
  const last = new Map<string, Envelope>();
  for (const event of events) {
    const key = keyOf(aggregateOf(event));
    if (event.aggregateversion > (last.get(key)?.aggregateversion ?? 0)) last.set(key, event);
  }
  return [...last.values()];
};
