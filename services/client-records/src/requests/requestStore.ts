import { ConcurrentChange, type Tx } from '@shouwen/database';
import type { AccessRequest, EndReason, StepTaken } from './request.ts';

export const requestColumns = `r.id, r.number, r.kind, r.state, r.site_id AS "siteId", r.from_site_id AS "fromSiteId", r.department,
  r.headless, r.by_head AS "byHead", r.requester_id AS "requesterId", r.reader_id AS "readerId", r.client_id AS "clientId",
  r.described, r.fields, r.shows_client AS "showsClient", r.purpose, r.reason, r.until_on::text AS "untilOn", r.pages, r.copies,
  r.loan_days AS "loanDays", r.carrier_id AS "carrierId", r.safeguards, r.recipient, r.scope, r.plan, r.next_step AS "nextStep",
  r.created_at AS "createdAt", r.submitted_at AS "submittedAt", r.due_at AS "dueAt", r.escalate_at AS "escalateAt",
  r.ended_at AS "endedAt", r.end_reason AS "endReason", r.ended_for AS "endedFor", r.explanation_id AS "explanationId", r.version`;

/** What the form of a draft holds. */
export type RequestForm = Pick<
  AccessRequest,
  | (
      | 'kind'
      | 'siteId'
      | 'readerId'
      | 'clientId'
      | 'described'
      | 'fields'
      | 'showsClient'
      | 'purpose'
      | 'reason'
      | 'untilOn'
    )
  | ('pages' | 'copies' | 'loanDays' | 'carrierId' | 'safeguards' | 'recipient' | 'scope')
>;

export type NewDraft = RequestForm &
  Pick<AccessRequest, 'id' | 'fromSiteId' | 'department' | 'headless' | 'byHead' | 'requesterId' | 'explanationId'> & {
    readonly createdAt: Date;
  };

export const insertDraft = async (tx: Tx, draft: NewDraft): Promise<void> => {
  await tx.query(
    `INSERT INTO access_request (id, number, kind, state, site_id, from_site_id, department, headless, by_head, requester_id, reader_id,
       client_id, described, fields, shows_client, purpose, reason, until_on, pages, copies, loan_days, carrier_id, safeguards, plan,
       created_at, explanation_id, recipient, scope)
     VALUES ($1, 'R' || lpad(nextval('access_request_number_seq')::text, 6, '0'), $2, 'draft', $3, $4, $5, $6, $7, $8, $9, $10, $11,
       $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, '{}', $22, $23, $24, $25)`,
    [
      ...[draft.id, draft.kind, draft.siteId, draft.fromSiteId, draft.department, draft.headless, draft.byHead],
      ...[draft.requesterId, draft.readerId, draft.clientId, draft.described, draft.fields, draft.showsClient],
      ...[draft.purpose, draft.reason, draft.untilOn, draft.pages, draft.copies, draft.loanDays, draft.carrierId],
      ...[draft.safeguards, draft.createdAt, draft.explanationId, draft.recipient],
      draft.scope === null ? null : JSON.stringify(draft.scope),
    ],
  );
};

/** The request, and nobody else acts on it until this transaction ends; null when it is not within the transaction's sites. */
export const lockRequest = async (tx: Tx, id: string): Promise<AccessRequest | null> => {
  const rows: AccessRequest[] = await tx.query(
    `SELECT ${requestColumns} FROM access_request r WHERE r.id = $1 FOR UPDATE`,
    [id],
  );
  return rows[0] ?? null;
};

export const isRequesterOf = async (tx: Tx, id: string, staffId: string): Promise<boolean> => {
  const rows: unknown[] = await tx.query('SELECT FROM access_request WHERE id = $1 AND requester_id = $2', [
    id,
    staffId,
  ]);
  return rows.length === 1;
};

/** Columns that an act may change, by their names in the table. */
export type RequestChange = Partial<{
  readonly state: string;
  readonly client_id: string | null;
  readonly plan: readonly string[];
  readonly next_step: string | null;
  readonly submitted_at: Date;
  readonly due_at: Date | null;
  readonly escalate_at: Date | null;
  readonly reminded_at: Date | null;
  readonly escalated_at: Date | null;
  readonly ended_at: Date;
  readonly end_reason: EndReason;
  readonly ended_for: string | null;
  readonly explanation_id: string;
}>;

/** @throws ConcurrentChange when somebody else changed it meanwhile */
export const changeRequest = async (
  tx: Tx,
  { id, version }: Pick<AccessRequest, 'id' | 'version'>,
  change: RequestChange,
): Promise<void> => {
  const names = Object.keys(change);
  const sets = names.map((name, index) => `${name} = $${index + 3}`).join(', ');
  const [rows] = (await tx.query(
    `UPDATE access_request SET ${sets}, version = version + 1 WHERE id = $1 AND version = $2 RETURNING id`,
    [id, version, ...Object.values(change)],
  )) as [unknown[]];
  if (rows.length !== 1) throw new ConcurrentChange('access_request');
};

export type AttachedFile = { readonly fileId: string; readonly classified: boolean };

export const attachFile = async (
  tx: Tx,
  { requestId, by, at, ...file }: AttachedFile & { readonly requestId: string; readonly by: string; readonly at: Date },
): Promise<void> => {
  await tx.query(
    `INSERT INTO request_file (request_id, file_id, classified, attached_by, attached_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (request_id, file_id) DO UPDATE SET classified = excluded.classified`,
    [requestId, file.fileId, file.classified, by, at],
  );
};

export const filesOf = async (tx: Tx, requestId: string): Promise<AttachedFile[]> =>
  tx.query(
    'SELECT file_id AS "fileId", classified FROM request_file WHERE request_id = $1 ORDER BY attached_at, file_id',
    [requestId],
  );

export const insertStep = async (
  tx: Tx,
  step: StepTaken & { readonly id: string; readonly requestId: string },
): Promise<void> => {
  await tx.query(
    `INSERT INTO request_step (id, request_id, step, verdict, by_staff, for_staff, at, reason, explanation_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      step.id,
      step.requestId,
      step.step,
      step.verdict,
      step.by,
      step.forStaff,
      step.at,
      step.reason,
      step.explanationId,
    ],
  );
};

export const stepColumns = `s.request_id AS "requestId", s.step, s.verdict, s.by_staff AS "by", s.for_staff AS "forStaff", s.at, s.reason,
  s.explanation_id AS "explanationId"`;

export const stepsOf = async (tx: Tx, requestId: string): Promise<StepTaken[]> =>
  tx.query(`SELECT ${stepColumns} FROM request_step s WHERE s.request_id = $1 ORDER BY s.at, s.id`, [requestId]);
