import type { Tx } from '@shouwen/database';
import type { Month } from '../ledger/index.ts';
import type { OpenItem } from './statement.ts';
import type { Person } from './statementStore.ts';

/** Frozen: contested, or of a deal that a dispute is about (FI-1.09). */
const frozen = (source: string, id: string, dealId: string): string =>
  `(exists (select from objection o where o.state = 'open' and o.source = ${source} and o.source_id = ${id})
    or exists (select from deal_freeze f where f.deal_id = ${dealId} and f.frozen_at is not null and f.released_at is null))`;

/** The postings on a person's accounts, in the books up to the month, that stand in no statement; payments aside. */
export const openPostings = async (
  tx: Tx,
  { siteId, staffId, month }: Person & { readonly month: Month },
): Promise<OpenItem[]> =>
  tx.query(
    `select 'posting' as source, e.id as "sourceId", t.kind, a.kind as "accountKind", t.deal_id as "dealId",
       -e.amount_fen as "amountFen", t.effective_at as "occurredAt", t.explanation_id as "explanationId",
       ${frozen("'posting'", 'e.id', 't.deal_id')} as "isFrozen"
     from ledger_entry e join ledger_transaction t on t.id = e.transaction_id join ledger_account a on a.id = e.account_id
     where a.site_id = $1 and a.holder_id = $2 and a.kind in ('commission-payable', 'introducer-payable', 'set-off-claim')
       and t.kind <> 'payment' and t.book_month <= $3
       and not exists (select from statement_line l where l.taken and l.source = 'posting' and l.source_id = e.id)
     order by t.effective_at, t.id, e.line`,
    [siteId, staffId, month],
  );

/** What the last settled statement left to be set off, as long as no other has taken it. */
export const openCarryOver = async (tx: Tx, { siteId, staffId }: Person): Promise<OpenItem[]> =>
  tx.query(
    `select 'carry-over' as source, s.id as "sourceId", 'carry-over' as kind, null as "accountKind", null as "dealId",
       s.carried_fen as "amountFen", s.paid_at as "occurredAt", s.explanation_id as "explanationId", false as "isFrozen"
     from statement s where s.site_id = $1 and s.staff_id = $2 and s.state = 'paid' and s.carried_fen < 0
       and not exists (select from statement_line l where l.taken and l.source = 'carry-over' and l.source_id = s.id)
     order by s.month`,
    [siteId, staffId],
  );

/** Of these things, those that are frozen now. */
export const frozenAmong = async (tx: Tx, lineIds: readonly string[]): Promise<string[]> => {
  const rows: { id: string }[] = await tx.query(
    `select l.id from statement_line l where l.id = any($1::uuid[]) and ${frozen('l.source', 'l.source_id', 'l.deal_id')}`,
    [lineIds],
  );
  return rows.map(({ id }) => id);
};

/** Everybody who ever had an account at the site that a statement settles. */
export const peopleWithAccounts = async (tx: Tx, siteId: string): Promise<string[]> => {
  const rows: { staffId: string }[] = await tx.query(
    `select distinct holder_id as "staffId" from ledger_account
     where site_id = $1 and kind in ('commission-payable', 'introducer-payable', 'set-off-claim', 'carry-over')
     order by holder_id`,
    [siteId],
  );
  return rows.map(({ staffId }) => staffId);
};
