import { guardedUpdate, type Tx } from '@shouwen/database';
import type { Leave } from './leave.ts';

/** Leaves of one person wait for each other until the end of the transaction. */
export const lockLeavesOf = async (tx: Tx, staffId: string): Promise<void> => {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`leave:${staffId}`]);
};

type Days = Pick<Leave, 'staffId' | 'siteId' | 'from' | 'through'>;

/** The standing leaves of a person at a site that have a day in common with these. */
export const overlapping = async (tx: Tx, { staffId, siteId, from, through }: Days): Promise<Leave[]> =>
  tx.query(
    `${selectLeaves} WHERE staff_id = $1 AND site_id = $2 AND withdrawn_at IS NULL AND from_on <= $4 AND through_on >= $3
     ORDER BY from_on`,
    [staffId, siteId, from, through],
  );

export const leaveById = async (tx: Tx, id: string): Promise<Leave | null> => {
  const rows = (await tx.query(`${selectLeaves} WHERE id = $1`, [id])) as Leave[];
  return rows[0] ?? null;
};

export const insertLeave = async (tx: Tx, leave: Omit<Leave, 'withdrawnBy' | 'withdrawnAt'>): Promise<void> => {
  await tx.query(
    `INSERT INTO leave (id, staff_id, site_id, kind, from_on, through_on, expected_closings, approved_by, approved_at,
       explanation_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[leave.id, leave.staffId, leave.siteId, leave.kind, leave.from, leave.through, leave.expectedClosings],
      ...[leave.approvedBy, leave.approvedAt, leave.explanationId],
    ],
  );
};

/** @throws ConcurrentChange when it was withdrawn meanwhile */
export const setWithdrawn = async (
  tx: Tx,
  id: string,
  withdrawn: { readonly by: string; readonly at: Date; readonly explanationId: string },
): Promise<void> => {
  await guardedUpdate(tx, 'leave', {
    where: { id, withdrawn_at: null },
    set: { withdrawn_by: withdrawn.by, withdrawn_at: withdrawn.at, explanation_id: withdrawn.explanationId },
  });
};

/** In the shape of `Leave`. */
export const selectLeaves = `SELECT id, staff_id AS "staffId", site_id AS "siteId", kind, from_on AS "from",
  through_on AS "through", expected_closings AS "expectedClosings", approved_by AS "approvedBy",
  approved_at AS "approvedAt", withdrawn_by AS "withdrawnBy", withdrawn_at AS "withdrawnAt",
  explanation_id AS "explanationId" FROM leave`;
