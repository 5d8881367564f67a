import { guardedUpdate, type Tx } from '@shouwen/database';
import type { Suspension } from './suspension.ts';

export const insertSuspension = async (tx: Tx, suspension: Omit<Suspension, 'liftedAt'>): Promise<void> => {
  await tx.query(
    `insert into suspension (id, fine_id, site_id, staff_id, from_on, through_on, imposed_at, imposed_by, explanation_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      suspension.id,
      suspension.fineId,
      suspension.siteId,
      suspension.staffId,
      suspension.from,
      suspension.through,
      suspension.imposedAt,
      suspension.imposedBy,
      suspension.explanationId,
    ],
  );
};

/** In the shape of `Suspension`. */
export const selectSuspensions = `select id, fine_id as "fineId", site_id as "siteId", staff_id as "staffId", from_on as "from",
  through_on as "through", imposed_at as "imposedAt", imposed_by as "imposedBy", lifted_at as "liftedAt",
  explanation_id as "explanationId" from suspension`;

export const suspensionById = async (tx: Tx, id: string): Promise<Suspension | null> => {
  const rows = (await tx.query(`${selectSuspensions} where id = $1`, [id])) as Suspension[];
  return rows[0] ?? null;
};

/** The suspension that a fine brought, unless it was lifted. */
export const runningSuspensionOf = async (tx: Tx, fineId: string): Promise<Suspension | null> => {
  const rows = (await tx.query(`${selectSuspensions} where fine_id = $1 and lifted_at is null`, [
    fineId,
  ])) as Suspension[];
  return rows[0] ?? null;
};

/** @throws ConcurrentChange when it was lifted meanwhile */
export const setLifted = async (
  tx: Tx,
  id: string,
  lifted: { readonly at: Date; readonly by: string; readonly explanationId: string },
): Promise<void> => {
  await guardedUpdate(tx, 'suspension', {
    where: { id, lifted_at: null },
    set: { lifted_at: lifted.at, lifted_by: lifted.by, explanation_id: lifted.explanationId },
  });
};
