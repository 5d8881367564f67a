import type { Tx } from '@shouwen/database';
import { type Reader, readable, scopeParameters } from '../../clients/index.ts';
import { personSql } from '../../persons/index.ts';
import { recordsOfPersons } from '../facts/factQueries.ts';
import type { Order, OrderDeal, OrderKind, OrderState, OrderTreatment } from './order.ts';

export type { OrderTreatment } from './order.ts';

/** SQL: what was paid for the deal `d`. */
const paid = 'coalesce((SELECT sum(amount_fen) FROM tier_payment y WHERE y.deal_id = d.deal_id), 0)';
const dealJson = (person: string): string => `jsonb_build_object('isClients', ${personSql('d.client_id')} = ${person},
  'cancelled', d.cancelled_on IS NOT NULL, 'priceFen', d.price_fen, 'paidFen', ${paid})`;

/** SQL: the deals of the order of request `t` by the person. */
const dealsOfOrder = `coalesce((SELECT jsonb_agg(${dealJson('person.id')}) FROM tier_deal d
  WHERE (t.kind = 'deal' AND d.deal_id = t.order_id)
    OR (t.kind = 'unit' AND d.unit_id = t.order_id AND d.closed_on >= (t.proposed_at AT TIME ZONE 'Asia/Shanghai')::date)), '[]')`;

const columns = `t.request_id AS "requestId", person.id AS "personId", t.client_id AS "clientId", t.site_id AS "siteId", t.kind,
  t.order_id AS "orderId", t.state, t.proposed_by AS "proposedBy", t.proposed_at AS "proposedAt", t.decided_by AS "decidedBy",
  t.decided_at AS "decidedAt", t.explanation_id AS "explanationId", t.version, ${dealsOfOrder} AS deals`;
const person = `CROSS JOIN LATERAL (SELECT ${personSql('t.client_id')} AS id) person`;

/** What was asked for orders of these persons, over all their records; the caller knows that the viewer may see them. */
export const treatmentsOf = async (tx: Tx, clientIds: readonly string[]): Promise<OrderTreatment[]> =>
  tx.query(
    `WITH record AS MATERIALIZED (${recordsOfPersons})
     SELECT ${columns} FROM order_treatment t ${person} WHERE t.client_id IN (SELECT id FROM record)
     ORDER BY t.proposed_at DESC, t.request_id DESC`,
    [clientIds],
  );

export type TreatmentPage = {
  readonly siteId: string;
  readonly state: OrderState | null;
  readonly after: readonly string[] | null;
  readonly limit: number;
};

/** What was asked at a site for clients whom the reader may read there, newest first. */
export const pageOfTreatments = async (tx: Tx, reader: Reader, page: TreatmentPage): Promise<OrderTreatment[]> =>
  tx.query(
    `SELECT ${columns} FROM order_treatment t ${person} CROSS JOIN LATERAL (${readable} AND c.id = person.id) seen
     WHERE t.site_id = $7 AND ($8::text IS NULL OR t.state = $8)
       AND ($9::timestamptz IS NULL OR (t.proposed_at, t.request_id) < ($9, $10::uuid))
     ORDER BY t.proposed_at DESC, t.request_id DESC LIMIT $11`,
    [...scopeParameters(reader), page.siteId, page.state, page.after?.[0], page.after?.[1], page.limit],
  );

/** A request by its id, whoever asks. */
export const treatmentById = async (tx: Tx, requestId: string): Promise<OrderTreatment | null> => {
  const rows: OrderTreatment[] = await tx.query(
    `SELECT ${columns} FROM order_treatment t ${person} WHERE t.request_id = $1`,
    [requestId],
  );
  return rows[0] ?? null;
};

export type OrderPrice = {
  readonly priceFen: number;
  readonly pricePercent: number | null;
  readonly deals: readonly OrderDeal[];
};

/** The price of a deal against the others of its product at the site in the year before; null: there is no such deal of the person. */
export const priceOfDeal = async (
  tx: Tx,
  { dealId, siteId, personId }: { readonly dealId: string; readonly siteId: string; readonly personId: string },
): Promise<OrderPrice | null> => {
  const rows: OrderPrice[] = await tx.query(
    `SELECT d.price_fen::float8 AS "priceFen", jsonb_build_array(${dealJson('$3::uuid')}) AS deals,
       (SELECT floor(100 * d.price_fen / nullif(avg(o.price_fen), 0))::int FROM tier_deal o
        WHERE o.site_id = d.site_id AND o.product = d.product AND o.deal_id <> d.deal_id AND o.cancelled_on IS NULL
          AND o.closed_on BETWEEN d.closed_on - 365 AND d.closed_on) AS "pricePercent"
     FROM tier_deal d WHERE d.deal_id = $1 AND d.site_id = $2 AND ${personSql('d.client_id')} = $3::uuid`,
    [dealId, siteId, personId],
  );
  return rows[0] ?? null;
};

/** A price that is spoken of, against the deals of the site in the year before that day. */
export const priceAtSite = async (
  tx: Tx,
  { priceFen, siteId, today }: { readonly priceFen: number; readonly siteId: string; readonly today: string },
): Promise<OrderPrice> => {
  const [row] = (await tx.query(
    `SELECT floor(100 * $1::bigint / nullif(avg(price_fen), 0))::int AS "pricePercent" FROM tier_deal
     WHERE site_id = $2 AND cancelled_on IS NULL AND closed_on BETWEEN $3::date - 365 AND $3::date`,
    [priceFen, siteId, today],
  )) as { pricePercent: number | null }[];
  return { priceFen, pricePercent: row?.pricePercent ?? null, deals: [] };
};

export type OrderRefused = {
  readonly refusalId: string;
  readonly kind: OrderKind;
  readonly orderId: string;
  readonly refusedBy: string;
  readonly refusedAt: Date;
  readonly explanationId: string;
};

export const refusalOf = async (tx: Tx, clientIds: readonly string[], order: Order): Promise<OrderRefused | null> => {
  const rows: OrderRefused[] = await tx.query(
    `SELECT refusal_id AS "refusalId", kind, order_id AS "orderId", refused_by AS "refusedBy", refused_at AS "refusedAt",
       explanation_id AS "explanationId" FROM order_refusal
     WHERE client_id = ANY($1::uuid[]) AND kind = $2 AND order_id = $3`,
    [clientIds, order.kind, order.id],
  );
  return rows[0] ?? null;
};
