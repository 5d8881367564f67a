import { auditColumns } from '@shouwen/access';
import { acrossSites, type Tx } from '@shouwen/database';
import { personSql } from '../persons/index.ts';
import { clientOfEntry, type TraceLine } from '../trace/index.ts';
import type { WrappedKey } from '../vault/index.ts';
import type { RaisedBy } from './leakCase.ts';

/** A case as its table holds it. */
export type StoredLeak = {
  readonly id: string;
  readonly number: string;
  readonly siteId: string | null;
  readonly raisedBy: RaisedBy;
  readonly reporterId: string | null;
  readonly reportedAt: Date;
  readonly accusedId: string | null;
  readonly pattern: string | null;
  readonly keyId: string;
  /** Null once a client of the case was erased (CR-2.06): its words are gone. */
  readonly wrappedKey: Buffer | null;
  readonly whatSealed: Buffer;
  readonly state: 'open' | 'closed';
  readonly closedBy: string | null;
  readonly closedAt: Date | null;
  readonly conclusionSealed: Buffer | null;
  readonly explanationId: string;
};

/** The key of a case that is still open: while it is, none of its clients is erased. @throws Error when the words of the case are gone */
export const keyOfCase = ({ keyId, wrappedKey: wrapped }: StoredLeak): WrappedKey => {
  if (wrapped === null) throw new Error('the words of this case were erased');
  return { keyId, wrapped };
};

const selectLeaks = `SELECT id, number, site_id AS "siteId", raised_by AS "raisedBy", reporter_id AS "reporterId",
  reported_at AS "reportedAt", accused_id AS "accusedId", pattern, key_id AS "keyId", wrapped_key AS "wrappedKey",
  what_sealed AS "whatSealed", state, closed_by AS "closedBy", closed_at AS "closedAt",
  conclusion_sealed AS "conclusionSealed", explanation_id AS "explanationId" FROM leak_case`;

/** Who handles cases: at which sites, and who it is, for a case about oneself does not exist. */
export type LeakHandler = { readonly staffId: string; readonly sites: '*' | readonly string[] };

/** $1–$3 are `handlerParameters`. */
const handled = '($1::boolean OR site_id = ANY($2::uuid[])) AND accused_id IS DISTINCT FROM $3::uuid';
const handlerParameters = ({ staffId, sites }: LeakHandler): unknown[] => [
  sites === '*',
  sites === '*' ? [] : sites,
  staffId,
];

export const findLeak = async (tx: Tx, handler: LeakHandler, id: string): Promise<StoredLeak | null> => {
  const rows: StoredLeak[] = await tx.query(`${selectLeaks} WHERE ${handled} AND id = $4`, [
    ...handlerParameters(handler),
    id,
  ]);
  return rows[0] ?? null;
};

/** The same for who is about to change it: nobody else does until the transaction ends. */
export const lockLeak = async (tx: Tx, handler: LeakHandler, id: string): Promise<StoredLeak | null> => {
  const rows: StoredLeak[] = await tx.query(`${selectLeaks} WHERE ${handled} AND id = $4 FOR UPDATE`, [
    ...handlerParameters(handler),
    id,
  ]);
  return rows[0] ?? null;
};

export type LeakPage = { readonly after: readonly [string, string] | null; readonly limit: number };

/** Newest first. */
export const pageOfLeaks = async (
  tx: Tx,
  handler: LeakHandler,
  { state, after, limit }: LeakPage & { readonly state: 'open' | 'closed' | null },
): Promise<StoredLeak[]> =>
  tx.query(
    `${selectLeaks} WHERE ${handled} AND ($4::text IS NULL OR state = $4)
       AND ($5::timestamptz IS NULL OR (reported_at, id) < ($5, $6::uuid))
     ORDER BY reported_at DESC, id DESC LIMIT $7`,
    [...handlerParameters(handler), state, after?.[0] ?? null, after?.[1] ?? null, limit],
  );

export type OwnReport = Pick<StoredLeak, 'id' | 'number' | 'state' | 'reportedAt'>;

/** What somebody reported: its number and how it stands, no more. */
export const pageOfOwnReports = async (tx: Tx, staffId: string, { after, limit }: LeakPage): Promise<OwnReport[]> =>
  tx.query(
    `SELECT id, number, state, reported_at AS "reportedAt" FROM leak_case
     WHERE reporter_id = $1 AND ($2::timestamptz IS NULL OR (reported_at, id) < ($2, $3::uuid))
     ORDER BY reported_at DESC, id DESC LIMIT $4`,
    [staffId, after?.[0] ?? null, after?.[1] ?? null, limit],
  );

export const leakExists = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.query('SELECT 1 FROM leak_case WHERE id = $1', [id])).length > 0;

export type StoredRemedy = {
  readonly id: string;
  readonly caseId: string;
  readonly whatSealed: Buffer;
  readonly doneAt: Date;
  readonly recordedAt: Date;
  readonly recordedBy: string;
};

/** What was done about these cases, in the order in which it was done. */
export const remediesOf = async (tx: Tx, caseIds: readonly string[]): Promise<StoredRemedy[]> =>
  tx.query(
    `SELECT id, case_id AS "caseId", what_sealed AS "whatSealed", done_at AS "doneAt", recorded_at AS "recordedAt",
       recorded_by AS "recordedBy"
     FROM leak_remedy WHERE case_id = ANY($1::uuid[]) ORDER BY done_at, id`,
    [caseIds],
  );

export type LeakClient = { readonly caseId: string; readonly clientId: string };

/** SQL: the client is known where the handler handles cases: whoever reports may name any id, and learns nothing by it (S14, CR-2.01). */
const isTheirs = (clientId: string): string => `($1::boolean OR EXISTS (
  SELECT FROM person_site s WHERE s.client_id = ${personSql(clientId)} AND s.site_id = ANY($2::uuid[])))`;
const theirSites = (sites: LeakHandler['sites']): unknown[] => [sites === '*', sites === '*' ? [] : sites];

/** The clients of these cases who are known where the handler handles cases. */
export const clientsOfLeaks = async (
  tx: Tx,
  sites: LeakHandler['sites'],
  caseIds: readonly string[],
): Promise<LeakClient[]> =>
  tx.query(
    `SELECT l.case_id AS "caseId", l.client_id AS "clientId" FROM leak_client l
     WHERE l.case_id = ANY($3::uuid[]) AND ${isTheirs('l.client_id')} ORDER BY l.client_id`,
    [...theirSites(sites), caseIds],
  );

type TraceAsked = {
  readonly caseId: string;
  readonly sites: LeakHandler['sites'];
  readonly after: readonly [string, number] | null;
  readonly limit: number;
};

/** The lines that were attached when the case was raised, newest first; of each client only where the handler handles cases. */
export const traceOfLeak = async (tx: Tx, { caseId, sites, after, limit }: TraceAsked): Promise<TraceLine[]> =>
  tx.query(
    `SELECT ${auditColumns} FROM (
       SELECT a.* FROM leak_trace t JOIN audit_entry a USING (seq) CROSS JOIN LATERAL (SELECT (${clientOfEntry})::uuid AS id) about
       WHERE t.case_id = $3 AND (about.id IS NULL OR ${isTheirs('about.id')})) line
     WHERE $4::timestamptz IS NULL OR (at, seq) < ($4, $5::bigint) ORDER BY at DESC, seq DESC LIMIT $6`,
    [...theirSites(sites), caseId, after?.[0] ?? null, after?.[1] ?? null, limit],
  );

/** Which of these clients an open case is about, whoever asks: their files are not destroyed meanwhile (CR-3.05). */
export const clientsInOpenCase = async (tx: Tx, clientIds: readonly string[]): Promise<string[]> => {
  const rows: { id: string }[] = await acrossSites(tx, () =>
    tx.query(
      `SELECT DISTINCT l.client_id AS id FROM leak_client l JOIN leak_case c ON c.id = l.case_id
       WHERE c.state = 'open' AND l.client_id = ANY($1::uuid[])`,
      [clientIds],
    ),
  );
  return rows.map(({ id }) => id);
};
