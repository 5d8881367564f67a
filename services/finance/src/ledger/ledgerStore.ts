import type { Tx } from '@shouwen/database';
import { WaitsForNews } from '@shouwen/messaging';
import { type AccountRef, accountKey, naturalFen } from './account.ts';
import type { PostedTransaction } from './decideReversal.decision.ts';
import type { Effective, SiteBook } from './effectiveTime.ts';
import type { Month } from './month.ts';
import { dealKinds, type TransactionDraft, type TransactionKind } from './transaction.ts';

/** The ledger has no book for the site yet: its opening was not heard of. What is told of the site waits until it is. */
export class NoSuchBook extends WaitsForNews {}

/** Opens the book of a site, or gives it another zone as long as nothing is closed in it. */
export const openBook = async (tx: Tx, siteId: string, timeZone: string): Promise<void> => {
  await tx.query(
    `insert into site_book as book (site_id, time_zone) values ($1, $2)
     on conflict (site_id) do update set time_zone = excluded.time_zone where book.locked_through is null`,
    [siteId, timeZone],
  );
};

/** Reads the book of a site and keeps its months as they are until the end of the transaction; null when there is no such site. */
export const lockBook = async (tx: Tx, siteId: string, to: 'post' | 'close'): Promise<SiteBook | null> => {
  const rows = (await tx.query(
    `select time_zone as "timeZone", locked_through as "lockedThrough" from site_book where site_id = $1
     for ${to === 'post' ? 'share' : 'update'}`,
    [siteId],
  )) as SiteBook[];
  return rows[0] ?? null;
};

/** True when the site has a book. */
export const isSiteKnown = async (tx: Tx, siteId: string): Promise<boolean> => {
  const rows: unknown[] = await tx.query('select from site_book where site_id = $1', [siteId]);
  return rows.length === 1;
};

/** The zone of a site's book. @throws NoSuchBook */
export const timeZoneOf = async (tx: Tx, siteId: string): Promise<string> => {
  const rows = (await tx.query('select time_zone as "timeZone" from site_book where site_id = $1', [siteId])) as Pick<
    SiteBook,
    'timeZone'
  >[];
  if (!rows[0]) throw new NoSuchBook(`no book of site ${siteId}`);
  return rows[0].timeZone;
};

/** All that ever stood in an account, in fen as its owner reads it; others who ask so wait until the end of the transaction. */
export const lockBalance = async (tx: Tx, account: AccountRef): Promise<number> => {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`account:${accountKey(account)}`]);
  const rows = (await tx.query(
    `select coalesce(sum(e.amount_fen), 0)::bigint as fen from ledger_entry e join ledger_account a on a.id = e.account_id
     where a.kind = $1 and a.site_id = $2 and a.holder_id is not distinct from $3::uuid`,
    [account.kind, account.siteId, account.holderId],
  )) as { fen: number }[];
  return naturalFen(account.kind, rows[0]?.fen ?? 0);
};

export const lockMonth = async (tx: Tx, siteId: string, month: Month): Promise<void> => {
  await tx.query('update site_book set locked_through = $2 where site_id = $1', [siteId, month]);
};

/** Writes the head of a transaction. False when its cause was posted before, also by somebody who commits meanwhile. */
export const insertTransaction = async (tx: Tx, draft: TransactionDraft, effective: Effective): Promise<boolean> => {
  const rows = (await tx.query(
    `insert into ledger_transaction
       (id, cause, kind, site_id, deal_id, occurred_at, effective_at, book_month, reverses_id, explanation_id)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict (cause) do nothing returning id`,
    [
      draft.id,
      draft.cause,
      draft.kind,
      draft.siteId,
      draft.dealId,
      draft.occurredAt,
      effective.effectiveAt,
      effective.bookMonth,
      draft.reversesId,
      draft.explanationId,
    ],
  )) as unknown[];
  return rows.length === 1;
};

export const insertEntries = async (tx: Tx, draft: TransactionDraft, newId: () => string): Promise<void> => {
  const accounts = draft.entries.map(({ account }) => account);
  await openAccounts(tx, accounts, newId);
  await tx.query(
    `insert into ledger_entry (id, transaction_id, account_id, line, amount_fen)
     select e.id, $1, a.id, e.line, e.amount_fen
     from unnest($2::uuid[], $3::text[], $4::uuid[], $5::uuid[], $6::bigint[])
       with ordinality as e (id, kind, site_id, holder_id, amount_fen, line)
     join ledger_account a on a.kind = e.kind and a.site_id = e.site_id and a.holder_id is not distinct from e.holder_id`,
    [draft.id, draft.entries.map(newId), ...columnsOf(accounts), draft.entries.map(({ amountFen }) => amountFen)],
  );
};

/** What was posted for a deal in these ways, oldest first, as far as it was not taken back, and as far as it takes nothing back. */
export const standingTransactions = async (
  tx: Tx,
  dealId: string,
  kinds: readonly TransactionKind[] = dealKinds,
): Promise<PostedTransaction[]> => {
  const rows = (await tx.query(
    `select t.id, t.reverses_id as "reversesId", r.id as "reversedById", json_agg(json_build_object(
       'account', json_build_object('kind', a.kind, 'siteId', a.site_id, 'holderId', a.holder_id),
       'amountFen', e.amount_fen) order by e.line) as entries
     from ledger_transaction t
     join ledger_entry e on e.transaction_id = t.id join ledger_account a on a.id = e.account_id
     left join ledger_transaction r on r.reverses_id = t.id
     where t.deal_id = $1 and r.id is null and t.reverses_id is null and t.kind = any($2)
     group by t.id, r.id order by t.occurred_at, t.id`,
    [dealId, kinds],
  )) as PostedTransaction[];
  return rows;
};

/** In one order for all, so that two postings that open the same accounts do not wait for each other in a circle. */
const openAccounts = async (tx: Tx, accounts: readonly AccountRef[], newId: () => string): Promise<void> => {
  const sorted = [...accounts].sort((a, b) => (accountKey(a) < accountKey(b) ? -1 : 1));
  await tx.query(
    `insert into ledger_account (id, kind, site_id, holder_id)
     select * from unnest($1::uuid[], $2::text[], $3::uuid[], $4::uuid[]) on conflict do nothing`,
    [sorted.map(newId), ...columnsOf(sorted)],
  );
};

const columnsOf = (accounts: readonly AccountRef[]) => [
  accounts.map(({ kind }) => kind),
  accounts.map(({ siteId }) => siteId),
  accounts.map(({ holderId }) => holderId),
];
