import { type JetStreamClient, jetstream } from '@nats-io/jetstream';
import type { Database, Tx } from '@shouwen/database';
import { addDeadLetter } from '../inbox/deadLetterStore.ts';
import { isApiError } from '../nats/apiError.ts';
import type { Link } from '../nats/link.ts';
import { subjectOf } from '../nats/subjects.ts';
import type { CrashPoint } from '../operate/crashPoint.ts';
import { errorFields, type Log } from '../operate/log.ts';
import { countAttempt, markPublished, type OutboxRow, takeWaiting, toEnvelope, withhold } from './outboxStore.ts';

export interface RelayDeps {
  readonly db: Database;
  readonly service: string;
  readonly link: Link;
  readonly log: Log;
  readonly clock: () => Date;
  readonly crashPoint: CrashPoint;
  /** How often each event is sent; more than once only in rehearsals. */
  readonly copies: number;
}

/** One round of a relay: carries waiting rows to the stream and answers how many arrived. */
export type RelayRound = (deps: RelayDeps) => Promise<number>;

const inFlight = 256;
const ackMilliseconds = 5_000;
const mostTries = 8;

/**
 * Publishes waiting rows and marks those that the stream confirmed, row by row: a cursor over a sequence would step over rows
 * whose transaction commits late. Dying between confirmation and mark publishes twice, which the inbox forgives.
 * @throws when the stream did not confirm, so that the caller backs off.
 */
export const relayRound: RelayRound = async (deps) => {
  const connection = deps.link.connection();
  if (connection === null) return 0;
  const stream = jetstream(connection, { timeout: ackMilliseconds });
  const result = await deps.db.transaction(async (tx) => {
    const rows = await takeWaiting(tx);
    if (rows.length > 0) deps.crashPoint('outbox.after_commit');
    const sent = await publish(stream, deps, rows);
    if (sent.confirmed.length > 0) deps.crashPoint('relay.after_puback');
    await markPublished(tx, sent.confirmed);
    for (const failure of sent.refused) await countRefusal(tx, deps, failure);
    return sent;
  });
  if (result.trouble !== null) throw result.trouble;
  return result.confirmed.length;
};

interface Sent {
  readonly confirmed: string[];
  /** Rows that the stream will never take as they are. */
  readonly refused: { readonly row: OutboxRow; readonly error: Error }[];
  /** The stream is away or full: no row's fault. */
  trouble: Error | null;
}

const publish = async (
  stream: JetStreamClient,
  { service, copies }: Pick<RelayDeps, 'service' | 'copies'>,
  rows: readonly OutboxRow[],
): Promise<Sent> => {
  const sent: Sent = { confirmed: [], refused: [], trouble: null };
  for (let start = 0; start < rows.length && sent.trouble === null; start += inFlight) {
    await Promise.all(
      rows.slice(start, start + inFlight).map(async (row) => {
        try {
          const event = JSON.stringify(toEnvelope(service, row));
          for (const msgID of messageIds(row, copies)) await stream.publish(subjectOf(row.type), event, { msgID });
          sent.confirmed.push(row.id);
        } catch (error) {
          if (isRefusal(error)) sent.refused.push({ row, error: error as Error });
          else sent.trouble = error as Error;
        }
      }),
    );
  }
  return sent;
};

/** Under another name the stream takes a copy for something new. */
const messageIds = ({ id }: OutboxRow, copies: number): string[] =>
  Array.from({ length: copies }, (_, copy) => (copy === 0 ? id : `${id}/${copy}`));

const messageTooLarge = 10054;

const isRefusal = (error: unknown): boolean =>
  isApiError(error, messageTooLarge) || (error instanceof Error && /max_payload|MAX_PAYLOAD/i.test(error.message));

const countRefusal = async (tx: Tx, deps: RelayDeps, { row, error }: Sent['refused'][number]): Promise<void> => {
  const attempts = await countAttempt(tx, row.id);
  if (attempts < mostTries) return;
  await withhold(tx, row.id);
  const envelope = toEnvelope(deps.service, row);
  await addDeadLetter(tx, {
    consumer: 'relay',
    publisher: deps.service,
    envelope,
    reason: error.message,
    failures: attempts,
    at: deps.clock(),
  });
  deps.log.error(
    { alarm: 'dead-letter', consumer: 'relay', eventId: row.id, type: row.type, ...errorFields(error) },
    'The stream will not take this event; it and those behind it wait for somebody to look',
  );
};
