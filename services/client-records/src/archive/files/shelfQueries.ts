import type { Tx } from '@shouwen/database';

/** A shelf of a room: cabinets by name, shelves counted from the top, positions from the left (CR-3.01). */
export type Shelf = {
  readonly shelfId: string;
  readonly siteId: string;
  readonly room: string;
  readonly cabinet: string;
  readonly shelf: number;
  readonly classified: boolean;
  /** The day on which it was set up. */
  readonly since: string;
};

const columns = 'id AS "shelfId", site_id AS "siteId", room, cabinet, shelf, classified, since::text AS since';

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
  { shelfId, siteId, room, cabinet, shelf, classified, since }: Shelf,
): Promise<boolean> => {
  const rows: unknown[] = await tx.query(
    `INSERT INTO archive_shelf (id, site_id, room, cabinet, shelf, classified, since) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (site_id, room, cabinet, shelf) DO NOTHING RETURNING id`,
    [shelfId, siteId, room, cabinet, shelf, classified, since],
  );
  return rows.length > 0;
};

/** One part of a room: its shelves for classified files, or those for others; they are inspected apart (CR-3.02, CR-3.04). */
export type Room = { readonly siteId: string; readonly room: string; readonly classified: boolean };

/** A file that should be in its place in a room. */
export type FileInRoom = {
  readonly fileId: string;
  readonly clientId: string;
  readonly indexNumber: string;
  readonly custodianId: string;
};

/** What should lie in that part of the room: not what is destroyed, and not what the loan register says is out. Whoever asks. */
export const filesInRoom = async (tx: Tx, { siteId, room, classified }: Room): Promise<FileInRoom[]> =>
  tx.query(
    `SELECT f.id AS "fileId", f.client_id AS "clientId", f.index_number AS "indexNumber", f.custodian_id AS "custodianId"
     FROM archive_file f JOIN archive_shelf s ON s.id = f.shelf_id
     WHERE s.site_id = $1 AND s.room = $2 AND s.classified = $3 AND f.state = 'kept'
       AND NOT EXISTS (SELECT FROM file_lock l WHERE l.file_id = f.id) ORDER BY s.cabinet, s.shelf, f.position`,
    [siteId, room, classified],
  );

/** The rooms of the archive, with the day on which the first shelf was set up there; of one site or of all that are within reach. */
export const roomsSince = async (tx: Tx, siteId: string | null): Promise<(Room & { readonly since: string })[]> =>
  tx.query(
    `SELECT site_id AS "siteId", room, classified, min(since)::text AS since FROM archive_shelf
     WHERE $1::uuid IS NULL OR site_id = $1 GROUP BY site_id, room, classified ORDER BY site_id, room, classified`,
    [siteId],
  );
