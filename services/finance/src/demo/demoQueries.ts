import type { Tx } from '@shouwen/database';

/** How many deals, contracts, payments and reported violations of a site finance has heard of. */
export const newsOf = async (tx: Tx, siteId: string): Promise<number> => {
  const [row] = (await tx.query(
    `select (select count(*) from deal_commission where site_id = $1)
       + (select count(*) from deal_contract join deal_commission using (deal_id) where site_id = $1)
       + (select count(*) from deal_payment join deal_commission using (deal_id) where site_id = $1)
       + (select count(*) from recorded_violation where site_id = $1 and reported_by is not null) as heard`,
    [siteId],
  )) as { heard: number }[];
  return Number(row?.heard ?? 0);
};

/** The fine of this code; the history has one of each at a site. */
export const fineOfCode = async (
  tx: Tx,
  siteId: string,
  code: string,
): Promise<{ readonly id: string; readonly confirmed: boolean } | null> => {
  const rows = (await tx.query(
    `select id, confirmed_at is not null as confirmed from fine where site_id = $1 and code = $2 order by occurred_at limit 1`,
    [siteId, code],
  )) as { id: string; confirmed: boolean }[];
  return rows[0] ?? null;
};
