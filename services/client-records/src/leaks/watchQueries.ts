import type { Tx } from '@shouwen/database';
import type { WatchedLine } from './pattern.decision.ts';

/** The line up to which the trail was watched; null while another replica watches. */
export const lockWatch = async (tx: Tx): Promise<number | null> => {
  const rows: { seq: number }[] = await tx.query('SELECT seq FROM leak_watch FOR UPDATE SKIP LOCKED');
  return rows[0]?.seq ?? null;
};

export const saveWatch = async (tx: Tx, seq: number): Promise<void> => {
  await tx.query('UPDATE leak_watch SET seq = $1', [seq]);
};

export type NewLine = { readonly seq: number; readonly actor: string; readonly at: Date };

export const linesAfter = async (tx: Tx, seq: number, limit: number): Promise<NewLine[]> =>
  tx.query('SELECT seq, actor, at FROM audit_entry WHERE seq > $1 ORDER BY seq LIMIT $2', [seq, limit]);

export type Span = { readonly actor: string; readonly from: Date; readonly until: Date };

/** What somebody did in that span, in the order of its times. */
export const linesOf = async (tx: Tx, { actor, from, until }: Span): Promise<WatchedLine[]> =>
  tx.query(
    `SELECT seq, at, action, decision = 'allowed' AS allowed, client_id AS "clientId", ground FROM audit_entry
     WHERE actor = $1 AND at > $2 AND at <= $3 ORDER BY at, seq`,
    [actor, from, until],
  );

/** Which patterns of a person were raised, as `pattern day`. */
export const raisedPatterns = async (tx: Tx, staffId: string): Promise<ReadonlySet<string>> => {
  const rows: { raised: string }[] = await tx.query(
    `SELECT pattern || ' ' || pattern_day AS raised FROM leak_case WHERE accused_id = $1 AND pattern IS NOT NULL`,
    [staffId],
  );
  return new Set(rows.map(({ raised }) => raised));
};
