import type { Tx } from '@shouwen/database';
import type { WrappedKey } from '../vault/index.ts';

/** An export as those see it who know of its request. */
export type ClientExport = {
  readonly id: string;
  readonly requestId: string;
  readonly readerId: string;
  readonly madeAt: Date;
  readonly rows: number;
  readonly filterHash: string;
  readonly approvedHash: string;
  readonly goodUntil: Date;
  readonly fetchedAt: Date | null;
  readonly explanationId: string;
};

export type NewExport = Omit<ClientExport, 'fetchedAt'> & {
  readonly grantId: string;
  readonly siteId: string;
  readonly fields: readonly string[];
  readonly full: boolean;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly contentSealed: Buffer;
  readonly key: WrappedKey;
};

export const insertExport = async (tx: Tx, one: NewExport): Promise<void> => {
  await tx.query(
    `INSERT INTO client_export (id, request_id, grant_id, site_id, reader_id, made_at, rows, filter_hash, approved_hash, fields, in_full,
       name, media_type, bytes, content_sealed, key_id, wrapped_key, good_until, explanation_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)`,
    [
      ...[one.id, one.requestId, one.grantId, one.siteId, one.readerId, one.madeAt, one.rows, one.filterHash],
      ...[one.approvedHash, one.fields, one.full, one.name, one.mediaType, one.bytes, one.contentSealed],
      ...[one.key.keyId, one.key.wrapped, one.goodUntil, one.explanationId],
    ],
  );
};

export const exportsOf = async (tx: Tx, requestIds: readonly string[]): Promise<ClientExport[]> =>
  tx.query(
    `SELECT id, request_id AS "requestId", reader_id AS "readerId", made_at AS "madeAt", rows, filter_hash AS "filterHash",
       approved_hash AS "approvedHash", good_until AS "goodUntil", fetched_at AS "fetchedAt", explanation_id AS "explanationId"
     FROM client_export WHERE request_id = ANY($1::uuid[])`,
    [requestIds],
  );

export type SealedExport = {
  readonly id: string;
  readonly requestId: string;
  readonly siteId: string;
  readonly grantId: string;
  readonly readerId: string;
  readonly rows: number;
  readonly filterHash: string;
  readonly name: string;
  readonly mediaType: string;
  readonly goodUntil: Date;
  readonly contentSealed: Buffer | null;
  readonly keyId: string;
  readonly wrappedKey: Buffer;
};

/** The export of that id, whoever asks, and nobody else fetches it until the transaction ends. */
export const lockExport = async (tx: Tx, id: string): Promise<SealedExport | null> => {
  const rows: SealedExport[] = await tx.query(
    `SELECT id, request_id AS "requestId", site_id AS "siteId", grant_id AS "grantId", reader_id AS "readerId", rows,
       filter_hash AS "filterHash", name, media_type AS "mediaType", good_until AS "goodUntil", content_sealed AS "contentSealed",
       key_id AS "keyId", wrapped_key AS "wrappedKey"
     FROM client_export WHERE id = $1 FOR UPDATE`,
    [id],
  );
  return rows[0] ?? null;
};

/** It is fetched: nothing of it is left here. */
export const endExport = async (tx: Tx, id: string, at: Date): Promise<void> => {
  await tx.query(
    `UPDATE client_export SET fetched_at = $2, ended_at = $2, content_sealed = NULL, key_id = NULL, wrapped_key = NULL WHERE id = $1`,
    [id, at],
  );
};

/** Those that nobody fetched in time are destroyed. @returns how many */
export const endExportsOver = async (
  tx: Tx,
  { now, siteId, limit }: { readonly now: Date; readonly siteId: string | null; readonly limit: number },
): Promise<number> => {
  const [rows] = (await tx.query(
    `UPDATE client_export SET ended_at = $1, content_sealed = NULL, key_id = NULL, wrapped_key = NULL WHERE id IN (
       SELECT id FROM client_export WHERE ended_at IS NULL AND good_until <= $1 AND ($2::uuid IS NULL OR site_id = $2)
       ORDER BY good_until LIMIT $3 FOR UPDATE SKIP LOCKED) RETURNING id`,
    [now, siteId, limit],
  )) as [unknown[]];
  return rows.length;
};
