import { guardedUpdate, type Tx } from '@shouwen/database';
import type { Tier } from '../tier.ts';
import type { Order, OrderTreatment } from './order.ts';

/** Two who decide about one order wait for each other. */
export const lockOrder = async (tx: Tx, { kind, id }: Order): Promise<void> => {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`order:${kind}:${id}`]);
};

export type NewTreatment = Pick<
  OrderTreatment,
  'requestId' | 'clientId' | 'siteId' | 'kind' | 'orderId' | 'proposedBy' | 'proposedAt' | 'explanationId'
> & { readonly priceFen: number };

export const insertTreatment = async (tx: Tx, request: NewTreatment): Promise<void> => {
  await tx.query(
    `INSERT INTO order_treatment (request_id, client_id, site_id, kind, order_id, price_fen, state, proposed_by, proposed_at, explanation_id)
     VALUES ($1, $2, $3, $4, $5, $6, 'proposed', $7, $8, $9)`,
    [
      ...[request.requestId, request.clientId, request.siteId, request.kind, request.orderId, request.priceFen],
      ...[request.proposedBy, request.proposedAt, request.explanationId],
    ],
  );
};

export const decideTreatment = async (
  tx: Tx,
  { requestId, version }: Pick<OrderTreatment, 'requestId' | 'version'>,
  set: Pick<OrderTreatment, 'state' | 'decidedBy' | 'decidedAt' | 'explanationId'>,
): Promise<void> => {
  await guardedUpdate(tx, 'order_treatment', {
    where: { request_id: requestId, version },
    set: {
      ...{ state: set.state, decided_by: set.decidedBy, decided_at: set.decidedAt },
      explanation_id: set.explanationId,
    },
  });
};

export type NewRefusal = {
  readonly refusalId: string;
  readonly clientId: string;
  readonly siteId: string;
  readonly order: Order;
  readonly treatedAs: Tier;
  readonly refusedBy: string;
  readonly refusedAt: Date;
  readonly reasonSealed: Buffer;
  readonly explanationId: string;
};

export const insertRefusal = async (tx: Tx, refusal: NewRefusal): Promise<void> => {
  const { refusalId, clientId, siteId, order, treatedAs, refusedBy, refusedAt, reasonSealed, explanationId } = refusal;
  await tx.query(
    `INSERT INTO order_refusal (refusal_id, client_id, site_id, kind, order_id, treated_as, refused_by, refused_at, reason_sealed,
       explanation_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [refusalId, clientId, siteId, order.kind, order.id, treatedAs, refusedBy, refusedAt, reasonSealed, explanationId],
  );
};
