import { acrossSites, type Tx } from '@shouwen/database';
import { idsOfPerson, personSql } from '../../persons/index.ts';
import { known, readerParameters } from '../files/fileQueries.ts';
import type { FileReader, Sites } from '../files/fileReader.ts';

/**
 * CR-3.05: whether the client or the file is frozen. A hold on a client freezes all the files and the record of that person; a hold on a
 * file freezes that file, and keeps the record from being erased as well.
 */
export const isUnderHold = async (
  tx: Tx,
  { clientId, fileId }: { readonly clientId?: string; readonly fileId?: string },
): Promise<boolean> =>
  acrossSites(tx, async () => {
    const ids = clientId === undefined ? [] : await idsOfPerson(tx, clientId);
    const ofFile = fileId === undefined ? [] : await clientsOfFile(tx, fileId);
    const rows: unknown[] = await tx.query(
      `SELECT FROM archive_hold WHERE released_at IS NULL
         AND (client_id = ANY($1::uuid[]) OR file_id = $2::uuid OR (file_id IS NULL AND client_id = ANY($3::uuid[]))) LIMIT 1`,
      [ids, fileId ?? null, ofFile],
    );
    return rows.length > 0;
  });

const clientsOfFile = async (tx: Tx, fileId: string): Promise<string[]> => {
  const rows: { id: string }[] = await tx.query('SELECT client_id AS id FROM archive_file WHERE id = $1', [fileId]);
  const [row] = rows;
  return row ? idsOfPerson(tx, row.id) : [];
};

/** A legal hold on a client, or on one file. */
export type Hold = {
  readonly holdId: string;
  readonly clientId: string;
  readonly fileId: string | null;
  readonly reason: string;
  readonly placedAt: Date;
  readonly placedBy: string;
  readonly explanationId: string;
  readonly releasedAt: Date | null;
  readonly releasedBy: string | null;
  readonly releaseReason: string | null;
};

const columns = `h.id AS "holdId", h.client_id AS "clientId", h.file_id AS "fileId", h.reason, h.placed_at AS "placedAt",
  h.placed_by AS "placedBy", h.explanation_id AS "explanationId", h.released_at AS "releasedAt", h.released_by AS "releasedBy",
  h.release_reason AS "releaseReason"`;

/** Whoever places holds, or keeps the archive, at a site that knows the client; $16 all sites, $17 these. Files as they may be known. */
const seen = `($16::boolean OR EXISTS (SELECT FROM person_site s WHERE s.client_id = ${personSql('h.client_id')} AND s.site_id = ANY($17::uuid[])))
  AND (h.file_id IS NULL OR EXISTS (SELECT FROM ${known} WHERE f.id = h.file_id AND g.ground IS NOT NULL))`;

export type HoldReader = { readonly files: FileReader; readonly sites: Sites };

const parametersOf = ({ files, sites }: HoldReader): unknown[] => [
  ...readerParameters(files),
  ...(sites === '*' ? [true, []] : [false, sites]),
];

export type HoldPage = {
  readonly clientIds: readonly string[];
  readonly standingOnly: boolean;
  readonly after: readonly string[] | null;
  readonly limit: number;
};

/** The holds of a person, newest first. */
export const pageOfHolds = async (tx: Tx, reader: HoldReader, page: HoldPage): Promise<Hold[]> =>
  tx.query(
    `SELECT ${columns} FROM archive_hold h WHERE ${seen} AND h.client_id = ANY($18::uuid[]) AND (NOT $19 OR h.released_at IS NULL)
       AND ($20::timestamptz IS NULL OR (h.placed_at, h.id) < ($20, $21::uuid)) ORDER BY h.placed_at DESC, h.id DESC LIMIT $22`,
    [...parametersOf(reader), page.clientIds, page.standingOnly, page.after?.[0], page.after?.[1], page.limit],
  );

export const holdsById = async (tx: Tx, reader: HoldReader, ids: readonly string[]): Promise<Hold[]> =>
  tx.query(`SELECT ${columns} FROM archive_hold h WHERE ${seen} AND h.id = ANY($18::uuid[])`, [
    ...parametersOf(reader),
    ids,
  ]);

/** Whether the client is known at a site at which this viewer places holds. */
export const isHoldable = async (tx: Tx, clientId: string, sites: Sites): Promise<boolean> => {
  const rows: unknown[] = await tx.query(
    `SELECT FROM person_site s WHERE s.client_id = ${personSql('$1::uuid')} AND ($2::boolean OR s.site_id = ANY($3::uuid[])) LIMIT 1`,
    [clientId, sites === '*', sites === '*' ? [] : sites],
  );
  return rows.length > 0;
};

/** Whose the hold is, whoever asks: for the trace, never for an answer. */
export const clientUnderHold = async (tx: Tx, holdId: string): Promise<string | null> => {
  const rows: { id: string }[] = await acrossSites(tx, () =>
    tx.query('SELECT client_id AS id FROM archive_hold WHERE id = $1', [holdId]),
  );
  return rows[0]?.id ?? null;
};
