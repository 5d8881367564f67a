import type { Tx } from '@shouwen/database';
import type { AuditEntry } from './auditEntry.ts';

export type AuditHead = { readonly seq: number; readonly hash: string };
export type StoredAuditEntry = { readonly entry: AuditEntry; readonly previousHash: string; readonly hash: string };

/** Makes this transaction the only one that appends, until it ends; then reads the last line, and the time by the database's clock. */
export const lockAuditHead = async (tx: Tx): Promise<{ head: AuditHead | null; keptAt: Date }> => {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('audit_entry', 0))`);
  // A statement of its own: it must see the lines of those it waited for.
  const [row] = (await tx.query(
    `SELECT date_trunc('milliseconds', clock_timestamp()) AS "keptAt", last.seq, last.hash
     FROM (VALUES (1)) one LEFT JOIN LATERAL (SELECT seq, hash FROM audit_entry ORDER BY seq DESC LIMIT 1) last ON true`,
  )) as { keptAt: Date; seq: number | null; hash: string }[];
  if (!row) throw new Error('a database without a time');
  return { head: row.seq === null ? null : { seq: row.seq, hash: row.hash }, keptAt: row.keptAt };
};

/** The last line of the trail, for who only looks. */
export const auditHead = async (tx: Tx): Promise<AuditHead | null> => {
  const rows = (await tx.query('SELECT seq, hash FROM audit_entry ORDER BY seq DESC LIMIT 1')) as AuditHead[];
  return rows[0] ?? null;
};

export const insertAuditEntries = async (tx: Tx, stored: readonly StoredAuditEntry[]): Promise<void> => {
  const rows = stored.map(({ entry, previousHash, hash }) => ({
    seq: entry.seq,
    at: entry.at,
    actor: entry.actor,
    session_id: entry.sessionId,
    site_id: entry.siteId,
    action: entry.action,
    resource_type: entry.resourceType,
    resource_id: entry.resourceId,
    decision: entry.decision,
    reason: entry.reason,
    request_id: entry.requestId,
    form: entry.form,
    kept_at: entry.keptAt,
    client_id: entry.clientId,
    detail: entry.detail,
    ground: entry.ground,
    client_address: entry.clientAddress,
    previous_hash: previousHash,
    hash,
  }));
  await tx.query(
    `INSERT INTO audit_entry (${columns}) SELECT ${columns} FROM json_populate_recordset(NULL::audit_entry, $1::json)`,
    [JSON.stringify(rows)],
  );
};

const columns = `seq, at, actor, session_id, site_id, action, resource_type, resource_id, decision, reason, request_id, form,
  kept_at, client_id, detail, ground, client_address, previous_hash, hash`;

/** The columns of a line as an `AuditEntry` names them, with its hashes; for queries of other packages too. */
export const auditColumns = `seq, at, actor, session_id AS "sessionId", site_id AS "siteId", action,
  resource_type AS "resourceType", resource_id AS "resourceId", decision, reason, request_id AS "requestId", form,
  kept_at AS "keptAt", client_id AS "clientId", detail, ground, client_address AS "clientAddress",
  previous_hash AS "previousHash", hash`;

/** Up to `limit` entries after `seq`, in order. */
export const auditEntriesAfter = async (tx: Tx, seq: number, limit: number): Promise<StoredAuditEntry[]> => {
  const rows = (await tx.query(`SELECT ${auditColumns} FROM audit_entry WHERE seq > $1 ORDER BY seq LIMIT $2`, [
    seq,
    limit,
  ])) as (AuditEntry & { previousHash: string; hash: string })[];
  return rows.map(({ previousHash, hash, ...entry }) => ({ entry, previousHash, hash }));
};
