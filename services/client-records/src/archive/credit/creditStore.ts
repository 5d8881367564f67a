import type { creditGradedV1, DataOf, dealCancelledV1, dealClosedV1, dealPaymentReceivedV1 } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';

/** The latest grade counts; one of an earlier day that comes later changes nothing. */
export const keepGrade = async (tx: Tx, { clientId, grade, gradedOn, overdueDays }: DataOf<typeof creditGradedV1>) => {
  await tx.query(
    `INSERT INTO client_credit (client_id, grade, graded_on, overdue_days) VALUES ($1, $2, $3, $4)
     ON CONFLICT (client_id) DO UPDATE SET grade = $2, graded_on = $3, overdue_days = $4 WHERE client_credit.graded_on <= $3`,
    [clientId, grade, gradedOn, overdueDays],
  );
};

export const keepDeal = async (tx: Tx, deal: DataOf<typeof dealClosedV1>): Promise<void> => {
  await tx.query(
    `INSERT INTO archive_deal (deal_id, client_id, site_id, unit_id, price_fen, closed_on, closed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (deal_id) DO NOTHING`,
    [deal.dealId, deal.clientId, deal.siteId, deal.unitId, deal.priceFen, deal.closedOn, deal.closedAt],
  );
};

export const keepCancelling = async (tx: Tx, { dealId, cancelledOn, fault }: DataOf<typeof dealCancelledV1>) => {
  await tx.query('UPDATE archive_deal SET cancelled_on = $2, fault = $3 WHERE deal_id = $1', [
    dealId,
    cancelledOn,
    fault,
  ]);
};

export const keepPayment = async (tx: Tx, payment: DataOf<typeof dealPaymentReceivedV1>): Promise<void> => {
  await tx.query(
    `INSERT INTO archive_payment (payment_id, deal_id, site_id, kind, amount_fen, received_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (payment_id) DO NOTHING`,
    [payment.paymentId, payment.dealId, payment.siteId, payment.kind, payment.amountFen, payment.receivedAt],
  );
};
