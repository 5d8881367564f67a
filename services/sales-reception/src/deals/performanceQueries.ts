import type { Tx } from '@shouwen/database';
import type { ConsultantPart } from '../ownership/index.ts';

export type Period = {
  readonly siteId: string;
  /** Calendar days of the site, both included. */
  readonly from: string;
  readonly through: string;
};
/** An amount of a deal and who shares the deal now. */
export type Performed = { readonly amountFen: number; readonly consultants: readonly ConsultantPart[] };

/** The deals of a site that closed in these days and stand, at the price they have now. */
export const dealsClosedIn = async (tx: Tx, { siteId, from, through }: Period): Promise<Performed[]> =>
  tx.query(
    `select price_fen as "amountFen", consultants from deal
     where site_id = $1 and state = 'closed' and closed_on between $2 and $3 order by closed_at, deal_id`,
    [siteId, from, through],
  );

/** What buyers paid in these days for deals of the site, also for those that were cancelled; negative: paid back. */
export const cashReceivedIn = async (tx: Tx, { siteId, from, through }: Period): Promise<Performed[]> =>
  tx.query(
    `select amount_fen as "amountFen", consultants from deal_payment p join deal d on d.deal_id = p.deal_id
     where p.site_id = $1 and received_on between $2 and $3 order by received_at, payment_id`,
    [siteId, from, through],
  );
