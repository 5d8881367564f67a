import type { Tx } from '@shouwen/database';

/** A shelf of a room: cabinets by name, shelves counted from the top, positions from the left (CR-3.01). */
export type Shelf = {
  readonly shelfId: string;
  readonly siteId: string;
  readonly room: string;
  readonly cabinet: string;
  readonly shelf: number;
  readonly classified: boolean;
};

const columns = 'id AS "shelfId", site_id AS "siteId", room, cabinet, shelf, classified';

export const shelfById = async (tx: Tx, shelfId: string): Promise<Shelf | null> => {
  const rows: Shelf[] = await tx.query(`SELECT ${columns} FROM archive_shelf WHERE id = $1`, [shelfId]);
  return rows[0] ?? null;
};

/** Whether a file lies there that is not destroyed; `except` is the one that moves. */
export const isPlaceTaken = async (
  tx: Tx,
  { shelfId, position, except }: { shelfId: string; position: number; except: string | null },
): Promise<boolean> => {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`shelf:${shelfId}`]);
  const rows: unknown[] = await tx.query(
    `SELECT FROM archive_file WHERE shelf_id = $1 AND position = $2 AND state <> 'destroyed' AND ($3::uuid IS NULL OR id <> $3)`,
    [shelfId, position, except],
  );
  return rows.length > 0;
};

/** The shelves of a site of these kinds, in the order in which they stand. */
export const shelvesOf = async (tx: Tx, siteId: string, classified: readonly boolean[]): Promise<Shelf[]> =>
  tx.query(
    `SELECT ${columns} FROM archive_shelf WHERE site_id = $1 AND classified = ANY($2::boolean[]) ORDER BY room, cabinet, shelf`,
    [siteId, classified],
  );

/** @returns false when there is such a shelf already */
export const insertShelf = async (
  tx: Tx,
  { shelfId, siteId, room, cabinet, shelf, classified }: Shelf,
): Promise<boolean> => {
  const rows: unknown[] = await tx.query(
    `INSERT INTO archive_shelf (id, site_id, room, cabinet, shelf, classified) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (site_id, room, cabinet, shelf) DO NOTHING RETURNING id`,
    [shelfId, siteId, room, cabinet, shelf, classified],
  );
  return rows.length > 0;
};
