import { guardedUpdate, type Tx } from '@shouwen/database';
import type { Purchase, Sharing } from './claim.ts';
import type { ClientAtSite } from './claimStore.ts';

/** All deals of a client at a site, oldest first, cancelled ones too. */
export const purchasesOf = async (tx: Tx, { siteId, clientId }: ClientAtSite): Promise<Purchase[]> =>
  (await tx.query(
    `SELECT deal_id AS "dealId", client_id AS "clientId", consultant_id AS "consultantId", visit_id AS "visitId",
       closed_at AS "closedAt", closed_on AS "closedOn", cancelled_at AS "cancelledAt", sharing
     FROM purchase WHERE site_id = $1 AND client_id = $2 ORDER BY closed_at, deal_id`,
    [siteId, clientId],
  )) as Purchase[];

/** SR-3.13: from now on the client is a buyer of that consultant's, whatever becomes of the claim. */
export const recordPurchase = async (
  tx: Tx,
  { siteId, ...deal }: Omit<Purchase, 'cancelledAt' | 'sharing'> & { readonly siteId: string },
): Promise<void> => {
  await tx.query(
    `INSERT INTO purchase (deal_id, site_id, client_id, consultant_id, visit_id, closed_at, closed_on)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [deal.dealId, siteId, deal.clientId, deal.consultantId, deal.visitId, deal.closedAt, deal.closedOn],
  );
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
    'UPDATE purchase SET consultant_id = $3 WHERE site_id = $1 AND client_id = $2 AND cancelled_at IS NULL',
    [siteId, clientId, to],
  );
};

/** Null for a deal that there is not. */
export const findPurchase = async (
  tx: Tx,
  dealId: string,
): Promise<(Purchase & { readonly siteId: string }) | null> => {
  const rows = (await tx.query(
    `SELECT deal_id AS "dealId", site_id AS "siteId", client_id AS "clientId", consultant_id AS "consultantId",
       visit_id AS "visitId", closed_at AS "closedAt", closed_on AS "closedOn", cancelled_at AS "cancelledAt", sharing
     FROM purchase WHERE deal_id = $1`,
    [dealId],
  )) as (Purchase & { readonly siteId: string })[];
  return rows[0] ?? null;
};
