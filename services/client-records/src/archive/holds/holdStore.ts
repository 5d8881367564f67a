import { guardedUpdate, type Tx } from '@shouwen/database';
import { personOf } from '../../persons/index.ts';
import type { Hold } from './holdQueries.ts';

export type NewHold = Omit<Hold, 'releasedAt' | 'releasedBy' | 'releaseReason'>;

export const insertHold = async (tx: Tx, hold: NewHold): Promise<void> => {
  const { holdId, clientId, fileId, reason, placedAt, placedBy, explanationId } = hold;
  await tx.query(
    `INSERT INTO archive_hold (id, client_id, file_id, reason, placed_at, placed_by, explanation_id) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [holdId, clientId, fileId, reason, placedAt, placedBy, explanationId],
  );
};

export type Release = { readonly at: Date; readonly by: string; readonly reason: string };

/** @throws ConcurrentChange when it was released meanwhile */
export const keepRelease = async (tx: Tx, holdId: string, { at, by, reason }: Release): Promise<void> =>
  guardedUpdate(tx, 'archive_hold', {
    where: { id: holdId, released_at: null },
    set: { released_at: at, released_by: by, release_reason: reason },
  });

/** Whoever places a hold, and whoever erases or destroys what one would freeze, take this first. */
export const lockHolds = async (tx: Tx, clientId: string): Promise<void> => {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`hold:${await personOf(tx, clientId)}`]);
};
