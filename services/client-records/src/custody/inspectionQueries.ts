import { sitesWhere, type Viewer } from '@shouwen/access';
import { acrossSites, type Tx } from '@shouwen/database';
import type { Room } from '../archive/index.ts';
import type { Inspection, InspectionLine } from './inspection.ts';

const columns = `i.id AS "inspectionId", i.site_id AS "siteId", i.room, i.classified, i.started_at AS "startedAt", i.started_by AS "startedBy",
  i.completed_at AS "completedAt", i.completed_by AS "completedBy", i.humidity_percent AS "humidityPercent", i.mould,
  i.next_due_on::text AS "nextDueOn", i.explanation_id AS "explanationId", i.version`;

/** Whoever keeps what lies in that part of the room (CR-3.02). */
const seen = `((NOT i.classified AND ($1::boolean OR i.site_id = ANY($2::uuid[])))
  OR (i.classified AND ($3::boolean OR i.site_id = ANY($4::uuid[]))))`;

const sightOf = (viewer: Viewer): unknown[] =>
  (['archive.custody', 'archive.custodyClassified'] as const).flatMap((act) => {
    const sites = sitesWhere(viewer, act);
    return sites === '*' ? [true, []] : [false, sites];
  });

export const inspectionsById = async (tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<Inspection[]> =>
  tx.query(`SELECT ${columns} FROM archive_inspection i WHERE ${seen} AND i.id = ANY($5::uuid[])`, [
    ...sightOf(viewer),
    ids,
  ]);

/** The same, and nobody else records or completes until this transaction ends. */
export const lockInspection = async (tx: Tx, viewer: Viewer, id: string): Promise<Inspection | null> => {
  const rows: Inspection[] = await tx.query(
    `SELECT ${columns} FROM archive_inspection i WHERE ${seen} AND i.id = $5 FOR UPDATE`,
    [...sightOf(viewer), id],
  );
  return rows[0] ?? null;
};

export type InspectionPage = {
  readonly siteId: string;
  readonly after: readonly string[] | null;
  readonly limit: number;
};

/** The inspections of a site, newest first. */
export const pageOfInspections = async (tx: Tx, viewer: Viewer, page: InspectionPage): Promise<Inspection[]> =>
  tx.query(
    `SELECT ${columns} FROM archive_inspection i WHERE ${seen} AND i.site_id = $5
       AND ($6::timestamptz IS NULL OR (i.started_at, i.id) < ($6, $7::uuid)) ORDER BY i.started_at DESC, i.id DESC LIMIT $8`,
    [...sightOf(viewer), page.siteId, page.after?.[0], page.after?.[1], page.limit],
  );

export const isInspectionOpen = async (tx: Tx, { siteId, room, classified }: Room): Promise<boolean> => {
  const rows: unknown[] = await tx.query(
    'SELECT FROM archive_inspection WHERE site_id = $1 AND room = $2 AND classified = $3 AND completed_at IS NULL',
    [siteId, room, classified],
  );
  return rows.length > 0;
};

const lineColumns = `inspection_id AS "inspectionId", file_id AS "fileId", finding, note, at, by, case_id AS "caseId"`;

export const linesOf = async (tx: Tx, inspectionId: string): Promise<InspectionLine[]> =>
  tx.query(`SELECT ${lineColumns} FROM archive_inspection_line WHERE inspection_id = $1 ORDER BY file_id`, [
    inspectionId,
  ]);

/** A page of the lines, in the order in which the files were filed. */
export const pageOfLines = async (
  tx: Tx,
  { inspectionId, after, limit }: { inspectionId: string; after: string | null; limit: number },
): Promise<InspectionLine[]> =>
  tx.query(
    `SELECT ${lineColumns} FROM archive_inspection_line WHERE inspection_id = $1 AND ($2::uuid IS NULL OR file_id > $2)
     ORDER BY file_id LIMIT $3`,
    [inspectionId, after, limit],
  );

export type LastInspection = Room & { readonly completedAt: Date; readonly nextDueOn: string };

/** The latest complete inspection of each part of each room. */
export const lastInspections = async (tx: Tx, siteId: string | null): Promise<LastInspection[]> =>
  tx.query(
    `SELECT DISTINCT ON (site_id, room, classified) site_id AS "siteId", room, classified, completed_at AS "completedAt",
       next_due_on::text AS "nextDueOn"
     FROM archive_inspection WHERE completed_at IS NOT NULL AND ($1::uuid IS NULL OR site_id = $1)
     ORDER BY site_id, room, classified, completed_at DESC`,
    [siteId],
  );

export type Notice = Room & { readonly dueOn: string; readonly noticedAt: Date };

export const noticesOf = async (tx: Tx, siteId: string | null): Promise<Notice[]> =>
  tx.query(
    `SELECT site_id AS "siteId", room, classified, due_on::text AS "dueOn", noticed_at AS "noticedAt"
     FROM archive_inspection_overdue WHERE $1::uuid IS NULL OR site_id = $1`,
    [siteId],
  );

/** Whether there is such an inspection, whoever asks: for the trace, never for an answer. */
export const inspectionExists = async (tx: Tx, id: string): Promise<boolean> =>
  acrossSites(tx, async () => (await tx.query('SELECT FROM archive_inspection WHERE id = $1', [id])).length > 0);
