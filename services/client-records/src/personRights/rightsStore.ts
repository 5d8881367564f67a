import { acrossSites, guardedUpdate, type Tx } from '@shouwen/database';
import type { DueAt } from '@shouwen/timers';
import type { WrappedKey } from '../vault/index.ts';
import type { RightsKind, RightsRequest, RightsState } from './rightsRequest.ts';

export type NewRightsRequest = Pick<
  RightsRequest,
  | 'id'
  | 'kind'
  | 'siteId'
  | 'clientId'
  | 'askedBy'
  | 'proof'
  | 'askerSealed'
  | 'proofSealed'
  | 'wishSealed'
  | 'registeredAt'
  | 'registeredBy'
  | 'dueAt'
  | 'explanationId'
>;

/** Writes the request and gives it the next number. */
export const insertRightsRequest = async (tx: Tx, request: NewRightsRequest): Promise<void> => {
  await tx.query(
    `INSERT INTO rights_request (id, number, kind, state, site_id, client_id, asked_by, proof, asker_sealed, proof_sealed, wish_sealed,
       registered_at, registered_by, due_at, explanation_id)
     VALUES ($1, 'P' || lpad(nextval('rights_request_number_seq')::text, 5, '0'), $2, 'registered', $3, $4, $5, $6, $7, $8, $9, $10, $11,
       $12, $13)`,
    [
      ...[request.id, request.kind, request.siteId, request.clientId, request.askedBy, request.proof],
      ...[request.askerSealed, request.proofSealed, request.wishSealed],
      ...[request.registeredAt, request.registeredBy, request.dueAt, request.explanationId],
    ],
  );
};

/** Whether a request of that kind by that person is still open or waits to be carried out. */
export const hasOpenRequest = async (tx: Tx, clientId: string, kind: RightsKind): Promise<boolean> => {
  const rows: unknown[] = await tx.query(
    `SELECT FROM rights_request WHERE client_id = $1 AND kind = $2 AND state NOT IN ('done', 'refused')`,
    [clientId, kind],
  );
  return rows.length > 0;
};

export type RightsChange = Partial<{
  readonly state: RightsState;
  readonly answer_sealed: Buffer | null;
  readonly proposed_by: string;
  readonly proposed_at: Date;
  readonly decided_by: string;
  readonly decided_at: Date;
  readonly duties: readonly string[];
  readonly look_at: Date | null;
  readonly closed_at: Date;
  readonly closed_by: string | null;
  readonly explanation_id: string;
}>;

export const changeRightsRequest = async (
  tx: Tx,
  { id, version }: Pick<RightsRequest, 'id' | 'version'>,
  set: RightsChange,
): Promise<void> => guardedUpdate(tx, 'rights_request', { where: { id, version }, set });

/** The copy is given out once: true for the one who takes it. */
export const takeCopy = async (tx: Tx, requestId: string, { by, at }: { by: string; at: Date }): Promise<boolean> => {
  const [rows] = (await tx.query(
    `UPDATE rights_request SET copy_taken_at = $3 WHERE id = $1 AND closed_by = $2 AND state = 'done' AND kind = 'copy'
       AND copy_taken_at IS NULL RETURNING id`,
    [requestId, by, at],
  )) as [unknown[], number];
  return rows.length === 1;
};

/** The client's key; null once it was destroyed. */
export const clientKeyOf = async (tx: Tx, clientId: string): Promise<WrappedKey | null> => {
  const rows: { keyId: string; wrapped: Buffer | null }[] = await acrossSites(tx, () =>
    tx.query('SELECT key_id AS "keyId", wrapped_key AS wrapped FROM client WHERE id = $1', [clientId]),
  );
  const [row] = rows;
  return row?.wrapped ? { keyId: row.keyId, wrapped: row.wrapped } : null;
};

/** Writes down that requests were not answered in time, the longest overdue first. @returns how many */
export const noteOverdueRequests = async (tx: Tx, { now, siteId }: DueAt, limit: number): Promise<number> => {
  const [, changed] = (await tx.query(
    `UPDATE rights_request SET overdue_at = $1 WHERE id IN (
       SELECT id FROM rights_request WHERE state IN ('registered', 'proposed') AND overdue_at IS NULL AND due_at <= $1
         AND ($2::uuid IS NULL OR site_id = $2) ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED)`,
    [now, siteId, limit],
  )) as [unknown, number];
  return changed;
};
