import { acrossSites, ConcurrentChange, type Tx } from '@shouwen/database';

export type AttachedContent = {
  readonly fileId: string;
  /** Under which name the content is stored. */
  readonly objectId: string;
  /** SHA-256 of the plain content, 64 hexadecimal characters. */
  readonly checksum: string;
  readonly bytes: number;
  readonly at: Date;
};

/**
 * CR-3.01: the content of an electronic file, once and for all: other content is another file.
 * @throws ConcurrentChange unless the file is electronic, kept, and has none yet
 */
export const attachContent = async (
  tx: Tx,
  { fileId, objectId, checksum, bytes, at }: AttachedContent,
): Promise<void> => {
  const [, changed] = (await acrossSites(tx, () =>
    tx.query(
      `UPDATE archive_file SET object_id = $2, checksum = $3, bytes = $4, content_at = $5, version = version + 1
       WHERE id = $1 AND carrier = 'electronic' AND state = 'kept' AND object_id IS NULL`,
      [fileId, objectId, checksum, bytes, at],
    ),
  )) as [unknown, number];
  if (changed !== 1) throw new ConcurrentChange(`file ${fileId} takes no content`);
};
