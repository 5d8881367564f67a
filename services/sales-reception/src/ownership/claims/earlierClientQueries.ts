import type { Tx } from '@shouwen/database';
import type { ClientAtSite } from './claimStore.ts';
import { selectPurchases } from './purchaseStore.ts';

type Asked = ClientAtSite & { readonly before: Date };

/** SR-5.05: whether a consultant had registered a visit of the client before that instant, whatever became of it. */
export const wasRegistered = async (tx: Tx, { siteId, clientId, before }: Asked): Promise<boolean> => {
  const rows: unknown[] = await tx.query(
    `SELECT 1 FROM claim WHERE client_id = ANY(clients_of_person($2)) AND opened_at < $3 AND site_id = $1 AND opened_by = 'visit' LIMIT 1`,
    [siteId, clientId, before],
  );
  return rows.length > 0;
};

/** SR-6.01: an old client: registered on a visit before, also one who cancelled since, or a buyer. */
export const wasHereBefore = async (tx: Tx, asked: Asked): Promise<boolean> => {
  if (await wasRegistered(tx, asked)) return true;
  const { siteId, clientId, before } = asked;
  const rows: unknown[] = await tx.query(
    `${selectPurchases} WHERE b.client_id = ANY(clients_of_person($2)) AND b.since < $3 AND p.site_id = $1 LIMIT 1`,
    [siteId, clientId, before],
  );
  return rows.length > 0;
};
