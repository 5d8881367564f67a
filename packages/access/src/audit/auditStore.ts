import type { Tx } from '@shouwen/database';
import type { AuditEntry } from './auditEntry.ts';

export type AuditHead = { readonly seq: number; readonly hash: string };
export type StoredAuditEntry = { readonly entry: AuditEntry; readonly previousHash: string; readonly hash: string };

/** Makes this transaction the only one that appends, until it ends; then reads the last line. */
export const lockAuditHead = async (tx: Tx): Promise<AuditHead | null> => {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('audit_entry', 0))`);
  const rows = (await tx.query('SELECT seq, hash FROM audit_entry ORDER BY seq DESC LIMIT 1')) as AuditHead[];
  return rows[0] ?? null;
};

export const insertAuditEntry = async (tx: Tx, { entry, previousHash, hash }: StoredAuditEntry): Promise<void> => {
  await tx.query(
    `INSERT INTO audit_entry (seq, at, actor, session_id, site_id, action, resource_type, resource_id, decision, reason,
                              request_id, previous_hash, hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      entry.seq,
      entry.at,
      entry.actor,
      entry.sessionId,
      entry.siteId,
      entry.action,
      entry.resourceType,
      entry.resourceId,
      entry.decision,
      entry.reason,
      entry.requestId,
      previousHash,
      hash,
    ],
  );
};

/** Up to `limit` entries after `seq`, in order. */
export const auditEntriesAfter = async (tx: Tx, seq: number, limit: number): Promise<StoredAuditEntry[]> => {
  const rows = (await tx.query(
    `SELECT seq, at, actor, session_id AS "sessionId", site_id AS "siteId", action,
            resource_type AS "resourceType", resource_id AS "resourceId", decision, reason, request_id AS "requestId",
            previous_hash AS "previousHash", hash
     FROM audit_entry WHERE seq > $1 ORDER BY seq LIMIT $2`,
    [seq, limit],
  )) as (AuditEntry & { previousHash: string; hash: string })[];
  return rows.map(({ previousHash, hash, ...entry }) => ({ entry, previousHash, hash }));
};
