import { guardedUpdate, type Tx } from '@shouwen/database';
import type { RaisedBy } from './leakCase.ts';

/** A case as it is written once. */
export type LeakRow = {
  readonly id: string;
  readonly siteId: string | null;
  readonly raisedBy: RaisedBy;
  readonly reportedBy: string;
  readonly reporterId: string | null;
  readonly reportedAt: Date;
  readonly accusedId: string | null;
  readonly pattern: string | null;
  readonly patternDay: string | null;
  readonly keyId: string;
  readonly wrappedKey: Buffer;
  readonly whatSealed: Buffer;
  readonly explanationId: string;
};

/** Writes the case and gives it the next number. */
export const insertLeak = async (tx: Tx, leak: LeakRow): Promise<string> => {
  const rows = (await tx.query(
    `INSERT INTO leak_case (id, number, site_id, raised_by, reported_by, reporter_id, reported_at, accused_id, pattern,
       pattern_day, key_id, wrapped_key, what_sealed, state, explanation_id)
     VALUES ($1, 'L' || (SELECT lpad(n, greatest(5, length(n)), '0') FROM (SELECT nextval('leak_case_number_seq')::text AS n) next), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
       'open', $13) RETURNING number`,
    [
      leak.id,
      leak.siteId,
      leak.raisedBy,
      leak.reportedBy,
      leak.reporterId,
      leak.reportedAt,
      leak.accusedId,
      leak.pattern,
      leak.patternDay,
      leak.keyId,
      leak.wrappedKey,
      leak.whatSealed,
      leak.explanationId,
    ],
  )) as { number: string }[];
  const number = rows[0]?.number;
  if (number === undefined) throw new Error('a leak got no number');
  return number;
};

/** Notes which clients the case is about; an id that is none of ours is left out. */
export const insertLeakClients = async (tx: Tx, caseId: string, clientIds: readonly string[]): Promise<string[]> => {
  const rows = (await tx.query(
    `INSERT INTO leak_client (case_id, client_id) SELECT $1, id FROM client WHERE id = ANY($2::uuid[]) RETURNING client_id AS id`,
    [caseId, clientIds],
  )) as { id: string }[];
  return rows.map(({ id }) => id);
};

/** Attaches lines of the trail, as they are now; later ones are not the case's. */
export const insertLeakTrace = async (tx: Tx, caseId: string, numbers: readonly number[]): Promise<void> => {
  await tx.query('INSERT INTO leak_trace (case_id, seq) SELECT DISTINCT $1::uuid, seq FROM unnest($2::bigint[]) seq', [
    caseId,
    numbers,
  ]);
};

export type NewRemedy = {
  readonly id: string;
  readonly caseId: string;
  readonly whatSealed: Buffer;
  readonly doneAt: Date;
  readonly recordedAt: Date;
  readonly recordedBy: string;
};

export const insertRemedy = async (tx: Tx, remedy: NewRemedy): Promise<void> => {
  await tx.query(
    `INSERT INTO leak_remedy (id, case_id, what_sealed, done_at, recorded_at, recorded_by) VALUES ($1, $2, $3, $4, $5, $6)`,
    [remedy.id, remedy.caseId, remedy.whatSealed, remedy.doneAt, remedy.recordedAt, remedy.recordedBy],
  );
};

export const countRemedies = async (tx: Tx, caseId: string): Promise<number> => {
  const rows: { n: number }[] = await tx.query('SELECT count(*)::int AS n FROM leak_remedy WHERE case_id = $1', [
    caseId,
  ]);
  return rows[0]?.n ?? 0;
};

export type ClosedLeak = {
  readonly id: string;
  readonly closedBy: string;
  readonly closedAt: Date;
  readonly conclusionSealed: Buffer;
  readonly explanationId: string;
};

/** The row is locked by who calls this. */
export const closeLeakRow = async (tx: Tx, closed: ClosedLeak): Promise<void> =>
  guardedUpdate(tx, 'leak_case', {
    where: { id: closed.id, state: 'open' },
    set: {
      state: 'closed',
      closed_by: closed.closedBy,
      closed_at: closed.closedAt,
      conclusion_sealed: closed.conclusionSealed,
      explanation_id: closed.explanationId,
    },
  });
