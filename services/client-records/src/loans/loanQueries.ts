import type { Tx } from '@shouwen/database';
import { siteDate } from '@shouwen/kernel';
import type { RequestReader } from '../requests/index.ts';
import type { Loan } from './loan.ts';
import { loanColumns } from './loanStore.ts';

export type LoanPage = { readonly after: readonly string[] | null; readonly limit: number };
const page = (
  first: number,
): string => `($${first}::timestamptz IS NULL OR (l.entered_at, l.id) < ($${first}, $${first + 1}::uuid))
  ORDER BY l.entered_at DESC, l.id DESC LIMIT $${first + 2}`;
const pageParameters = ({ after, limit }: LoanPage): unknown[] => [after?.[0] ?? null, after?.[1] ?? null, limit];

const overdue = 'l.returned_at IS NULL AND l.due_on <';

export type RegisterAsked = { readonly siteId: string; readonly overdueOnly: boolean; readonly now: Date };

/** The loan register of a site, newest first. For whom it was decided that they may read it. */
export const loanRegister = async (
  tx: Tx,
  { siteId, overdueOnly, now }: RegisterAsked,
  asked: LoanPage,
): Promise<Loan[]> =>
  tx.query(
    `SELECT ${loanColumns} FROM loan l WHERE l.site_id = $1 AND (NOT $2::boolean OR (${overdue} $3::date)) AND ${page(4)}`,
    [siteId, overdueOnly, siteDate(now), ...pageParameters(asked)],
  );

/** What somebody borrows or borrowed, newest first. */
export const loansOfBorrower = async (tx: Tx, borrowerId: string, asked: LoanPage): Promise<Loan[]> =>
  tx.query(`SELECT ${loanColumns} FROM loan l WHERE l.borrower_id = $1 AND ${page(2)}`, [
    borrowerId,
    ...pageParameters(asked),
  ]);

/** What is out too long in the departments whose head this is (CR-4.05), from the day on which the head is told. */
export const lateLoansOfDepartments = async (
  tx: Tx,
  { entitlements, now }: RequestReader,
  asked: LoanPage,
): Promise<Loan[]> =>
  tx.query(
    `SELECT ${loanColumns} FROM loan l WHERE ${overdue} $2::date AND l.head_on <= $2 AND EXISTS (
       SELECT FROM jsonb_to_recordset($1::jsonb) AS e (step text, "as" text, "siteId" uuid, department text)
       WHERE e.step = 'stamp' AND CASE e."as"
         WHEN 'head' THEN e.department = l.department AND (e."siteId" IS NULL OR e."siteId" = l.borrower_site_id)
         WHEN 'manager' THEN l.headless AND e."siteId" = l.borrower_site_id
         ELSE l.headless END) AND ${page(3)}`,
    [JSON.stringify(entitlements), siteDate(now), ...pageParameters(asked)],
  );
