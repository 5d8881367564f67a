import type { Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { seenVisits, sightOf } from '../visitScope.ts';
import type { VisitCost } from './visitCost.ts';

const columns = `k.cost_id AS "costId", k.planned_id AS "plannedId", k.site_id AS "siteId", k.staff_id AS "staffId", k.kind, k.what,
  k.amount_fen AS "amountFen", k.approver, k.state, k.asked_at AS "askedAt", k.decided_by AS "decidedBy",
  k.decided_at AS "decidedAt", k.actual_fen AS "actualFen", k.explanation_id AS "explanationId", k.version`;

export const costsById = async (tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<VisitCost[]> =>
  tx.query(`SELECT ${columns} FROM visit_cost k WHERE ${seenVisits('k')} AND k.cost_id = ANY($4::uuid[])`, [
    ...[...sightOf(viewer), ids],
  ]);

/** What was asked for these visits; the caller has found that the viewer may see them. */
export const costsOfPlanned = async (tx: Tx, plannedIds: readonly string[]): Promise<VisitCost[]> =>
  tx.query(`SELECT ${columns} FROM visit_cost k WHERE k.planned_id = ANY($1::uuid[]) ORDER BY k.asked_at, k.cost_id`, [
    plannedIds,
  ]);

export type CostPage = {
  readonly openOnly: boolean;
  readonly after: readonly [askedAt: string, costId: string] | null;
  readonly limit: number;
};

/** A page of the applications, newest first, as far as the viewer may see them. */
export const pageOfCosts = async (tx: Tx, viewer: Viewer, { openOnly, after, limit }: CostPage): Promise<VisitCost[]> =>
  tx.query(
    `SELECT ${columns} FROM visit_cost k WHERE ${seenVisits('k')} AND (NOT $4 OR k.state = 'asked')
       AND ($5::timestamptz IS NULL OR (k.asked_at, k.cost_id) < ($5, $6::uuid))
     ORDER BY k.asked_at DESC, k.cost_id DESC LIMIT $7`,
    [...sightOf(viewer), openOnly, after?.[0], after?.[1], limit],
  );
