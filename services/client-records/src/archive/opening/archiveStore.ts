import { guardedUpdate, type Tx } from '@shouwen/database';
import type { Archive } from './archive.ts';

export type NewArchive = Omit<Archive, 'approvedAt' | 'approvedBy' | 'approvedWhy'>;

/** @throws unique_violation (23505) when the client has an archive already */
export const insertArchive = async (tx: Tx, archive: NewArchive): Promise<void> => {
  const { archiveId, clientId, siteId, openedAt, openedBy, openedWhy, approveBy } = archive;
  await tx.query(
    `INSERT INTO archive (id, client_id, site_id, opened_at, opened_by, opened_why, approve_by) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [archiveId, clientId, siteId, openedAt, openedBy, openedWhy, approveBy],
  );
};

export type Approval = { readonly at: Date; readonly by: string; readonly why: string };

export const keepApproval = async (tx: Tx, archiveId: string, { at, by, why }: Approval): Promise<void> =>
  guardedUpdate(tx, 'archive', {
    where: { id: archiveId, approved_at: null },
    set: { approved_at: at, approved_by: by, approved_why: why },
  });

/** Makes this transaction the only one that opens an archive for this client, until it ends. */
export const lockOpening = async (tx: Tx, clientId: string): Promise<void> => {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`archive:${clientId}`]);
};
