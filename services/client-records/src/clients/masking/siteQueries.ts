import type { Tx } from '@shouwen/database';

/** The sites that know any of these records of one person, as far as the transaction reaches. */
export const sitesOfClients = async (tx: Tx, clientIds: readonly string[]): Promise<string[]> => {
  const rows: { siteId: string }[] = await tx.query(
    `SELECT DISTINCT site_id AS "siteId" FROM client_site WHERE client_id = ANY($1::uuid[]) ORDER BY 1`,
    [clientIds],
  );
  return rows.map(({ siteId }) => siteId);
};
