import type { Tx } from '@shouwen/database';
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
       pattern_day, key_id, wrapped_key, what_sealed, state, explanation_id, version)
     VALUES ($1, 'L' || lpad(nextval('leak_case_number_seq')::text, 5, '0'), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12,
       'open', $13, 1) RETURNING number`,
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
