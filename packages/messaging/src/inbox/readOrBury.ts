import { type Envelope, parseEnvelope } from '@shouwen/contracts';
import { addUnreadable, countFailure, pauseAfter } from './deadLetterStore.ts';
import { mostTries, type ReceiveDeps, type Received } from './receive.ts';

/**
 * Reads a message as an event. What cannot be read fails like an event that cannot be applied: eight times, then it is kept as it
 * came.
 * @param id names the message by its place in the stream, because it has no other name that could be trusted
 */
export const readOrBury = async (
  deps: ReceiveDeps,
  body: string,
  id: string,
): Promise<{ readonly event: Envelope } | { readonly buried: Received }> => {
  try {
    return { event: parseEnvelope(body) };
  } catch (error) {
    return { buried: await bury(deps, { body, id, reason: (error as Error).message }) };
  }
};

const bury = async (
  { db, group, clock, log }: ReceiveDeps,
  { body, id, reason }: { body: string; id: string; reason: string },
): Promise<Received> => {
  const consumer = group.name;
  const failures = await db.transaction(async (tx) => {
    const count = await countFailure(tx, { consumer, eventId: id, reason });
    const letter = { consumer, publisher: group.publisher, reason, failures: count, at: clock(), id, body };
    if (count >= mostTries) await addUnreadable(tx, letter);
    return count;
  });
  if (failures < mostTries) return { outcome: 'failed', retryMilliseconds: pauseAfter(failures) };
  log.error({ alarm: 'dead-letter', consumer, eventId: id }, 'A message that is no event was given up');
  return { outcome: 'dead' };
};
