import { guardedUpdate, type Tx } from '@shouwen/database';
import type { VisitCost } from './visitCost.ts';

export type NewCost = Omit<VisitCost, 'state' | 'decidedBy' | 'decidedAt' | 'actualFen' | 'version'>;

export const insertCost = async (tx: Tx, cost: NewCost): Promise<void> => {
  await tx.query(
    `INSERT INTO visit_cost (cost_id, planned_id, site_id, staff_id, kind, what, amount_fen, approver, state, asked_at,
       explanation_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'asked', $9, $10)`,
    [
      ...[cost.costId, cost.plannedId, cost.siteId, cost.staffId, cost.kind, cost.what, cost.amountFen, cost.approver],
      ...[cost.askedAt, cost.explanationId],
    ],
  );
};

type Decided = { readonly approve: boolean; readonly by: string; readonly at: Date; readonly explanationId: string };

/** @throws ConcurrentChange when it was decided meanwhile */
export const decideCostRow = (
  tx: Tx,
  { costId, version }: VisitCost,
  { approve, by, at, explanationId }: Decided,
): Promise<void> =>
  guardedUpdate(tx, 'visit_cost', {
    where: { cost_id: costId, version, state: 'asked' },
    set: {
      ...{ state: approve ? 'approved' : 'declined', decided_by: by, decided_at: at },
      explanation_id: explanationId,
    },
  });

/** @throws ConcurrentChange when it was settled meanwhile */
export const settleCost = (
  tx: Tx,
  { costId, version }: VisitCost,
  { actualFen, explanationId }: { readonly actualFen: number; readonly explanationId: string },
): Promise<void> =>
  guardedUpdate(tx, 'visit_cost', {
    where: { cost_id: costId, version, state: 'approved' },
    set: { state: 'settled', actual_fen: actualFen, explanation_id: explanationId },
  });

/** Two who ask, approve or record at one planned visit wait for each other. */
export const lockPlanned = async (tx: Tx, plannedId: string): Promise<void> => {
  await tx.query('SELECT FROM planned_visit WHERE planned_id = $1 FOR UPDATE', [plannedId]);
};
