import { guardedUpdate, type Tx } from '@shouwen/database';
import { returnOf } from './loss.decision.ts';
import type { Attempt, LostClient, LostReason } from './lost.ts';

/** In the shape of `LostClient`. */
export const lostColumns = `loss.lost_id AS "lostId", loss.client_id AS "clientId", loss.site_id AS "siteId", loss.cause,
  loss.detail, loss.why, loss.ended_on AS "endedOn", loss.listed_from AS "listedFrom", loss.marked_by AS "markedBy",
  loss.outcome, loss.closed_on AS "closedOn", loss.explanation_id AS "explanationId", loss.version`;

type NewLoss = Omit<LostClient, 'outcome' | 'closedOn' | 'version'>;

/** Writes the loss unless the client is lost at the site already; answers whether it was written. */
export const insertLoss = async (tx: Tx, loss: NewLoss): Promise<boolean> => {
  const rows: unknown[] = await tx.query(
    `INSERT INTO lost_client (lost_id, client_id, site_id, cause, detail, why, ended_on, listed_from, marked_by,
       explanation_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (client_id, site_id) WHERE outcome IS NULL OR outcome = 'given-up' DO NOTHING RETURNING lost_id`,
    [
      ...[loss.lostId, loss.clientId, loss.siteId, loss.cause, loss.detail, loss.why],
      ...[loss.endedOn, loss.listedFrom, loss.markedBy, loss.explanationId],
    ],
  );
  return rows.length === 1;
};

/** The losses of these records that stand, given up or not; locked. */
export const standingLosses = async (tx: Tx, clientIds: readonly string[]): Promise<LostClient[]> =>
  tx.query(
    `SELECT ${lostColumns} FROM lost_client loss
     WHERE client_id = ANY($1::uuid[]) AND (outcome IS NULL OR outcome = 'given-up') ORDER BY lost_id FOR UPDATE`,
    [clientIds],
  );

/** The client is back: the loss is undone, or never was. */
export const undoLosses = async (tx: Tx, clientIds: readonly string[], cameOn: string): Promise<void> => {
  for (const loss of await standingLosses(tx, clientIds)) {
    const what = returnOf(loss, cameOn);
    if (what === 'never-lost') await tx.query('DELETE FROM lost_client WHERE lost_id = $1', [loss.lostId]);
    if (what === 'returned') await closeLoss(tx, loss, { outcome: 'returned', on: cameOn });
  }
};

/** @throws ConcurrentChange when the loss is not as it was read */
export const closeLoss = (
  tx: Tx,
  { lostId, version }: LostClient,
  { outcome, on }: { readonly outcome: NonNullable<LostClient['outcome']>; readonly on: string },
): Promise<void> =>
  guardedUpdate(tx, 'lost_client', { where: { lost_id: lostId, version }, set: { outcome, closed_on: on } });

/** Who found out why, and that it was so. @throws ConcurrentChange */
export const explainLoss = (
  tx: Tx,
  { lostId, version }: LostClient,
  { why, explanationId }: { readonly why: LostReason; readonly explanationId: string },
): Promise<void> =>
  guardedUpdate(tx, 'lost_client', {
    where: { lost_id: lostId, version },
    set: { why, explanation_id: explanationId },
  });

export const insertAttempt = async (tx: Tx, attempt: Attempt): Promise<void> => {
  await tx.query(
    `INSERT INTO win_back_attempt (attempt_id, lost_id, site_id, made_at, made_by, way, result, next_on, explanation_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[attempt.attemptId, attempt.lostId, attempt.siteId, attempt.madeAt, attempt.madeBy, attempt.way],
      ...[attempt.result, attempt.nextOn, attempt.explanationId],
    ],
  );
};
