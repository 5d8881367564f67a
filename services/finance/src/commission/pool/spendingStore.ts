import { sitesWhere, type Viewer } from '@shouwen/access';
import { guardedUpdate, type Tx } from '@shouwen/database';
import type { PageRequest } from '@shouwen/subgraph';
import type { Spending } from './spending.ts';

const columns = `id, site_id as "siteId", amount_fen as "amountFen", purpose, state, requested_by as "requestedBy",
  requested_at as "requestedAt", ruled_by as "ruledBy", ruled_at as "ruledAt", explanation_id as "explanationId", version`;

export type NewSpending = Omit<Spending, 'state' | 'ruledBy' | 'ruledAt' | 'version'>;

export const insertSpending = async (tx: Tx, one: NewSpending): Promise<void> => {
  await tx.query(
    `insert into pool_spending (id, site_id, amount_fen, purpose, state, requested_by, requested_at, explanation_id)
     values ($1, $2, $3, $4, 'requested', $5, $6, $7)`,
    [one.id, one.siteId, one.amountFen, one.purpose, one.requestedBy, one.requestedAt, one.explanationId],
  );
};

export const findSpending = async (tx: Tx, id: string): Promise<Spending | null> =>
  (await tx.query(`select ${columns} from pool_spending where id = $1`, [id]))[0] ?? null;

/** Locked until the end of the transaction. */
export const lockSpending = async (tx: Tx, id: string): Promise<Spending | null> =>
  (await tx.query(`select ${columns} from pool_spending where id = $1 for update`, [id]))[0] ?? null;

export const closeSpending = async (
  tx: Tx,
  { id, version }: Spending,
  ruled: Pick<Spending, 'state' | 'ruledBy' | 'ruledAt' | 'explanationId'>,
): Promise<void> => {
  const { state, ruledBy, ruledAt, explanationId } = ruled;
  const set = { state, ruled_by: ruledBy, ruled_at: ruledAt, explanation_id: explanationId };
  await guardedUpdate(tx, 'pool_spending', { where: { id, version }, set });
};

/** Whoever keeps the site's commissions, or may spend there, sees what was asked for; and everybody their own requests. */
const visible = '($2 or site_id = any($3::uuid[]) or requested_by = $1)';

const sightParameters = (viewer: Viewer): unknown[] => {
  const granted = [sitesWhere(viewer, 'commission.readSite'), sitesWhere(viewer, 'pool.spend')];
  const sites = granted.includes('*') ? '*' : granted.flat();
  return [viewer.kind === 'staff' ? viewer.staffId : null, sites === '*', sites === '*' ? [] : sites];
};

export const spendingsByIds = async (tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<Spending[]> =>
  tx.query(`select ${columns} from pool_spending where ${visible} and id = any($4::uuid[])`, [
    ...sightParameters(viewer),
    ids,
  ]);

/** A page of a site's requests that the viewer may see, the latest first; one row more than the limit when more follow. */
export const listSpendings = async (
  tx: Tx,
  viewer: Viewer,
  { siteId, page }: { readonly siteId: string; readonly page: PageRequest<string[]> },
): Promise<Spending[]> =>
  tx.query(
    `select ${columns} from pool_spending where ${visible} and site_id = $4
       and ($5::timestamptz is null or (requested_at, id) < ($5, $6::uuid)) order by requested_at desc, id desc limit $7`,
    [...sightParameters(viewer), siteId, page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit + 1],
  );
