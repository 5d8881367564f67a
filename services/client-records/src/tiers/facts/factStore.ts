import type { DataOf, dealClosedV1, dealPaymentReceivedV1, dealTermsChangedV1 } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';

export const keepDeal = async (tx: Tx, deal: DataOf<typeof dealClosedV1>): Promise<void> => {
  const { dealId, clientId, siteId, unitId, product, priceFen, closedOn } = deal;
  await tx.query(
    `INSERT INTO tier_deal (deal_id, client_id, site_id, unit_id, product, price_fen, closed_on)
     VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (deal_id) DO NOTHING`,
    [dealId, clientId, siteId, unitId, product, priceFen, closedOn],
  );
  await keepContact(tx, { sourceId: dealId, clientId, siteId, on: closedOn });
  await lookAgain(tx, clientId);
};

/** Another buyer, unit or price: the deal is theirs from now on (SR-3.17). */
export const keepTerms = async (tx: Tx, terms: DataOf<typeof dealTermsChangedV1>): Promise<void> => {
  const { dealId, clientId, unitId, product, priceFen } = terms;
  await tx.query('UPDATE tier_deal SET client_id = $2, unit_id = $3, product = $4, price_fen = $5 WHERE deal_id = $1', [
    dealId,
    clientId,
    unitId,
    product,
    priceFen,
  ]);
  await lookAgain(tx, clientId);
};

export const keepCancelling = async (tx: Tx, dealId: string, cancelledOn: string): Promise<void> => {
  await tx.query('UPDATE tier_deal SET cancelled_on = $2 WHERE deal_id = $1', [dealId, cancelledOn]);
};

export const keepPayment = async (tx: Tx, payment: DataOf<typeof dealPaymentReceivedV1>): Promise<void> => {
  await tx.query(
    `INSERT INTO tier_payment (payment_id, deal_id, site_id, amount_fen, received_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (payment_id) DO NOTHING`,
    [payment.paymentId, payment.dealId, payment.siteId, payment.amountFen, payment.receivedAt],
  );
};

/** The latest grade counts; one of an earlier day that comes later changes nothing. */
export const keepGrade = async (
  tx: Tx,
  credit: {
    readonly clientId: string;
    readonly grade: string;
    readonly gradedOn: string;
    readonly overdueDays: number;
  },
): Promise<void> => {
  await tx.query(
    `INSERT INTO tier_credit (client_id, grade, graded_on, overdue_days) VALUES ($1, $2, $3, $4)
     ON CONFLICT (client_id) DO UPDATE SET grade = $2, graded_on = $3, overdue_days = $4 WHERE tier_credit.graded_on <= $3`,
    [credit.clientId, credit.grade, credit.gradedOn, credit.overdueDays],
  );
};

type Contact = { readonly sourceId: string; readonly clientId: string; readonly siteId: string; readonly on: string };

/** The day of a visit, a claim or a deal; a claim that is extended was followed up. */
export const keepContact = async (tx: Tx, { sourceId, clientId, siteId, on }: Contact): Promise<void> => {
  await tx.query(
    `INSERT INTO tier_contact AS known (source_id, client_id, site_id, last_on) VALUES ($1, $2, $3, $4)
     ON CONFLICT (source_id) DO UPDATE SET last_on = greatest(known.last_on, $4::date)`,
    [sourceId, clientId, siteId, on],
  );
};

export const keepFollowUp = async (tx: Tx, claimId: string, on: string): Promise<void> => {
  await tx.query('UPDATE tier_contact SET last_on = greatest(last_on, $2::date) WHERE source_id = $1', [claimId, on]);
};

export type Probation = {
  readonly clientId: string;
  readonly siteId: string;
  readonly openedOn: string;
  readonly judgeOn: string;
};

/** Begins the first months of a client; told twice, they run once. Answers whether they began. */
export const beginProbation = async (tx: Tx, { clientId, siteId, openedOn, judgeOn }: Probation): Promise<boolean> => {
  const rows: unknown[] = await tx.query(
    `INSERT INTO tier_probation (client_id, site_id, opened_on, judge_on, look_again, judged)
     SELECT $1, $2, $3, $4, false, false WHERE EXISTS (SELECT FROM client WHERE id = $1)
     ON CONFLICT (client_id) DO NOTHING RETURNING client_id`,
    [clientId, siteId, openedOn, judgeOn],
  );
  return rows.length > 0;
};

/** In the first months each deal is a reason to look at the provisional tier again. */
const lookAgain = async (tx: Tx, clientId: string): Promise<void> => {
  await tx.query('UPDATE tier_probation SET look_again = true WHERE client_id = $1 AND NOT judged', [clientId]);
};
