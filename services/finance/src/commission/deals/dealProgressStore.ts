import type { Tx } from '@shouwen/database';
import type { Circumstances } from '../commission.ts';

/** Kept also for a deal that did not close yet: earnest money comes in before. False when it was told before. */
export const insertPayment = async (
  tx: Tx,
  payment: { paymentId: string; dealId: string; amountFen: number; receivedAt: Date },
): Promise<boolean> => {
  const { paymentId, dealId, amountFen, receivedAt } = payment;
  const rows: unknown[] = await tx.query(
    `insert into deal_payment (payment_id, deal_id, amount_fen, received_at) values ($1, $2, $3, $4)
     on conflict (payment_id) do nothing returning payment_id`,
    [paymentId, dealId, amountFen, receivedAt],
  );
  return rows.length === 1;
};

/** False when it was told before. */
export const insertContract = async (tx: Tx, dealId: string, contractedAt: Date): Promise<boolean> => {
  const rows: unknown[] = await tx.query(
    'insert into deal_contract (deal_id, contracted_at) values ($1, $2) on conflict (deal_id) do nothing returning deal_id',
    [dealId, contractedAt],
  );
  return rows.length === 1;
};

export const progressOf = async (
  tx: Tx,
  dealId: string,
): Promise<Pick<Circumstances, 'contractedAt' | 'receivedFen'>> => {
  const [row] = await tx.query(
    `select (select contracted_at from deal_contract where deal_id = $1) as "contractedAt",
       (select coalesce(sum(amount_fen), 0)::bigint from deal_payment where deal_id = $1) as "receivedFen"`,
    [dealId],
  );
  return row;
};
