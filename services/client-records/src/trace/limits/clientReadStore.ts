import type { Tx } from '@shouwen/database';
import type { Reads } from './admission.decision.ts';

export type ReadsOfHour = { readonly actor: string; readonly hour: Date; readonly clientIds: readonly string[] };

/** How many clients the actor has read in this hour, and how many of these are not among them. */
export const countReads = async (tx: Tx, { actor, hour, clientIds }: ReadsOfHour): Promise<Reads> => {
  const [row] = (await tx.query(
    `SELECT count(*)::int AS before, (count(*) FILTER (WHERE client_id = ANY($3::uuid[])))::int AS known
     FROM client_read WHERE actor = $1 AND hour = $2`,
    [actor, hour, clientIds],
  )) as { before: number; known: number }[];
  return { before: row?.before ?? 0, more: new Set(clientIds).size - (row?.known ?? 0) };
};

export const insertReads = async (tx: Tx, { actor, hour, clientIds }: ReadsOfHour): Promise<void> => {
  await tx.query(
    `INSERT INTO client_read (actor, hour, client_id) SELECT DISTINCT $1, $2::timestamptz, id FROM unnest($3::uuid[]) id
     ON CONFLICT DO NOTHING`,
    [actor, hour, clientIds],
  );
};

/** Notes that the page of a client was opened; false when it was in this hour already, so that the trail has one line an hour. */
export const noteFirstPage = async (
  tx: Tx,
  { actor, hour, clientId }: { actor: string; hour: Date; clientId: string },
): Promise<boolean> => {
  const rows: unknown[] = await tx.query(
    `INSERT INTO client_read (actor, hour, client_id, page) VALUES ($1, $2, $3, true)
     ON CONFLICT (actor, hour, client_id) DO UPDATE SET page = true WHERE NOT client_read.page RETURNING 1`,
    [actor, hour, clientId],
  );
  return rows.length > 0;
};
