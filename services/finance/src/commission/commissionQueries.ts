import { canSomewhere, sitesWhere, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { AccountKind, Month, TransactionKind } from '../ledger/index.ts';
import type { CommissionDue } from './commission.ts';

export type LineRow = {
  readonly id: string;
  /** Null: of no single deal, as what is withheld of a month. */
  readonly dealId: string | null;
  readonly clientId: string | null;
  readonly siteId: string;
  readonly accountKind: AccountKind;
  readonly staffId: string | null;
  /** What the party gained by the posting. */
  readonly amountFen: number;
  readonly kind: TransactionKind;
  readonly due: CommissionDue | null;
  readonly month: Month;
  readonly effectiveAt: Date;
  readonly explanationId: string;
};

/** Whose lines a viewer may see: their own, and all of some sites. */
type Sight = { readonly own: string | null; readonly everywhere: boolean; readonly sites: readonly string[] };

const sightOf = (viewer: Viewer): Sight => {
  const sites = sitesWhere(viewer, 'commission.readSite');
  return {
    own: viewer.kind === 'staff' && canSomewhere(viewer, 'commission.readOwn') ? viewer.staffId : null,
    everywhere: sites === '*',
    sites: sites === '*' ? [] : sites,
  };
};

/** FI-1.07: a person sees their own lines, the manager those of the site; finance has its permission for all sites. */
const lines = `
  from ledger_entry e join ledger_transaction t on t.id = e.transaction_id join ledger_account a on a.id = e.account_id
  left join deal_commission d on d.deal_id = t.deal_id
  where a.kind in ('commission-accrued', 'commission-payable', 'introducer-accrued', 'introducer-payable', 'pool-accrued',
      'commission-pool', 'set-off-claim') and t.kind <> 'payment'
    and ($2 or t.site_id = any($3::uuid[]) or a.holder_id = $1)`;

const columns = `select e.id, t.deal_id as "dealId", d.client_id as "clientId", t.site_id as "siteId",
  a.kind as "accountKind", a.holder_id as "staffId", -e.amount_fen as "amountFen", t.kind, d.due,
  t.book_month as month, t.effective_at as "effectiveAt", t.explanation_id as "explanationId"`;

const sightParameters = ({ own, everywhere, sites }: Sight): unknown[] => [own, everywhere, sites];

/** The lines of these clients' deals that the viewer may see, oldest first. */
export const linesOfClients = async (tx: Tx, viewer: Viewer, clientIds: readonly string[]): Promise<LineRow[]> =>
  tx.query(`${columns} ${lines} and d.client_id = any($4::uuid[]) order by t.effective_at, t.id, e.line`, [
    ...sightParameters(sightOf(viewer)),
    clientIds,
  ]);

/** The lines of these deals that the viewer may see, oldest first. */
export const linesOfDeals = async (tx: Tx, viewer: Viewer, dealIds: readonly string[]): Promise<LineRow[]> =>
  tx.query(`${columns} ${lines} and d.deal_id = any($4::uuid[]) order by t.effective_at, t.id, e.line`, [
    ...sightParameters(sightOf(viewer)),
    dealIds,
  ]);

/** A month's lines of one site, or of one person at all sites. */
export type MonthOf = { readonly month: Month; readonly siteId?: string; readonly staffId?: string };
/** `after` is the id of the last line of the page before. */
export type LinePage = { readonly limit: number; readonly after: string | null };

/** A page of a month's lines that the viewer may see, oldest first; one row more than the limit when more follow. */
export const linesOfMonth = async (
  tx: Tx,
  viewer: Viewer,
  { month, siteId, staffId, limit, after }: MonthOf & LinePage,
): Promise<LineRow[]> =>
  tx.query(
    `${columns} ${lines} and t.book_month = $4 and ($5::uuid is null or t.site_id = $5)
       and ($6::uuid is null or a.holder_id = $6)
       and ($7::uuid is null or (t.effective_at, t.id, e.line) > (
         select pt.effective_at, pt.id, pe.line from ledger_entry pe join ledger_transaction pt on pt.id = pe.transaction_id
         where pe.id = $7))
     order by t.effective_at, t.id, e.line limit $8`,
    [...sightParameters(sightOf(viewer)), month, siteId ?? null, staffId ?? null, after, limit + 1],
  );

export type Statement = {
  readonly staffId: string;
  readonly month: Month;
  readonly totalFen: number;
  readonly performanceFen: number;
  readonly unitThousandths: number;
};

/** FI-1.07: the sums of a person's month; null when it is not the viewer and the viewer sees nothing of that person, who may not exist. */
export const statementOf = async (
  tx: Tx,
  viewer: Viewer,
  { staffId, month }: { readonly staffId: string; readonly month: Month },
): Promise<Statement | null> => {
  const sight = sightOf(viewer);
  const rows = (await tx.query(
    `select (select coalesce(sum(-e.amount_fen), 0)::bigint ${lines} and t.book_month = $4 and a.holder_id = $5)
         as "totalFen", performed.fen as "performanceFen", performed.thousandths as "unitThousandths",
       $5 is not distinct from $1 or exists (select ${lines} and a.holder_id = $5) as seen
     from (select coalesce(sum(p.amount_fen), 0)::bigint as fen, coalesce(sum(p.unit_thousandths), 0)::int as thousandths
       from performance_share p join deal_commission d using (deal_id)
       where p.staff_id = $5 and d.state = 'posted' and to_char(d.closed_on, 'YYYY-MM') = $4
         and ($2 or d.site_id = any($3::uuid[]) or p.staff_id = $1)) performed`,
    [...sightParameters(sight), month, staffId],
  )) as (Omit<Statement, 'staffId' | 'month'> & { readonly seen: boolean })[];
  const [found] = rows;
  if (!found?.seen) return null;
  const { seen: _, ...sums } = found;
  return { staffId, month, ...sums };
};

export type DealRow = {
  readonly dealId: string;
  readonly commissionFen: number;
  readonly basisPoints: number;
  readonly due: CommissionDue;
  readonly state: 'posted' | 'cancelled';
  readonly explanationId: string;
};

/** What these deals earn, as far as the viewer keeps the site's commissions or has, or had, a share in the deal. */
export const commissionsOfDeals = async (tx: Tx, viewer: Viewer, dealIds: readonly string[]): Promise<DealRow[]> =>
  tx.query(
    `select d.deal_id as "dealId", d.commission_fen as "commissionFen", d.basis_points as "basisPoints", d.due, d.state,
       d.explanation_id as "explanationId"
     from deal_commission d where d.deal_id = any($4::uuid[]) and ($2 or d.site_id = any($3::uuid[]) or exists (
       select from ledger_transaction t join ledger_entry e on e.transaction_id = t.id
       join ledger_account a on a.id = e.account_id where t.deal_id = d.deal_id and a.holder_id = $1))`,
    [...sightParameters(sightOf(viewer)), dealIds],
  );
