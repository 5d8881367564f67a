import type { Tx } from '@shouwen/database';
import type { Target } from './target.ts';

/** Sets a target, in place of the one before; the audit trail keeps who set which. */
export const saveTarget = async (
  tx: Tx,
  { siteId, staffId, period, units, amountFen, cashFen }: Target,
  set: { readonly by: string; readonly at: Date },
): Promise<void> => {
  await tx.query(
    `insert into sales_target (site_id, staff_id, period, units, amount_fen, cash_fen, set_by, set_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (site_id, period, staff_id) do update
     set units = excluded.units, amount_fen = excluded.amount_fen, cash_fen = excluded.cash_fen, set_by = excluded.set_by,
       set_at = excluded.set_at`,
    [siteId, staffId, period, units, amountFen, cashFen, set.by, set.at],
  );
};

/** All targets of a site for one month or year. */
export const targetsFor = async (tx: Tx, siteId: string, period: string): Promise<Target[]> =>
  tx.query(
    `select site_id as "siteId", staff_id as "staffId", period, units, amount_fen as "amountFen", cash_fen as "cashFen"
     from sales_target where site_id = $1 and period = $2`,
    [siteId, period],
  );
