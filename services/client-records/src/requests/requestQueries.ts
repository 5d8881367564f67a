import type { Tx } from '@shouwen/database';
import { siteDate } from '@shouwen/kernel';
import { type AccessRequest, type StepTaken, waitingStates } from './request.ts';
import { requestColumns, stepColumns } from './requestStore.ts';
import type { Entitlement } from './steps/entitlement.ts';

/** Who looks at requests, and what they may decide or attach. */
export type RequestReader = {
  readonly staffId: string;
  readonly entitlements: readonly Entitlement[];
  /** Where they keep files, and so may say which file a request means. */
  readonly keeps: '*' | readonly string[];
  readonly now: Date;
};

const waiting = `r.state IN (${waitingStates.map((state) => `'${state}'`).join(', ')}) AND r.until_on >= $4::date`;
const parties = 'array_remove(ARRAY[r.requester_id, r.reader_id, r.carrier_id], NULL)';

/** The grounds of the reader that carry a step `which` tells; the same as `carries`. Parameters $1–$4 are `deciderParameters`. */
const entitledTo = (which: string): string => `EXISTS (
  SELECT FROM jsonb_to_recordset($2::jsonb) AS e (step text, "as" text, "siteId" uuid, department text, "forStaff" uuid)
  WHERE ${which} AND CASE e."as"
    WHEN 'permission' THEN e."siteId" IS NULL OR e."siteId" = r.site_id
    WHEN 'head' THEN NOT r.headless AND e.department = r.department AND (e."siteId" IS NULL OR e."siteId" = r.from_site_id)
    WHEN 'manager' THEN r.headless AND e."siteId" = r.from_site_id
    ELSE r.headless OR r.by_head OR coalesce(r.escalate_at <= $3::timestamptz, false) END)`;

/** Which requests there are for this reader: the own ones, those decided on, those to be decided on, those whose file is kept. */
const known = `(r.requester_id = $1 OR (r.submitted_at IS NOT NULL AND (
    r.reader_id = $1 OR r.carrier_id = $1
    OR EXISTS (SELECT FROM request_step s WHERE s.request_id = r.id AND $1 IN (s.by_staff, s.for_staff))
    OR ${entitledTo('e.step = ANY (r.plan)')}
    OR ((r.state = 'active' OR r.end_reason = 'used') AND r.kind IN ('copy', 'carry', 'disclose') AND ${entitledTo(`e.step = 'lend'`)})
    OR (r.described IS NOT NULL AND ${waiting} AND ($5::boolean OR r.site_id = ANY ($6::uuid[]))))))`;

/** Which of them this reader may decide on now: nobody their own, and nobody twice. */
const decidable = `${waiting} AND NOT $1 = ANY (${parties})
  AND NOT EXISTS (SELECT FROM request_step s WHERE s.request_id = r.id AND $1 IN (s.by_staff, s.for_staff))
  AND ${entitledTo(`e.step = r.next_step AND (e."forStaff" IS NULL OR NOT (e."forStaff" = ANY (${parties}) OR EXISTS (
    SELECT FROM request_step s WHERE s.request_id = r.id AND e."forStaff" IN (s.by_staff, s.for_staff))))`)}`;

const deciderParameters = ({ staffId, entitlements, now }: RequestReader): unknown[] => [
  ...[staffId, JSON.stringify(entitlements), now, siteDate(now)],
];

export type RequestRow = AccessRequest & { readonly createdAt: Date };

/** Those among `ids` that this reader may know of; the others are missing, as if there were none. */
export const requestsById = async (tx: Tx, reader: RequestReader, ids: readonly string[]): Promise<RequestRow[]> => {
  const { keeps } = reader;
  const everywhere = keeps === '*';
  const parameters = [...deciderParameters(reader), everywhere, everywhere ? [] : keeps, ids];
  return tx.query(
    `SELECT ${requestColumns} FROM access_request r WHERE r.id = ANY ($7::uuid[]) AND ${known}`,
    parameters,
  );
};

export type RequestPage = { readonly after: readonly string[] | null; readonly limit: number };

/** The requests that somebody made or is the reader of, newest first. */
export const requestsOfParty = async (tx: Tx, staffId: string, { after, limit }: RequestPage): Promise<RequestRow[]> =>
  tx.query(
    `SELECT ${requestColumns} FROM access_request r
     WHERE (r.requester_id = $1 OR (r.submitted_at IS NOT NULL AND $1 IN (r.reader_id, r.carrier_id)))
       AND ($2::timestamptz IS NULL OR (r.created_at, r.id) < ($2, $3::uuid))
     ORDER BY r.created_at DESC, r.id DESC LIMIT $4`,
    [staffId, after?.[0] ?? null, after?.[1] ?? null, limit],
  );

/** The requests that wait for this reader, the longest waiting first. */
export const requestsWaitingFor = async (
  tx: Tx,
  reader: RequestReader,
  { after, limit }: RequestPage,
): Promise<RequestRow[]> =>
  tx.query(
    `SELECT ${requestColumns} FROM access_request r
     WHERE ${decidable} AND ($5::timestamptz IS NULL OR (r.submitted_at, r.id) > ($5, $6::uuid))
     ORDER BY r.submitted_at, r.id LIMIT $7`,
    [...deciderParameters(reader), after?.[0] ?? null, after?.[1] ?? null, limit],
  );

export type StepRow = StepTaken & { readonly requestId: string };

export const stepsOfRequests = async (tx: Tx, ids: readonly string[]): Promise<StepRow[]> =>
  tx.query(`SELECT ${stepColumns} FROM request_step s WHERE s.request_id = ANY ($1::uuid[]) ORDER BY s.at, s.id`, [
    ids,
  ]);

export type ReminderRow = {
  readonly requestId: string;
  readonly step: string;
  readonly kind: 'overdue' | 'escalated';
  readonly at: Date;
};

export const remindersOfRequests = async (tx: Tx, ids: readonly string[]): Promise<ReminderRow[]> =>
  tx.query(
    `SELECT request_id AS "requestId", step, kind, at FROM request_reminder WHERE request_id = ANY ($1::uuid[]) ORDER BY at, kind`,
    [ids],
  );

export type RequestFileRow = { readonly requestId: string; readonly fileId: string };

export const filesOfRequests = async (tx: Tx, ids: readonly string[]): Promise<RequestFileRow[]> =>
  tx.query(
    `SELECT request_id AS "requestId", file_id AS "fileId" FROM request_file WHERE request_id = ANY ($1::uuid[])
     ORDER BY attached_at, file_id`,
    [ids],
  );
