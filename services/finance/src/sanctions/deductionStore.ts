import { ConcurrentChange, type Tx } from '@shouwen/database';
import type { FineKind } from './fine.ts';
import { lockFinesOf } from './fineStore.ts';

/** What a statement takes off: a fine, or a penalty of attendance with the pay that goes with it where that is known. */
export type Deduction = {
  readonly id: string;
  readonly kind: FineKind;
  /** V-01 … K-05, FI-4.01 … FI-4.03; null: without an entry in a schedule. */
  readonly code: string | null;
  readonly amountFen: number;
  readonly explanationId: string;
  readonly occurredAt: Date;
};

export type DeductionsWanted = { readonly siteId: string; readonly staffId: string; readonly through: Date };

/**
 * FI-3, FI-4: what is to be taken off in a person's next statement: confirmed, not contested, not yet deducted, of acts up to and
 * including `through`; oldest first. The person's fines stay as they are until the end of the transaction, so that nobody contests
 * what is being deducted.
 */
export const deductionsOf = async (tx: Tx, { siteId, staffId, through }: DeductionsWanted): Promise<Deduction[]> => {
  await lockFinesOf(tx, { siteId, staffId });
  return tx.query(
    `select id, kind, code, amount_fen + coalesce(pay_fen, 0) as "amountFen", explanation_id as "explanationId",
       occurred_at as "occurredAt"
     from fine where site_id = $1 and staff_id = $2 and state = 'confirmed' and occurred_at <= $3
     order by occurred_at, id`,
    [siteId, staffId, through],
  );
};

/** Everybody at the site from whom something is to be taken off, for acts up to and including `through`. */
export const peopleWithDeductions = async (
  tx: Tx,
  { siteId, through }: Omit<DeductionsWanted, 'staffId'>,
): Promise<string[]> => {
  const rows: { staffId: string }[] = await tx.query(
    `select distinct staff_id as "staffId" from fine where site_id = $1 and state = 'confirmed' and occurred_at <= $2`,
    [siteId, through],
  );
  return rows.map(({ staffId }) => staffId);
};

/**
 * These fines are deducted by this statement; from now on they are neither contested nor changed.
 * @throws ConcurrentChange when one of them was contested, taken back or deducted meanwhile
 */
export const markDeducted = async (tx: Tx, ids: readonly string[], statementId: string): Promise<void> => {
  const [, changed] = (await tx.query(
    `update fine set state = 'deducted', statement_id = $2, version = version + 1
     where id = any($1::uuid[]) and state = 'confirmed'`,
    [ids, statementId],
  )) as [unknown, number];
  if (changed !== new Set(ids).size) throw new ConcurrentChange('fine: contested, taken back or deducted meanwhile');
};
