import { canSomewhere, sitesWhere, type Viewer } from '@shouwen/access';
import { guardedUpdate, isUniqueViolation, type Tx } from '@shouwen/database';
import type { ApprovedPrice } from './priceRules.ts';

/** A price below that of the scheme, asked for one client and unit (SR-9.03). */
export type PriceRequest = {
  readonly requestId: string;
  readonly siteId: string;
  readonly unitId: string;
  readonly clientId: string;
  readonly priceFen: number;
  readonly requestedBy: string;
  readonly requestedAt: Date;
  readonly state: 'pending' | 'approved' | 'refused';
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly validUntil: Date | null;
  /** The deal that it was used for. */
  readonly usedBy: string | null;
  readonly explanationId: string;
};
export type StoredPriceRequest = PriceRequest & { readonly version: number };

const columns = `select request_id as "requestId", site_id as "siteId", unit_id as "unitId", client_id as "clientId",
  price_fen as "priceFen", requested_by as "requestedBy", requested_at as "requestedAt", state, decided_by as "decidedBy",
  decided_at as "decidedAt", valid_until as "validUntil", used_by as "usedBy", explanation_id as "explanationId", version
  from price_request`;

/** False when one for that client and unit is pending already; then the transaction can only be rolled back. */
export const insertPriceRequest = async (tx: Tx, request: PriceRequest): Promise<boolean> => {
  const { requestId, siteId, unitId, clientId, priceFen, requestedBy, requestedAt, state, explanationId } = request;
  try {
    await tx.query(
      `insert into price_request (request_id, site_id, unit_id, client_id, price_fen, requested_by, requested_at, state, explanation_id)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [requestId, siteId, unitId, clientId, priceFen, requestedBy, requestedAt, state, explanationId],
    );
    return true;
  } catch (error) {
    if (isUniqueViolation(error)) return false;
    throw error;
  }
};

export const lockPriceRequest = async (tx: Tx, requestId: string): Promise<StoredPriceRequest | null> => {
  const rows = (await tx.query(`${columns} where request_id = $1 for update`, [requestId])) as StoredPriceRequest[];
  return rows[0] ?? null;
};

export type Ruling = {
  readonly approved: boolean;
  readonly by: string;
  readonly at: Date;
  readonly validUntil: Date | null;
  readonly why: string;
};

export const saveRuling = (tx: Tx, { requestId, version }: StoredPriceRequest, ruling: Ruling): Promise<void> =>
  guardedUpdate(tx, 'price_request', {
    where: { request_id: requestId, version, state: 'pending' },
    set: {
      state: ruling.approved ? 'approved' : 'refused',
      decided_by: ruling.by,
      decided_at: ruling.at,
      valid_until: ruling.validUntil,
      explanation_id: ruling.why,
    },
  });

export type PriceWanted = {
  readonly unitId: string;
  readonly clientId: string;
  readonly priceFen: number;
  readonly at: Date;
};

/** SR-9.03: the approval that covers this price at that instant, given before and not used yet; locked. */
export const approvedPriceFor = async (
  tx: Tx,
  { unitId, clientId, priceFen, at }: PriceWanted,
): Promise<ApprovedPrice | null> => {
  const rows = (await tx.query(
    `${columns} where unit_id = $1 and client_id = $2 and state = 'approved' and used_by is null and price_fen <= $3
       and decided_at <= $4 and valid_until > $4 order by price_fen desc, request_id limit 1 for update`,
    [unitId, clientId, Number.isSafeInteger(priceFen) ? priceFen : 0, at],
  )) as ApprovedPrice[];
  return rows[0] ?? null;
};

/** An approval is good for one deal. @throws ConcurrentChange when another used it */
export const useApproval = (tx: Tx, requestId: string, dealId: string): Promise<void> =>
  guardedUpdate(tx, 'price_request', { where: { request_id: requestId, used_by: null }, set: { used_by: dealId } });

/** Those of sites whose deals or prices the viewer manages, and one's own. */
const sightOf = (viewer: Viewer): [boolean, readonly string[], string | null] => {
  const sites = sitesWhere(viewer, 'price.approve');
  const own = viewer.kind === 'staff' && canSomewhere(viewer, 'deal.record') ? viewer.staffId : null;
  return sites === '*' ? [true, [], own] : [false, sites, own];
};
const seen = '($1 or site_id = any($2::uuid[]) or requested_by = $3::uuid)';

export const priceRequestsById = async (tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<PriceRequest[]> =>
  tx.query(`${columns} where request_id = any($4::uuid[]) and ${seen}`, [...sightOf(viewer), ids]);

/** The requests of a site that nobody decided yet, oldest first, at most 100, as far as the viewer may see them. */
export const pendingPriceRequests = async (tx: Tx, viewer: Viewer, siteId: string): Promise<PriceRequest[]> =>
  tx.query(
    `${columns} where site_id = $4 and state = 'pending' and ${seen} order by requested_at, request_id limit 100`,
    [...sightOf(viewer), siteId],
  );
