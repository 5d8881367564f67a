import type { Tx } from '@shouwen/database';

/** When the client first came to the site, whoever received them; null when they never did. */
export const firstVisitOf = async (
  tx: Tx,
  { siteId, clientId }: { readonly siteId: string; readonly clientId: string },
): Promise<{ readonly visitId: string; readonly arrivedAt: Date } | null> => {
  const rows = (await tx.query(
    `SELECT visit_id AS "visitId", arrived_at AS "arrivedAt" FROM visit WHERE client_id = $2 AND site_id = $1
     ORDER BY arrived_at, visit_id LIMIT 1`,
    [siteId, clientId],
  )) as { visitId: string; arrivedAt: Date }[];
  return rows[0] ?? null;
};
