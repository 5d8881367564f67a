import { guardedUpdate, type Tx } from '@shouwen/database';
import type { Greeting } from './greeting.ts';

export type NewGreeting = Omit<
  Greeting,
  'state' | 'closedAt' | 'closedBy' | 'reason' | 'doneKinds' | 'result' | 'costFen' | 'version'
> & {
  /** What it is about, for "once a client, occasion and year". */
  readonly occasionKey: string;
};

/** Writes the greeting unless there is one for this client, occasion and year; answers whether it was written. */
export const insertGreeting = async (tx: Tx, greeting: NewGreeting): Promise<boolean> => {
  const rows: unknown[] = await tx.query(
    `INSERT INTO greeting (greeting_id, client_id, site_id, occasion_key, year, occasion, whose, holiday, due_on, through,
       rank, kinds, state, planned_at, explanation_id)
     VALUES ($1, $2, $3, $4, left($5::text, 4)::int, $6, $7, $8, $5::date, $9, $10, $11, 'planned', $12, $13)
     ON CONFLICT (client_id, occasion_key, year) DO NOTHING RETURNING greeting_id`,
    [
      ...[greeting.greetingId, greeting.clientId, greeting.siteId, greeting.occasionKey, greeting.dueOn],
      ...[greeting.occasion, greeting.whose, greeting.holiday, greeting.through, greeting.rank, greeting.kinds],
      ...[greeting.plannedAt, greeting.explanationId],
    ],
  );
  return rows.length === 1;
};

export type DoneGreeting = Pick<Greeting, 'doneKinds' | 'result' | 'explanationId'> & {
  readonly at: Date;
  readonly by: string;
  readonly costFen: number;
};

/** @throws ConcurrentChange when the greeting is not as it was read */
export const closeAsDone = (tx: Tx, { greetingId, version }: Greeting, done: DoneGreeting): Promise<void> =>
  guardedUpdate(tx, 'greeting', {
    where: { greeting_id: greetingId, version, state: 'planned' },
    set: {
      ...{ state: 'done', closed_at: done.at, closed_by: done.by, done_kinds: done.doneKinds, result: done.result },
      ...{ cost_fen: done.costFen, explanation_id: done.explanationId },
    },
  });

type Cancelled = { readonly clientIds: readonly string[]; readonly reason: string; readonly at: Date };

/** Cancels what is still planned for these clients. */
export const cancelGreetings = async (tx: Tx, { clientIds, reason, at }: Cancelled): Promise<void> => {
  await tx.query(
    `UPDATE greeting SET state = 'cancelled', closed_at = $2, reason = $3, version = version + 1
     WHERE client_id = ANY($1::uuid[]) AND state = 'planned'`,
    [clientIds, at, reason],
  );
};

/** What was cancelled for want of consent and can still be done is planned again: the client agreed anew. */
export const restoreGreetings = async (tx: Tx, clientIds: readonly string[], today: string): Promise<void> => {
  await tx.query(
    `UPDATE greeting SET state = 'planned', closed_at = NULL, reason = NULL, version = version + 1
     WHERE client_id = ANY($1::uuid[]) AND state = 'cancelled' AND reason = 'consent-withdrawn' AND due_on >= $2`,
    [clientIds, today],
  );
};

/** Writes down that nobody made these greetings while it could be; answers how many. */
export const missGreetings = async (tx: Tx, today: string, at: Date): Promise<number> => {
  const [, affected] = await tx.query(
    `UPDATE greeting SET state = 'missed', closed_at = $2, version = version + 1 WHERE greeting_id IN (
       SELECT greeting_id FROM greeting WHERE state = 'planned' AND through < $1::date
       ORDER BY through LIMIT 200 FOR UPDATE SKIP LOCKED)`,
    [today, at],
  );
  return affected as number;
};

/** Cancels what was planned for a day that was changed or taken away; its place is free for the right day. */
export const cancelOccasion = async (
  tx: Tx,
  {
    clientIds,
    occasionKey,
    at,
  }: { readonly clientIds: readonly string[]; readonly occasionKey: string; readonly at: Date },
): Promise<void> => {
  await tx.query(
    `UPDATE greeting SET state = 'cancelled', closed_at = $3, reason = 'occasion-changed',
       occasion_key = occasion_key || '/' || greeting_id, version = version + 1
     WHERE client_id = ANY($1::uuid[]) AND occasion_key = $2 AND state = 'planned'`,
    [clientIds, occasionKey, at],
  );
};
