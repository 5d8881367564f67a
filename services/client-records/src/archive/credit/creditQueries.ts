import { acrossSites, type Tx } from '@shouwen/database';
import { readable, scopeParameters } from '../../clients/index.ts';
import { personSql } from '../../persons/index.ts';
import type { FileReader } from '../files/fileReader.ts';

export type Credit = { readonly grade: string; readonly gradedOn: string; readonly overdueDays: number };

/** The credit of a person whose archive the reader was found to know of; the company's, wherever it arose. */
export const creditOf = async (tx: Tx, idsOfPerson: readonly string[]): Promise<Credit | null> => {
  const rows: Credit[] = await acrossSites(tx, () =>
    tx.query(
      `SELECT grade, graded_on::text AS "gradedOn", overdue_days AS "overdueDays" FROM client_credit
       WHERE client_id = ANY($1::uuid[]) ORDER BY graded_on DESC, client_id LIMIT 1`,
      [idsOfPerson],
    ),
  );
  return rows[0] ?? null;
};

export type Payment = { readonly kind: string; readonly amountFen: number; readonly receivedAt: string };

/** A deal of the client, as sales reception told it, with what was paid. */
export type Transaction = {
  readonly dealId: string;
  readonly siteId: string;
  readonly unitId: string;
  readonly priceFen: number;
  readonly closedOn: string;
  readonly closedAt: Date;
  readonly cancelledOn: string | null;
  readonly fault: string | null;
  readonly payments: readonly Payment[];
};

export type TransactionPage = {
  readonly clientIds: readonly string[];
  readonly after: readonly string[] | null;
  readonly limit: number;
};

/** The deals of a person at the sites of which the reader may read files, newest first. */
export const pageOfTransactions = async (tx: Tx, reader: FileReader, page: TransactionPage): Promise<Transaction[]> => {
  const { own, classified, custody, site } = reader;
  const sites = [classified, custody, site];
  const ownSites = own.scope.own?.siteIds ?? [];
  return tx.query(
    `SELECT d.deal_id AS "dealId", d.site_id AS "siteId", d.unit_id AS "unitId", d.price_fen::float8 AS "priceFen",
       d.closed_on::text AS "closedOn", d.closed_at AS "closedAt", d.cancelled_on::text AS "cancelledOn", d.fault,
       coalesce((SELECT jsonb_agg(jsonb_build_object('kind', p.kind, 'amountFen', p.amount_fen, 'receivedAt', p.received_at)
         ORDER BY p.received_at, p.payment_id) FROM archive_payment p WHERE p.deal_id = d.deal_id), '[]') AS payments
     FROM archive_deal d
     WHERE d.client_id = ANY($7::uuid[]) AND ($8::boolean OR d.site_id = ANY($9::uuid[]) OR (($10::boolean OR d.site_id = ANY($11::uuid[]))
       AND EXISTS (SELECT FROM (${readable}) own WHERE own.id = ${personSql('d.client_id')})))
       AND ($12::timestamptz IS NULL OR (d.closed_at, d.deal_id) < ($12, $13::uuid))
     ORDER BY d.closed_at DESC, d.deal_id DESC LIMIT $14`,
    [
      ...[
        ...scopeParameters(own),
        page.clientIds,
        sites.includes('*'),
        sites.flatMap((one) => (one === '*' ? [] : one)),
      ],
      ...[ownSites === '*', ownSites === '*' ? [] : ownSites, page.after?.[0], page.after?.[1], page.limit],
    ],
  );
};
