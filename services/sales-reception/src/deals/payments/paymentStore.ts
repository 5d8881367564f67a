import { dealPaymentReceivedV1 } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import { appendToOutbox } from '@shouwen/messaging';
import type { Payment, PaymentKind } from './payment.ts';

/** Keeps a payment and tells finance of it. */
export const recordPaid = async (
  tx: Tx,
  payment: Payment,
  { at, newId }: { readonly at: Date; readonly newId: () => string },
): Promise<void> => {
  const { paymentId, dealId, siteId, kind, amountFen, receivedAt, receivedOn } = payment;
  await tx.query(
    `insert into deal_payment (payment_id, deal_id, site_id, kind, amount_fen, received_at, received_on)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [paymentId, dealId, siteId, kind, amountFen, receivedAt, receivedOn],
  );
  const data = { dealId, siteId, paymentId, kind, amountFen, receivedAt: receivedAt.toISOString() };
  const aggregate = { type: dealPaymentReceivedV1.aggregate, id: dealId };
  await appendToOutbox(tx, [{ event: dealPaymentReceivedV1, aggregate, at, data, id: newId() }]);
};

/** What was paid for that, less what was paid back. The deal or intent must be locked. */
export const paidAs = async (tx: Tx, dealId: string, kind: PaymentKind): Promise<number> => {
  const [row] = (await tx.query(
    'select coalesce(sum(amount_fen), 0)::bigint as paid from deal_payment where deal_id = $1 and kind = $2',
    [dealId, kind],
  )) as { paid: number }[];
  return row?.paid ?? 0;
};

/** Payments of these deals or intents, oldest first. Give it only ids that the viewer was found to be allowed to read. */
export const paymentsOf = async (tx: Tx, dealIds: readonly string[]): Promise<Payment[]> =>
  tx.query(
    `select payment_id as "paymentId", deal_id as "dealId", site_id as "siteId", kind, amount_fen as "amountFen",
       received_at as "receivedAt", received_on as "receivedOn" from deal_payment
     where deal_id = any($1::uuid[]) order by deal_id, received_at, payment_id`,
    [dealIds],
  );
