import { acrossSites, type Tx } from '@shouwen/database';
import { siteDate } from '@shouwen/kernel';
import type { DueAt, DueWork } from '@shouwen/timers';
import type { Loan } from './loan.ts';

export const loanColumns = `l.id, l.number, l.request_id AS "requestId", l.file_id AS "fileId", l.site_id AS "siteId",
  l.borrower_id AS "borrowerId", l.department, l.headless, l.borrower_site_id AS "borrowerSiteId", l.copies, l.entered_at AS "enteredAt",
  l.entered_by AS "enteredBy", l.valid_until AS "validUntil", l.signed_at AS "signedAt", l.lent_on::text AS "lentOn",
  l.due_on::text AS "dueOn", l.head_on::text AS "headOn", l.returned_at AS "returnedAt", l.returned_by AS "returnedBy", l.condition,
  l.reminded_at AS "remindedAt", l.head_told_at AS "headToldAt", l.explanation_id AS "explanationId"`;

export type NewLoan = Pick<
  Loan,
  | ('id' | 'requestId' | 'fileId' | 'siteId' | 'borrowerId' | 'department' | 'headless' | 'borrowerSiteId' | 'copies')
  | ('enteredAt' | 'enteredBy' | 'validUntil' | 'explanationId')
>;

export const insertLoan = async (tx: Tx, loan: NewLoan): Promise<void> => {
  await tx.query(
    `INSERT INTO loan (id, number, request_id, file_id, site_id, borrower_id, department, headless, borrower_site_id, copies, entered_at,
       entered_by, valid_until, explanation_id)
     VALUES ($1, 'L' || lpad(nextval('loan_number_seq')::text, 6, '0'), $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [
      ...[loan.id, loan.requestId, loan.fileId, loan.siteId, loan.borrowerId, loan.department, loan.headless],
      ...[loan.borrowerSiteId, loan.copies, loan.enteredAt, loan.enteredBy, loan.validUntil, loan.explanationId],
    ],
  );
};

export type Signature = {
  readonly requestId: string;
  readonly at: Date;
  readonly lentOn: string;
  readonly dueOn: string;
  readonly headOn: string;
  readonly explanationId: string;
};

/** The borrower has the papers from now on. */
export const signLoans = async (tx: Tx, { requestId, at, ...signed }: Signature): Promise<void> => {
  await tx.query(
    `UPDATE loan SET signed_at = $2, lent_on = $3, due_on = $4, head_on = $5, explanation_id = $6
     WHERE request_id = $1 AND signed_at IS NULL`,
    [requestId, at, signed.lentOn, signed.dueOn, signed.headOn, signed.explanationId],
  );
};

export const loanById = async (tx: Tx, id: string): Promise<Loan | null> => {
  const rows: Loan[] = await tx.query(`SELECT ${loanColumns} FROM loan l WHERE l.id = $1`, [id]);
  return rows[0] ?? null;
};

/** The loan, and nobody else acts on it until this transaction ends. */
export const lockLoan = async (tx: Tx, id: string): Promise<Loan | null> => {
  const rows: Loan[] = await tx.query(`SELECT ${loanColumns} FROM loan l WHERE l.id = $1 FOR UPDATE`, [id]);
  return rows[0] ?? null;
};

export type Return = {
  readonly id: string;
  readonly at: Date;
  readonly by: string;
  readonly condition: string | null;
  readonly explanationId: string;
};

export const strikeOffLoanLine = async (tx: Tx, { id, at, by, condition, explanationId }: Return): Promise<void> => {
  await tx.query(
    'UPDATE loan SET returned_at = $2, returned_by = $3, condition = $4, explanation_id = $5 WHERE id = $1',
    [id, at, by, condition, explanationId],
  );
};

/**
 * The last days of what somebody has at home, wherever it was borrowed: what is overdue at one site bars all. Two loans to one borrower
 * wait for each other.
 */
export const lastDaysOf = async (tx: Tx, borrowerId: string): Promise<string[]> => {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`borrower:${borrowerId}`]);
  const rows: { dueOn: string }[] = await acrossSites(tx, () =>
    tx.query(
      `SELECT due_on::text AS "dueOn" FROM loan WHERE borrower_id = $1 AND signed_at IS NOT NULL AND returned_at IS NULL
       ORDER BY due_on`,
      [borrowerId],
    ),
  );
  return rows.map(({ dueOn }) => dueOn);
};

export const loansOfRequest = async (tx: Tx, requestId: string): Promise<Loan[]> =>
  tx.query(`SELECT ${loanColumns} FROM loan l WHERE l.request_id = $1 ORDER BY l.number`, [requestId]);

const batchSize = 200;

/** What a day that is over brings once: the borrower is reminded, then the head is told (CR-4.05). */
const note = (name: string, day: 'due_on' | 'head_on', noted: 'reminded_at' | 'head_told_at'): DueWork => {
  // Overdue is what was due before today; the head's day is the first on which the head is told.
  const past = day === 'due_on' ? 'due_on < $4::date' : 'head_on <= $4::date';
  const batch = async (tx: Tx, { now, siteId }: DueAt): Promise<number> => {
    const [rows] = (await tx.query(
      `UPDATE loan SET ${noted} = $1 WHERE id IN (
         SELECT id FROM loan WHERE returned_at IS NULL AND ${noted} IS NULL AND ${past} AND ($2::uuid IS NULL OR site_id = $2)
         ORDER BY ${day} LIMIT $3 FOR UPDATE SKIP LOCKED) RETURNING id`,
      [now, siteId, batchSize, siteDate(now)],
    )) as [unknown[]];
    return rows.length;
  };
  return { name, batch: ({ db }, due) => db.transaction((tx) => batch(tx, due)) };
};

export const loanDueWork: readonly DueWork[] = [
  note('loans.remind', 'due_on', 'reminded_at'),
  note('loans.tellHead', 'head_on', 'head_told_at'),
];
