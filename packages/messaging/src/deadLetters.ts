import type { Envelope } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import { release } from './outbox/outboxStore.ts';

/** Something that was given up, and why. */
export interface DeadLetter {
  readonly consumer: string;
  readonly eventId: string;
  readonly publisher: string;
  readonly type: string | null;
  readonly reason: string;
  readonly failures: number;
  readonly traceId: string | null;
  readonly deadAt: Date;
}

/** What was given up, latest first, at most 100. */
export const listDeadLetters = (tx: Tx): Promise<DeadLetter[]> =>
  tx.query(
    `select consumer, event_id as "eventId", publisher, type, reason, failures, trace_id as "traceId", dead_at as "deadAt"
     from dead_letter order by dead_at desc limit 100`,
  );

/** A dead letter cannot be taken up again: there is none of that name, or it never was an event. */
export class NoSuchDeadLetter extends Error {
  override readonly name = 'NoSuchDeadLetter';
}

export interface DeadLetterName {
  readonly consumer: string;
  readonly eventId: string;
}

/**
 * Takes a dead letter up again, after its cause is gone: it is tried within a second, with eight tries before it, and those that
 * waited behind it follow.
 * @throws NoSuchDeadLetter
 */
export const replayDeadLetter = async (tx: Tx, name: DeadLetterName): Promise<void> => {
  const letter = await takeOut(tx, name);
  if (letter.aggregate_id === null) throw new NoSuchDeadLetter(`${name.eventId} never was an event`);
  if (name.consumer === 'relay') return release(tx, name.eventId);
  await tx.query(
    `insert into parked (consumer, publisher, aggregate_type, aggregate_id, version, event_id, body)
     values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [
      name.consumer,
      letter.publisher,
      letter.aggregate_type,
      letter.aggregate_id,
      letter.version,
      name.eventId,
      letter.body,
    ],
  );
};

/**
 * Gives a dead letter up for good: its effect never happens here, and those that waited behind it go on without it.
 * @throws NoSuchDeadLetter
 */
export const discardDeadLetter = async (tx: Tx, name: DeadLetterName): Promise<void> => {
  const letter = await takeOut(tx, name);
  if (letter.aggregate_id === null) return;
  const event = JSON.parse(letter.body) as Envelope;
  await tx.query('insert into inbox (consumer, event_id, type) values ($1, $2, $3) on conflict do nothing', [
    name.consumer,
    name.eventId,
    event.type,
  ]);
  await tx.query(
    `update aggregate_cursor set version = $5
     where consumer = $1 and publisher = $2 and aggregate_type = $3 and aggregate_id = $4 and version = $5 - 1`,
    [name.consumer, letter.publisher, letter.aggregate_type, letter.aggregate_id, letter.version],
  );
};

interface TakenOut {
  readonly publisher: string;
  readonly aggregate_type: string | null;
  readonly aggregate_id: string | null;
  readonly version: number | null;
  readonly body: string;
}

const takeOut = async (tx: Tx, { consumer, eventId }: DeadLetterName): Promise<TakenOut> => {
  const [rows] = await tx.query('delete from dead_letter where consumer = $1 and event_id = $2 returning *', [
    consumer,
    eventId,
  ]);
  const letter: TakenOut | undefined = rows[0];
  if (!letter) throw new NoSuchDeadLetter(`No ${eventId} among the dead letters of ${consumer}`);
  return letter;
};
