import type { Tx } from '@shouwen/database';

/** A file whose destruction was approved and witnessed, and what is left of its content; null where there never was one. */
export type Destroying = {
  readonly fileId: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly contentId: string | null;
  readonly parts: readonly string[];
};

type Due = { readonly siteId: string | null; readonly limit: number };

/** Electronic files that are being destroyed, in the order of their ids. */
export const filesBeingDestroyed = async (tx: Tx, { siteId, limit }: Due): Promise<Destroying[]> =>
  tx.query(
    `SELECT f.id AS "fileId", f.site_id AS "siteId", f.client_id AS "clientId", k.id AS "contentId", coalesce(k.parts, '{}') AS parts
     FROM archive_file f LEFT JOIN file_content k ON k.file_id = f.id AND k.destroyed_at IS NULL
     WHERE f.state = 'destroying' AND f.carrier = 'electronic' AND ($1::uuid IS NULL OR f.site_id = $1) ORDER BY f.id LIMIT $2`,
    [siteId, limit],
  );

export type Destroyed = { readonly contentId: string; readonly at: Date; readonly objects: number };

/** The key and the name go; that there was a content, how large it was and its checksum stay. */
export const destroyKey = async (tx: Tx, { contentId, at, objects }: Destroyed): Promise<void> => {
  await tx.query(
    `UPDATE file_content SET key_sealed = NULL, name_sealed = NULL, destroyed_at = $2, objects_destroyed = $3
     WHERE id = $1 AND destroyed_at IS NULL`,
    [contentId, at, objects],
  );
  // An upload that was not cleared yet holds the same key.
  await tx.query(
    `UPDATE file_upload SET key_sealed = NULL, name_sealed = NULL, cleared_at = coalesce(cleared_at, $2) WHERE content_id = $1`,
    [contentId, at],
  );
};

/** @returns false when another was faster */
export const markDestroyed = async (tx: Tx, fileId: string): Promise<boolean> => {
  const [, changed] = (await tx.query(
    `UPDATE archive_file SET state = 'destroyed', version = version + 1 WHERE id = $1 AND state = 'destroying'`,
    [fileId],
  )) as [unknown, number];
  return changed === 1;
};
