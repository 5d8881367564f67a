import type { Tx } from '@shouwen/database';
import type { LeaveDays } from './sickLeave.ts';

export type StaffLeave = LeaveDays & {
  readonly leaveId: string;
  readonly siteId: string;
  readonly staffId: string;
  readonly kind: string;
};

/**
 * Deals of a site are posted side by side, each under the leaves as they are then; a change of leaves waits for them, and they for
 * it. So a leave and a closing told at the same moment cannot miss each other.
 */
export const lockLeaves = async (tx: Tx, siteId: string, to: 'read' | 'change'): Promise<void> => {
  const lock = to === 'read' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock';
  await tx.query(`select ${lock}(hashtextextended($1, 0))`, [`leaves:${siteId}`]);
};

/** False when it was told before. */
export const insertLeave = async (tx: Tx, leave: StaffLeave): Promise<boolean> => {
  const rows: unknown[] = await tx.query(
    `insert into staff_leave (leave_id, site_id, staff_id, kind, from_on, through_on) values ($1, $2, $3, $4, $5, $6)
     on conflict (leave_id) do nothing returning leave_id`,
    [leave.leaveId, leave.siteId, leave.staffId, leave.kind, leave.from, leave.through],
  );
  return rows.length === 1;
};

/** Null when finance has not heard of it. */
export const findLeave = async (
  tx: Tx,
  leaveId: string,
): Promise<(StaffLeave & { readonly withdrawnAt: Date | null }) | null> => {
  const rows = await tx.query(
    `select leave_id as "leaveId", site_id as "siteId", staff_id as "staffId", kind, from_on as "from",
       through_on as "through", withdrawn_at as "withdrawnAt" from staff_leave where leave_id = $1`,
    [leaveId],
  );
  return rows[0] ?? null;
};

export const markWithdrawn = async (tx: Tx, leaveId: string, at: Date): Promise<void> => {
  await tx.query('update staff_leave set withdrawn_at = $2 where leave_id = $1', [leaveId, at]);
};

export const sickLeavesOf = async (
  tx: Tx,
  { siteId, staffId }: { readonly siteId: string; readonly staffId: string },
): Promise<LeaveDays[]> =>
  tx.query(
    `select from_on as "from", through_on as "through" from staff_leave
     where site_id = $1 and staff_id = $2 and kind = 'sick' and withdrawn_at is null`,
    [siteId, staffId],
  );

/** The standing deals that a person owns and that closed within these days, oldest first. */
export const dealsClosedDuring = async (
  tx: Tx,
  { siteId, staffId, from, through }: Omit<StaffLeave, 'leaveId' | 'kind'>,
): Promise<string[]> => {
  const rows: { dealId: string }[] = await tx.query(
    `select deal_id as "dealId" from deal_commission
     where site_id = $1 and state = 'posted' and closed_on between $3 and $4
       and consultants @> jsonb_build_array(jsonb_build_object('staffId', $2::text, 'role', 'owner'))
     order by closed_at, deal_id`,
    [siteId, staffId, from, through],
  );
  return rows.map(({ dealId }) => dealId);
};
