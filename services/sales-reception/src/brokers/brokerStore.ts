import { guardedUpdate, type Tx } from '@shouwen/database';
import type { Broker, BrokerViewing } from './broker.ts';

export const brokerColumns = `broker_id AS "brokerId", site_id AS "siteId", partner_id AS "partnerId", name, kind, since,
  ended_at AS "endedAt", explanation_id AS "explanationId", version`;

/** Heard of a partner; its end may have been heard before. */
export const savePartner = async (tx: Tx, partnerId: string): Promise<void> => {
  await tx.query('INSERT INTO known_partner (partner_id) VALUES ($1) ON CONFLICT DO NOTHING', [partnerId]);
};

export const saveEndedPartner = async (tx: Tx, partnerId: string, at: Date): Promise<void> => {
  await tx.query(
    `INSERT INTO known_partner (partner_id, ended_at) VALUES ($1, $2)
     ON CONFLICT (partner_id) DO UPDATE SET ended_at = coalesce(known_partner.ended_at, excluded.ended_at)`,
    [partnerId, at],
  );
};

export const isPartnerKnown = async (tx: Tx, partnerId: string): Promise<boolean> => {
  const sql = 'SELECT 1 FROM known_partner WHERE partner_id = $1 AND ended_at IS NULL';
  return ((await tx.query(sql, [partnerId])) as unknown[]).length > 0;
};

/** The broker that this partner is at the site now; null for an ended broker or partner. */
export const brokerOf = async (tx: Tx, siteId: string, partnerId: string): Promise<Broker | null> => {
  const rows = (await tx.query(
    `SELECT ${brokerColumns} FROM broker WHERE site_id = $1 AND partner_id = $2 AND ended_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM known_partner k WHERE k.partner_id = broker.partner_id AND k.ended_at IS NOT NULL)`,
    [siteId, partnerId],
  )) as Broker[];
  return rows[0] ?? null;
};

export const insertBroker = async (tx: Tx, broker: Broker): Promise<void> => {
  await tx.query(
    `INSERT INTO broker (broker_id, site_id, partner_id, name, kind, since, explanation_id) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [broker.brokerId, broker.siteId, broker.partnerId, broker.name, broker.kind, broker.since, broker.explanationId],
  );
};

export const lockBroker = async (tx: Tx, brokerId: string): Promise<Broker | null> => {
  const sql = `SELECT ${brokerColumns} FROM broker WHERE broker_id = $1 FOR UPDATE`;
  return ((await tx.query(sql, [brokerId])) as Broker[])[0] ?? null;
};

export const changeBroker = (
  tx: Tx,
  { brokerId, version }: Broker,
  { kind, endedAt, explanationId }: Pick<Broker, 'kind' | 'endedAt' | 'explanationId'>,
): Promise<void> =>
  guardedUpdate(tx, 'broker', {
    where: { broker_id: brokerId, version },
    set: { kind, ended_at: endedAt, explanation_id: explanationId },
  });

export const saveBrochure = async (
  tx: Tx,
  { siteId, reference, at }: { siteId: string; reference: string; at: Date },
): Promise<void> => {
  await tx.query(
    `INSERT INTO site_brochure (site_id, reference, published_at) VALUES ($1, $2, $3)
     ON CONFLICT (site_id) DO UPDATE SET reference = excluded.reference, published_at = excluded.published_at`,
    [siteId, reference, at],
  );
};

/** False when the same was asked before. */
export const insertViewing = async (tx: Tx, one: BrokerViewing): Promise<boolean> => {
  const rows = (await tx.query(
    `INSERT INTO broker_viewing (viewing_id, broker_id, listing_id, at, requested_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (broker_id, listing_id, at) DO NOTHING RETURNING viewing_id`,
    [one.viewingId, one.brokerId, one.listingId, one.at, one.requestedAt],
  )) as unknown[];
  return rows.length === 1;
};
