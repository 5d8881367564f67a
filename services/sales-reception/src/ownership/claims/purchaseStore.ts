import { guardedUpdate, type Tx } from '@shouwen/database';
import type { Purchase, Sharing } from './claim.ts';
import type { ClientAtSite } from './claimStore.ts';

/** A deal for each client who ever was its buyer, and how long: the one of today, and under earlier names (SR-3.17). */
export const selectPurchases = `SELECT p.deal_id AS "dealId", p.site_id AS "siteId", b.client_id AS "clientId",
    p.consultant_id AS "consultantId", CASE WHEN b.client_id = p.original_client_id THEN p.visit_id END AS "visitId",
    p.closed_at AS "closedAt", p.closed_on AS "closedOn", p.cancelled_at AS "cancelledAt", p.sharing,
    b.since AS "buyerFrom", b.until AS "buyerUntil",
    b.client_id <> p.original_client_id OR b.since > p.closed_at AS "byNameChange"
  FROM (SELECT deal_id, client_id, buyer_since AS since, NULL::timestamptz AS until FROM purchase
    UNION ALL SELECT deal_id, client_id, since, until FROM earlier_buyer) b JOIN purchase p USING (deal_id)`;

/** All deals of a person at a site, oldest first, cancelled ones too, under whichever client they were made (CR-1.05). */
export const purchasesOf = async (tx: Tx, { siteId, clientId }: ClientAtSite): Promise<Purchase[]> =>
  (await tx.query(
    `${selectPurchases} WHERE p.site_id = $1 AND b.client_id = ANY(clients_of_person($2)) ORDER BY p.closed_at, p.deal_id, b.since`,
    [siteId, clientId],
  )) as Purchase[];

type Bought = Pick<Purchase, 'dealId' | 'clientId' | 'consultantId' | 'visitId' | 'closedAt' | 'closedOn'>;

/** SR-3.13: from now on the client is a buyer of that consultant's, whatever becomes of the claim. */
export const recordPurchase = async (
  tx: Tx,
  { siteId, ...deal }: Bought & { readonly siteId: string },
): Promise<void> => {
  await tx.query(
    `INSERT INTO purchase (deal_id, site_id, client_id, original_client_id, consultant_id, visit_id, closed_at, buyer_since,
       closed_on) VALUES ($1, $2, $3, $3, $4, $5, $6, $6, $7)`,
    [deal.dealId, siteId, deal.clientId, deal.consultantId, deal.visitId, deal.closedAt, deal.closedOn],
  );
};

/**
 * SR-3.17: the deal gets another name: from then on that client is the buyer, with the same consultant, and the one before is none any
 * more. By whose ownership the deal is shared stays that of who closed it.
 */
export const renameBuyer = async (
  tx: Tx,
  { dealId, clientId, at }: { readonly dealId: string; readonly clientId: string; readonly at: Date },
): Promise<void> => {
  await tx.query(
    `INSERT INTO earlier_buyer (deal_id, client_id, since, until)
     SELECT deal_id, client_id, buyer_since, greatest(buyer_since, $2) FROM purchase WHERE deal_id = $1
     ON CONFLICT DO NOTHING`,
    [dealId, at],
  );
  await tx.query('UPDATE purchase SET client_id = $2, buyer_since = greatest(buyer_since, $3) WHERE deal_id = $1', [
    dealId,
    clientId,
    at,
  ]);
};

/** The deal came to nothing: the client is whose the claim says again. @throws ConcurrentChange for one cancelled before */
export const cancelPurchase = (tx: Tx, dealId: string, cancelledAt: Date): Promise<void> =>
  guardedUpdate(tx, 'purchase', {
    where: { deal_id: dealId, cancelled_at: null },
    set: { cancelled_at: cancelledAt },
  });

/** Keeps what was decided for a deal that stands. @throws ConcurrentChange when there is none such */
export const saveDealSharing = (
  tx: Tx,
  { dealId, sharing, buyersConsultant }: { dealId: string; sharing: Sharing; buyersConsultant: string | null },
): Promise<void> =>
  guardedUpdate(tx, 'purchase', {
    where: { deal_id: dealId, cancelled_at: null },
    set: { sharing: JSON.stringify(sharing), ...(buyersConsultant && { consultant_id: buyersConsultant }) },
  });

/** Another consultant looks after what the client bought from now on. */
export const moveBuyer = async (tx: Tx, { siteId, clientId }: ClientAtSite, to: string): Promise<void> => {
  await tx.query(
    'UPDATE purchase SET consultant_id = $3 WHERE site_id = $1 AND client_id = ANY(clients_of_person($2)) AND cancelled_at IS NULL',
    [siteId, clientId, to],
  );
};

/** The deal as it is of whoever closed it, by whose ownership it is shared. Null for a deal that there is not. */
export const findPurchase = async (
  tx: Tx,
  dealId: string,
): Promise<(Purchase & { readonly siteId: string }) | null> => {
  const rows = (await tx.query(
    `${selectPurchases} WHERE p.deal_id = $1 AND b.client_id = p.original_client_id ORDER BY b.since LIMIT 1`,
    [dealId],
  )) as (Purchase & { readonly siteId: string })[];
  return rows[0] ?? null;
};
