import type { Tx } from '@shouwen/database';
import { dealKinds } from '../../ledger/index.ts';
import type { OwedLine, Withholding, WithholdingScope } from './withholding.ts';

export type Person = { readonly siteId: string; readonly staffId: string };

export type NewWithholding = Person & {
  readonly id: string;
  readonly sanctionId: string;
  readonly scope: WithholdingScope;
  readonly code: string | null;
  readonly at: Date;
};

/** The same sanction withholds the same once, however often it is told. */
export const insertWithholding = async (tx: Tx, order: NewWithholding): Promise<void> => {
  const { scope } = order;
  await tx.query(
    `insert into withholding (id, sanction_id, site_id, staff_id, scope, deal_id, month, code, since)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing`,
    [
      ...[order.id, order.sanctionId, order.siteId, order.staffId, scope.of],
      scope.of === 'deal' ? scope.dealId : null,
      scope.of === 'month' ? scope.month : null,
      ...[order.code, order.at],
    ],
  );
};

/** Ends what a sanction withholds; answers from whom. */
export const endWithholdings = async (tx: Tx, sanctionId: string, at: Date): Promise<Person[]> => {
  const [rows] = (await tx.query(
    `update withholding set released_at = greatest($2, since) where sanction_id = $1 and released_at is null
     returning site_id as "siteId", staff_id as "staffId"`,
    [sanctionId, at],
  )) as [Person[], number];
  return [...new Map(rows.map((person) => [`${person.siteId}/${person.staffId}`, person])).values()];
};

/** Those that stand, and those that still hold something, oldest first. */
export const withholdingsOf = async (tx: Tx, { siteId, staffId }: Person): Promise<Withholding[]> => {
  const rows: (Omit<Withholding, 'scope'> & { of: string; dealId: string | null; month: string | null })[] =
    await tx.query(
      `select id, sanction_id as "sanctionId", scope as of, deal_id as "dealId", month, code, released_at as "releasedAt",
         withheld_fen as "withheldFen"
       from withholding where site_id = $1 and staff_id = $2 and (released_at is null or withheld_fen > 0)
       order by since, id`,
      [siteId, staffId],
    );
  return rows.map(({ of, dealId, month, ...row }) => ({ ...row, scope: scopeOf(of, dealId, month) }));
};

export const setWithheld = async (tx: Tx, id: string, withheldFen: number): Promise<void> => {
  await tx.query('update withholding set withheld_fen = $2 where id = $1', [id, withheldFen]);
};

/** What a person was owed as a consultant, by deal and month of the book, payments and withholdings aside. */
export const owedLines = async (tx: Tx, { siteId, staffId }: Person): Promise<OwedLine[]> =>
  tx.query(
    `select t.deal_id as "dealId", t.book_month as month, sum(-e.amount_fen)::bigint as "amountFen"
     from ledger_entry e join ledger_transaction t on t.id = e.transaction_id join ledger_account a on a.id = e.account_id
     where a.kind = 'commission-payable' and a.site_id = $1 and a.holder_id = $2 and t.kind = any($3)
     group by t.deal_id, t.book_month order by t.book_month, t.deal_id`,
    [siteId, staffId, [...dealKinds, 'cancellation', 'correction']],
  );

const scopeOf = (of: string, dealId: string | null, month: string | null): WithholdingScope => {
  if (of === 'deal' && dealId !== null) return { of, dealId };
  return of === 'month' && month !== null ? { of, month } : { of: 'all' };
};
