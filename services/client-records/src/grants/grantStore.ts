import type { Tx } from '@shouwen/database';
import type { Grant } from './grant.ts';

/** A grant as it is written once, by the approval of its request. */
export type NewGrant = Omit<Grant, 'usedAt' | 'revokedAt'> & {
  /** Where what is granted is kept, and where the reader works; null: for the whole company. */
  readonly siteId: string;
  readonly readerSiteId: string | null;
  /** Whether it was approved by all whom a classified file would need (CR-4.02); not, unless it is said. */
  readonly coversClassified?: boolean;
};

export const insertGrant = async (tx: Tx, grant: NewGrant): Promise<void> => {
  await tx.query(
    `INSERT INTO access_grant (id, request_id, site_id, reader_site_id, staff_id, client_id, acts, file_ids, fields, shows_client,
       pages, one_time, from_at, until_at, covers_classified)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
    [
      ...[grant.id, grant.requestId, grant.siteId, grant.readerSiteId, grant.staffId, grant.clientId],
      ...[grant.acts, grant.fileIds, grant.fields, grant.showsClient],
      ...[grant.pages, grant.oneTime, grant.from, grant.until, grant.coversClassified ?? false],
    ],
  );
};

/**
 * Takes a grant that is good for one act; of two at once exactly one takes it. Call it in the transaction of the act.
 * @returns whether it was this call that took it; false also when it is over, revoked, or not for one act
 */
export const useOnce = async (tx: Tx, grantId: string, now: Date): Promise<boolean> => {
  const [rows] = (await tx.query(
    `UPDATE access_grant SET used_at = $2 WHERE id = $1 AND one_time AND ${activeAt('$2')} RETURNING id`,
    [grantId, now],
  )) as [unknown[]];
  return rows.length === 1;
};

export type Revocation = { readonly grantId: string; readonly at: Date; readonly by: string };

/** Ends a grant at once. @returns false when it was over already */
export const revokeGrant = async (tx: Tx, { grantId, at, by }: Revocation): Promise<boolean> => {
  const [rows] = (await tx.query(
    `UPDATE access_grant SET revoked_at = $2, revoked_by = $3
     WHERE id = $1 AND used_at IS NULL AND revoked_at IS NULL AND until_at > $2 RETURNING id`,
    [grantId, at, by],
  )) as [unknown[]];
  return rows.length === 1;
};

export type Raised = { readonly fileId: string; readonly at: Date; readonly by: string };

/**
 * A file became classified: what was granted of it without whom CR-4.02 names ends at once, whole, and is asked for anew.
 * @returns how many grants ended
 */
export const revokeGrantsOfRaised = async (tx: Tx, { fileId, at, by }: Raised): Promise<number> => {
  const [rows] = (await tx.query(
    `UPDATE access_grant SET revoked_at = $2, revoked_by = $3
     WHERE file_ids @> ARRAY[$1::uuid] AND NOT covers_classified AND used_at IS NULL AND revoked_at IS NULL AND until_at > $2
     RETURNING id`,
    [fileId, at, by],
  )) as [unknown[]];
  return rows.length;
};

/** SQL that is true for a grant in force at the instant of that parameter; the same as `isActive`. */
export const activeAt = (now: string): string =>
  `from_at <= ${now}::timestamptz AND until_at > ${now}::timestamptz AND used_at IS NULL AND revoked_at IS NULL`;
