import { guardedUpdate, type Tx } from '@shouwen/database';
import type { Inspection, InspectionLine, RoomState } from './inspection.ts';

export type NewInspection = Pick<
  Inspection,
  'inspectionId' | 'siteId' | 'room' | 'classified' | 'startedAt' | 'startedBy' | 'explanationId'
>;

/** @throws unique_violation (23505) when one of that part of the room is open: the second of two at once */
export const insertInspection = async (tx: Tx, one: NewInspection): Promise<void> => {
  await tx.query(
    `INSERT INTO archive_inspection (id, site_id, room, classified, started_at, started_by, explanation_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [one.inspectionId, one.siteId, one.room, one.classified, one.startedAt, one.startedBy, one.explanationId],
  );
};

/** Makes this transaction the only one that starts an inspection there, until it ends. */
export const lockRoom = async (tx: Tx, siteId: string): Promise<void> => {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`inspection:${siteId}`]);
};

/** Writes what was found; of a file recorded before in the same inspection the newer finding counts. */
export const keepLines = async (tx: Tx, siteId: string, lines: readonly InspectionLine[]): Promise<void> => {
  for (const { inspectionId, fileId, finding, note, at, by, caseId } of lines)
    await tx.query(
      `INSERT INTO archive_inspection_line (inspection_id, file_id, site_id, finding, note, at, by, case_id)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
       ON CONFLICT (inspection_id, file_id) DO UPDATE SET finding = $4, note = $5, at = $6, by = $7,
         case_id = coalesce($8, archive_inspection_line.case_id)`,
      [inspectionId, fileId, siteId, finding, note, at, by, caseId],
    );
};

export type Completion = {
  readonly completed_at: Date;
  readonly completed_by: string;
  readonly humidity_percent: number;
  readonly mould: boolean;
  readonly next_due_on: string;
  readonly explanation_id: string;
};

export const keepCompletion = async (tx: Tx, { inspectionId, version }: Inspection, set: Completion): Promise<void> =>
  guardedUpdate(tx, 'archive_inspection', { where: { id: inspectionId, version }, set });

/** Once for each due date. @returns false when it was noticed before */
export const keepNotice = async (
  tx: Tx,
  { siteId, room, classified, dueOn }: RoomState,
  at: Date,
): Promise<boolean> => {
  const rows: unknown[] = await tx.query(
    `INSERT INTO archive_inspection_overdue (site_id, room, classified, due_on, noticed_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING RETURNING site_id`,
    [siteId, room, classified, dueOn, at],
  );
  return rows.length > 0;
};
