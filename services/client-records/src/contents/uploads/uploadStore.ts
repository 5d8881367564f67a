import { acrossSites, type Tx } from '@shouwen/database';
import type { Part, Upload } from './upload.ts';

const columns = `u.id AS "uploadId", u.content_id AS "contentId", u.file_id AS "fileId", u.client_id AS "clientId", u.site_id AS "siteId",
  u.staff_id AS "staffId", u.bytes::float8 AS bytes, u.sha256, u.ending, coalesce(u.name_sealed, '') AS "nameSealed", coalesce(u.key_sealed, '') AS "keySealed",
  u.state, u.kind, u.refused_for AS "refusedFor", u.begun_at AS "beganAt", u.live_until AS "liveUntil",
  u.explanation_id AS "explanationId", c.key_id AS "keyId", c.wrapped_key AS wrapped`;

type Raw = Omit<Upload, 'clientKey'> & { readonly keyId: string; readonly wrapped: Buffer };
const toUpload = ({ keyId, wrapped, ...upload }: Raw): Upload => ({ ...upload, clientKey: { keyId, wrapped } });

// Of a client whose data were erased there is no key, and so no upload.
const from = 'FROM file_upload u JOIN client c ON c.id = u.client_id AND c.wrapped_key IS NOT NULL';

export const insertUpload = async (tx: Tx, upload: Omit<Upload, 'clientKey' | 'state' | 'kind' | 'refusedFor'>) => {
  await tx.query(
    `INSERT INTO file_upload (id, content_id, file_id, client_id, site_id, staff_id, bytes, sha256, ending, name_sealed, key_sealed, state,
       begun_at, live_until, explanation_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'receiving', $12, $13, $14)`,
    [
      ...[upload.uploadId, upload.contentId, upload.fileId, upload.clientId, upload.siteId, upload.staffId],
      ...[upload.bytes, upload.sha256, upload.ending, upload.nameSealed, upload.keySealed],
      ...[upload.beganAt, upload.liveUntil, upload.explanationId],
    ],
  );
};

/** The uploads of this person; those of anybody else are missing, as if there were none. */
export const uploadsOf = async (tx: Tx, uploadIds: readonly string[], staffId: string): Promise<Upload[]> => {
  const rows = (await acrossSites(tx, () =>
    tx.query(`SELECT ${columns} ${from} WHERE u.id = ANY($1::uuid[]) AND u.staff_id = $2`, [uploadIds, staffId]),
  )) as Raw[];
  return rows.map(toUpload);
};

export const uploadOf = async (tx: Tx, uploadId: string, staffId: string): Promise<Upload | null> =>
  (await uploadsOf(tx, [uploadId], staffId))[0] ?? null;

/** Makes this transaction the only one that changes the upload, until it ends. */
export const lockUpload = async (tx: Tx, uploadId: string): Promise<Upload | null> => {
  const rows = (await acrossSites(tx, () =>
    tx.query(`SELECT ${columns} ${from} WHERE u.id = $1 FOR UPDATE OF u`, [uploadId]),
  )) as Raw[];
  return rows[0] ? toUpload(rows[0]) : null;
};

export const countLiveUploads = async (tx: Tx, staffId: string, now: Date): Promise<number> => {
  const sql = `SELECT count(*)::int AS n FROM file_upload WHERE staff_id = $1 AND state = 'receiving' AND live_until > $2`;
  const rows = (await acrossSites(tx, () => tx.query(sql, [staffId, now]))) as { n: number }[];
  return rows[0]?.n ?? 0;
};

export const partsReceived = async (tx: Tx, uploadId: string): Promise<Part[]> =>
  acrossSites(tx, () =>
    tx.query(`SELECT part, object_name AS "objectName" FROM file_upload_part WHERE upload_id = $1 ORDER BY part`, [
      uploadId,
    ]),
  );

export type ReceivedPart = Part & { readonly uploadId: string; readonly siteId: string; readonly receivedAt: Date };

/** Notes the part; one that was there already is replaced. @returns under which name the replaced one lies */
export const putPartRow = async (tx: Tx, part: ReceivedPart): Promise<string | null> =>
  acrossSites(tx, async () => {
    const before = (await tx.query(
      `SELECT object_name AS "objectName" FROM file_upload_part WHERE upload_id = $1 AND part = $2`,
      [part.uploadId, part.part],
    )) as Part[];
    await tx.query(
      `INSERT INTO file_upload_part (upload_id, part, site_id, object_name, received_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (upload_id, part) DO UPDATE SET object_name = excluded.object_name, received_at = excluded.received_at`,
      [part.uploadId, part.part, part.siteId, part.objectName, part.receivedAt],
    );
    return before[0]?.objectName ?? null;
  });

export type UploadChange = Partial<{
  readonly state: string;
  readonly kind: string;
  readonly refused_for: string;
  readonly live_until: Date;
  readonly ended_at: Date;
}>;

export const changeUpload = async (tx: Tx, uploadId: string, set: UploadChange): Promise<void> => {
  const names = Object.keys(set);
  const assigned = names.map((name, index) => `${name} = $${index + 2}`).join(', ');
  await acrossSites(tx, () =>
    tx.query(`UPDATE file_upload SET ${assigned} WHERE id = $1`, [uploadId, ...Object.values(set)]),
  );
};

export type DueUploads = { readonly now: Date; readonly siteId: string | null; readonly limit: number };

/** Uploads in quarantine, the longest waiting first. */
export const quarantined = async (tx: Tx, { siteId, limit }: Omit<DueUploads, 'now'>): Promise<Upload[]> => {
  const rows = (await tx.query(
    `SELECT ${columns} ${from} WHERE u.state = 'quarantined' AND ($1::uuid IS NULL OR u.site_id = $1) ORDER BY u.begun_at, u.id LIMIT $2`,
    [siteId, limit],
  )) as Raw[];
  return rows.map(toUpload);
};

/** Writes down that uploads are over whose time ran out; the oldest first. */
export const abandonSilent = async (tx: Tx, { now, siteId, limit }: DueUploads): Promise<number> => {
  const [, changed] = (await tx.query(
    `UPDATE file_upload SET state = 'abandoned', ended_at = live_until WHERE id IN (
       SELECT id FROM file_upload WHERE state = 'receiving' AND live_until <= $1 AND ($2::uuid IS NULL OR site_id = $2)
       ORDER BY live_until, id LIMIT $3 FOR UPDATE SKIP LOCKED)`,
    [now, siteId, limit],
  )) as [unknown, number];
  return changed;
};

export type EndedUpload = {
  readonly uploadId: string;
  readonly contentId: string;
  /** The objects that belong to a file now. */
  readonly kept: readonly string[];
};

/** Uploads that ended so long ago that no part of theirs can still be on its way, with what must stay of them. */
export const uncleared = async (tx: Tx, endedBefore: Date, { siteId, limit }: Omit<DueUploads, 'now'>) =>
  tx.query(
    `SELECT u.id AS "uploadId", u.content_id AS "contentId", coalesce(c.parts, '{}') AS kept
     FROM file_upload u LEFT JOIN file_content c ON c.id = u.content_id AND c.destroyed_at IS NULL
     WHERE u.cleared_at IS NULL AND u.ended_at <= $1 AND ($2::uuid IS NULL OR u.site_id = $2) ORDER BY u.ended_at, u.id LIMIT $3`,
    [endedBefore, siteId, limit],
  ) as Promise<EndedUpload[]>;

/** Nothing is left of the upload but that it was. */
export const forgetUpload = async (tx: Tx, uploadId: string, now: Date): Promise<void> => {
  await tx.query('DELETE FROM file_upload_part WHERE upload_id = $1', [uploadId]);
  await tx.query('UPDATE file_upload SET cleared_at = $2, key_sealed = NULL, name_sealed = NULL WHERE id = $1', [
    uploadId,
    now,
  ]);
};
