import { type AuditEntry, auditColumns } from '@shouwen/access';
import type { Tx } from '@shouwen/database';

export type TraceLine = AuditEntry & { readonly hash: string; readonly previousHash: string };

/** Whose data a line is about; as in the index of the migration. */
export const clientOfEntry = `coalesce(client_id::text, CASE WHEN form = 1 AND resource_type = 'Client' THEN resource_id END)`;

export type AskedTrace = {
  /** All records of the person (CR-1.05). */
  readonly clientIds: readonly string[];
  readonly from: Date;
  readonly limit: number;
  /** Time and number of the last line of the page before. */
  readonly after: readonly [at: string, seq: number] | null;
  /** Whether what was done with files, and what was held, is among them: it tells that there is a file (CR-3.02). */
  readonly withFiles: boolean;
};

/**
 * Everything that was done with one client's data since then, newest first (CR-2.04): one query, which reads no more lines of the index
 * than a page has, for each record of the person.
 */
export const linesAbout = async (
  tx: Tx,
  { clientIds, from, limit, after, withFiles }: AskedTrace,
): Promise<TraceLine[]> => {
  const [at, seq] = after ?? ['infinity', Number.MAX_SAFE_INTEGER];
  return tx.query(
    `SELECT line.* FROM unnest($1::text[]) AS record CROSS JOIN LATERAL (
       SELECT ${auditColumns} FROM audit_entry
       WHERE (${clientOfEntry}) = record AND at >= $2 AND (at, seq) < ($3::timestamptz, $4::bigint)
         AND ($6::boolean OR resource_type NOT IN ('File', 'Hold'))
       ORDER BY at DESC, seq DESC LIMIT $5
     ) line ORDER BY line.at DESC, line.seq DESC LIMIT $5`,
    [clientIds, from, at, seq, limit, withFiles],
  );
};

/** Whether there is such a client, known at one of these sites. */
export const isTraceable = async (tx: Tx, clientId: string, sites: '*' | readonly string[]): Promise<boolean> => {
  const [row] = (await tx.query(
    `SELECT EXISTS (SELECT FROM client WHERE id = $1) AND ($2::boolean
       OR EXISTS (SELECT FROM person_site WHERE client_id = $1 AND site_id = ANY($3::uuid[]))) AS "isTraceable"`,
    [clientId, sites === '*', sites === '*' ? [] : sites],
  )) as { isTraceable: boolean }[];
  return row?.isTraceable ?? false;
};

/** The hashes of these lines, as far as they are there. */
export const hashesOfLines = async (tx: Tx, numbers: readonly number[]): Promise<ReadonlyMap<number, string>> => {
  const rows: { seq: number; hash: string }[] = await tx.query(
    'SELECT seq, hash FROM audit_entry WHERE seq = ANY($1::bigint[])',
    [numbers],
  );
  return new Map(rows.map(({ seq, hash }) => [seq, hash]));
};

export type AskedLines = { readonly clientIds: readonly string[]; readonly from: Date; readonly most: number };

/** The numbers of the newest lines about any of these clients since then, oldest first. */
export const numbersOfLinesAbout = async (tx: Tx, { clientIds, from, most }: AskedLines): Promise<number[]> => {
  if (clientIds.length === 0) return [];
  const rows: { seq: number }[] = await tx.query(
    `SELECT seq FROM (SELECT seq FROM audit_entry WHERE (${clientOfEntry}) = ANY($1::text[]) AND at >= $2
       ORDER BY seq DESC LIMIT $3) newest ORDER BY seq`,
    [clientIds, from, most],
  );
  return rows.map(({ seq }) => seq);
};
