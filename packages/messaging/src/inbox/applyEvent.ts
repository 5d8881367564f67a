import type { Envelope } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import { inTrace } from '../operate/trace.ts';
import type { ConsumerGroup } from './consumerGroup.ts';
import { addToInbox, aggregateOf, isInInbox, keyOf, lockCursors, moveCursor, park, unpark } from './inboxStore.ts';

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
 * Applies events in one transaction, each exactly once and each aggregate's in the order of versions: the cursor is locked, the
 * inbox row, the effect and the next version are written together. Events without a handler only move the cursor.
 * @returns what became of each event, in their order.
 * @throws whatever a handler throws; then the transaction must not be committed.
 */
export const applyEvents = async (tx: Tx, deps: ApplyDeps, events: readonly Envelope[]): Promise<Applied[]> => {
  const cursors = await lockCursors(tx, deps.group, events.map(aggregateOf));
  const outcomes: Applied[] = [];
  for (const event of events) {
    const key = keyOf(aggregateOf(event));
    const outcome = await applyOne(tx, deps, { event, cursor: cursors.get(key) ?? 0 });
    if (outcome === 'applied') cursors.set(key, event.aggregateversion);
    outcomes.push(outcome);
  }
  return outcomes;
};

const applyOne = async (
  tx: Tx,
  { group, known }: ApplyDeps,
  { event, cursor }: { event: Envelope; cursor: number },
): Promise<Applied> => {
  if (event.aggregateversion <= cursor) return duplicateOf(tx, group, event);
  if (event.aggregateversion > cursor + 1) {
    await park(tx, group, event);
    return 'parked';
  }
  // A type that nobody here has heard of may matter: skipping it in silence would be losing it.
  if (!known.has(event.type)) throw new Poison(`Unknown event type ${event.type}`);
  const first = await addToInbox(tx, group, event);
  if (first) await inTrace(event, async () => group.handlers.get(event.type)?.handle(tx, event));
  await moveCursor(tx, group, event);
  await unpark(tx, group, event);
  return first ? 'applied' : 'duplicate';
};

/** The same version under another id means that the publisher's history was rewritten: that is never a mere duplicate. */
const duplicateOf = async (tx: Tx, group: ConsumerGroup, event: Envelope): Promise<Applied> => {
  if (!(await isInInbox(tx, group, event)))
    throw new Poison(
      `Version ${event.aggregateversion} of ${event.aggregatetype} ${event.subject} was applied under another id`,
    );
  await unpark(tx, group, event);
  return 'duplicate';
};
