import { guardedUpdate, type Tx } from '@shouwen/database';

export type NewComplaint = {
  readonly id: string;
  readonly entryId: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly kind: string;
  readonly aboutStaffId: string | null;
  readonly registeredAt: Date;
};

export const insertComplaint = async (tx: Tx, complaint: NewComplaint): Promise<void> => {
  await tx.query(
    `INSERT INTO complaint (id, entry_id, site_id, client_id, kind, status, about_staff_id, registered_at)
     VALUES ($1, $2, $3, $4, $5, 'registered', $6, $7)`,
    [
      complaint.id,
      complaint.entryId,
      complaint.siteId,
      complaint.clientId,
      complaint.kind,
      complaint.aboutStaffId,
      complaint.registeredAt,
    ],
  );
};

export type LockedComplaint = {
  readonly id: string;
  readonly siteId: string;
  readonly status: 'registered' | 'accepted';
  readonly aboutStaffId: string | null;
};

/** The complaint, locked until the transaction ends; null when there is none. */
export const lockComplaint = async (tx: Tx, id: string): Promise<LockedComplaint | null> => {
  const rows = (await tx.query(
    `SELECT id, site_id AS "siteId", status, about_staff_id AS "aboutStaffId" FROM complaint WHERE id = $1 FOR UPDATE`,
    [id],
  )) as LockedComplaint[];
  return rows[0] ?? null;
};

export const saveHandler = async (tx: Tx, id: string, handlerId: string): Promise<void> =>
  guardedUpdate(tx, 'complaint', {
    where: { id, status: 'registered' },
    set: { status: 'accepted', handler_id: handlerId },
  });

/** Whether a complaint under the entry is still open; none is closed before the later states exist. */
export const hasOpenComplaint = async (tx: Tx, entryId: string): Promise<boolean> =>
  ((await tx.query('SELECT FROM complaint WHERE entry_id = $1', [entryId])) as unknown[]).length > 0;
