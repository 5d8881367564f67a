import type { Tx } from '@shouwen/database';

/**
 * A file whose destruction was approved and witnessed, and what is left of its content, null where there never was one; or a content
 * that nobody can read any more, because its client was erased.
 */
export type Destroying = {
  readonly reason: 'destroying' | 'erased';
  readonly fileId: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly contentId: string | null;
  readonly parts: readonly string[];
};

type Due = { readonly siteId: string | null; readonly limit: number };

/** Electronic files that are being destroyed, and contents of erased clients, in the order of their ids. */
export const filesBeingDestroyed = async (tx: Tx, { siteId, limit }: Due): Promise<Destroying[]> =>
  tx.query(
    `SELECT CASE f.state WHEN 'destroying' THEN 'destroying' ELSE 'erased' END AS reason, f.id AS "fileId", f.site_id AS "siteId", f.client_id AS "clientId", k.id AS "contentId", coalesce(k.parts, '{}') AS parts
     FROM archive_file f LEFT JOIN file_content k ON k.file_id = f.id AND k.destroyed_at IS NULL
     WHERE f.carrier = 'electronic' AND (f.state = 'destroying'
       OR k.id IN (SELECT gone.id FROM file_content gone JOIN client c ON c.id = gone.client_id AND c.wrapped_key IS NULL)) AND ($1::uuid IS NULL OR f.site_id = $1) ORDER BY f.id LIMIT $2`,
    [siteId, limit],
  );

export type Destroyed = { readonly contentId: string; readonly at: Date; readonly objects: number };

/** The key and the name go; that there was a content, how large it was and its checksum stay. @returns false when they were gone */
export const destroyKey = async (tx: Tx, { contentId, at, objects }: Destroyed): Promise<boolean> => {
  const [, changed] = (await tx.query(
    `UPDATE file_content SET key_sealed = NULL, name_sealed = NULL, destroyed_at = $2, objects_destroyed = $3
     WHERE id = $1 AND destroyed_at IS NULL`,
    [contentId, at, objects],
  )) as [unknown, number];
  // An upload that was not cleared yet holds the same key.
  await tx.query(
    `UPDATE file_upload SET key_sealed = NULL, name_sealed = NULL, cleared_at = coalesce(cleared_at, $2) WHERE content_id = $1`,
    [contentId, at],
  );
  return changed === 1;
};

/** @returns false when another was faster */
export const markDestroyed = async (tx: Tx, fileId: string): Promise<boolean> => {
  const [, changed] = (await tx.query(
    `UPDATE archive_file SET state = 'destroyed', version = version + 1 WHERE id = $1 AND state = 'destroying'`,
    [fileId],
  )) as [unknown, number];
  return changed === 1;
};
