import type { Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { seenVisits, sightOf } from '../visitScope.ts';
import type { ClientVisit, VisitPromise } from './clientVisit.ts';

const visitColumns = `v.visit_id AS "visitId", v.site_id AS "siteId", v.staff_id AS "staffId", v.client_id AS "clientId",
  v.planned_id AS "plannedId", v.purpose, v.visited_at AS "visitedAt", v.report_due_at AS "reportDueAt", v.state,
  v.notes_sealed AS "notesSealed", v.remarks_sealed AS "remarksSealed", v.reported_at AS "reportedAt", v.late,
  v.reviewed_by AS "reviewedBy", v.explanation_id AS "explanationId", v.version`;

export const visitsById = async (tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<ClientVisit[]> =>
  tx.query(`SELECT ${visitColumns} FROM client_visit v WHERE ${seenVisits('v')} AND v.visit_id = ANY($4::uuid[])`, [
    ...[...sightOf(viewer), ids],
  ]);

type After = readonly [at: string, id: string] | null;
export type VisitPage = { readonly overdueAt: Date | null; readonly after: After; readonly limit: number };

/** A page of the visits, newest first, as far as the viewer may see them; with `overdueAt` those whose report is over by then. */
export const pageOfVisits = async (
  tx: Tx,
  viewer: Viewer,
  { overdueAt, after, limit }: VisitPage,
): Promise<ClientVisit[]> =>
  tx.query(
    `SELECT ${visitColumns} FROM client_visit v WHERE ${seenVisits('v')}
       AND ($4::timestamptz IS NULL OR (v.state IN ('due', 'returned') AND v.report_due_at <= $4))
       AND ($5::timestamptz IS NULL OR (v.visited_at, v.visit_id) < ($5, $6::uuid))
     ORDER BY v.visited_at DESC, v.visit_id DESC LIMIT $7`,
    [...sightOf(viewer), overdueAt, after?.[0], after?.[1], limit],
  );

const promiseColumns = `m.promise_id AS "promiseId", m.visit_id AS "visitId", m.site_id AS "siteId", m.client_id AS "clientId",
  m.staff_id AS "staffId", m.owner_id AS "ownerId", m.what_sealed AS "whatSealed", m.due_on AS "dueOn",
  m.done_at AS "doneAt", m.explanation_id AS "explanationId"`;
const seenPromises = `(${seenVisits('m')} OR m.owner_id = $1::uuid)`;

export const promisesById = async (tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<VisitPromise[]> =>
  tx.query(`SELECT ${promiseColumns} FROM visit_promise m WHERE ${seenPromises} AND m.promise_id = ANY($4::uuid[])`, [
    ...[...sightOf(viewer), ids],
  ]);

/** What was promised in these visits; the caller has found that the viewer may see them. */
export const promisesOfVisits = async (tx: Tx, visitIds: readonly string[]): Promise<VisitPromise[]> =>
  tx.query(
    `SELECT ${promiseColumns} FROM visit_promise m WHERE m.visit_id = ANY($1::uuid[]) ORDER BY m.due_on, m.promise_id`,
    [visitIds],
  );

export type PromisePage = {
  readonly openOnly: boolean;
  readonly overdueOn: string | null;
  readonly after: After;
  readonly limit: number;
};

/** A page of the promises, what is due first first. */
export const pageOfPromises = async (tx: Tx, viewer: Viewer, page: PromisePage): Promise<VisitPromise[]> =>
  tx.query(
    `SELECT ${promiseColumns} FROM visit_promise m WHERE ${seenPromises} AND (NOT $4 OR m.done_at IS NULL)
       AND ($5::date IS NULL OR (m.done_at IS NULL AND m.due_on < $5))
       AND ($6::date IS NULL OR (m.due_on, m.promise_id) > ($6, $7::uuid)) ORDER BY m.due_on, m.promise_id LIMIT $8`,
    [...sightOf(viewer), page.openOnly, page.overdueOn, page.after?.[0], page.after?.[1], page.limit],
  );

export type ClientKey = { readonly clientId: string; readonly keyId: string; readonly wrapped: Buffer | null };

/** The keys under which the words about these clients are sealed, by the records at which they were said. */
export const keysOf = async (tx: Tx, clientIds: readonly string[]): Promise<ClientKey[]> =>
  tx.query(
    `SELECT id AS "clientId", key_id AS "keyId", wrapped_key AS wrapped FROM client WHERE id = ANY($1::uuid[])`,
    [clientIds],
  );
