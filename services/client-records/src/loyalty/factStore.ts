import type { Tx } from '@shouwen/database';

export type GuestRow = {
  readonly guestId: string;
  readonly eventId: string;
  readonly clientId: string;
  readonly siteId: string;
  readonly heldAt: Date;
  readonly heldOn: string;
  /** Null: came, or did not, without being brought. */
  readonly broughtBy: string | null;
};

/** The last word about a guest counts; answers who the guest is, by the id under which it stands. */
export const saveGuest = async (tx: Tx, guest: GuestRow): Promise<void> => {
  await tx.query(
    `INSERT INTO loyalty_guest (guest_id, event_id, client_id, site_id, held_at, held_on, brought_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (event_id, client_id) DO UPDATE SET brought_by = excluded.brought_by`,
    [guest.guestId, guest.eventId, guest.clientId, guest.siteId, guest.heldAt, guest.heldOn, guest.broughtBy],
  );
};

export type DealRow = {
  readonly dealId: string;
  readonly clientId: string;
  readonly siteId: string;
  readonly closedAt: Date;
  readonly closedOn: string;
  readonly priceFen: number;
  readonly cancelledOn: string | null;
};

export const insertDeal = async (tx: Tx, deal: Omit<DealRow, 'cancelledOn'>): Promise<void> => {
  await tx.query(
    `INSERT INTO loyalty_deal (deal_id, client_id, site_id, closed_at, closed_on, price_fen)
     VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (deal_id) DO NOTHING`,
    [deal.dealId, deal.clientId, deal.siteId, deal.closedAt, deal.closedOn, deal.priceFen],
  );
};

type DealChange = Pick<DealRow, 'clientId' | 'priceFen'>;

/** Another buyer or another price; answers whose it was and is. */
export const changeDeal = async (tx: Tx, dealId: string, { clientId, priceFen }: DealChange): Promise<string[]> => {
  const before = await buyerOf(tx, dealId);
  if (before === null) return [];
  await tx.query('UPDATE loyalty_deal SET client_id = $2, price_fen = $3 WHERE deal_id = $1', [
    ...[dealId, clientId, priceFen],
  ]);
  return [...new Set([before, clientId])];
};

export const cancelDeal = async (tx: Tx, dealId: string, on: string): Promise<string | null> => {
  await tx.query('UPDATE loyalty_deal SET cancelled_on = $2 WHERE deal_id = $1', [dealId, on]);
  return buyerOf(tx, dealId);
};

const buyerOf = async (tx: Tx, dealId: string): Promise<string | null> => {
  const rows: { id: string }[] = await tx.query('SELECT client_id AS id FROM loyalty_deal WHERE deal_id = $1', [
    dealId,
  ]);
  return rows[0]?.id ?? null;
};

/** The events at which these records stand as guests, whoever brought them. */
export const guestsOf = async (tx: Tx, clientIds: readonly string[]): Promise<GuestRow[]> =>
  tx.query(
    `SELECT guest_id AS "guestId", event_id AS "eventId", client_id AS "clientId", site_id AS "siteId",
       held_at AS "heldAt", held_on AS "heldOn", brought_by AS "broughtBy"
     FROM loyalty_guest WHERE client_id = ANY($1::uuid[])`,
    [clientIds],
  );

export const dealsOf = async (tx: Tx, clientIds: readonly string[]): Promise<DealRow[]> =>
  tx.query(
    `SELECT deal_id AS "dealId", client_id AS "clientId", site_id AS "siteId", closed_at AS "closedAt",
       closed_on AS "closedOn", price_fen AS "priceFen", cancelled_on AS "cancelledOn"
     FROM loyalty_deal WHERE client_id = ANY($1::uuid[])`,
    [clientIds],
  );

/** Two who settle what one person brought in wait for each other. */
export const lockPerson = async (tx: Tx, personId: string): Promise<void> => {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`loyalty:${personId}`]);
};
