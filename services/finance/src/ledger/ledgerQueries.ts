import { sitesWhere, type Viewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type AccountKind, type AccountRef, naturalFen } from './account.ts';

export type Account = AccountRef & { readonly id: string };

/** How an account is asked for: by its id, or by what it is. */
export type AccountWanted = { readonly id: string } | AccountRef;

/** The account, if the viewer may read the ledger of its site; null otherwise, as if it did not exist. */
export const accountSeenBy = async (tx: Tx, viewer: Viewer, wanted: AccountWanted): Promise<Account | null> => {
  const byId = 'id' in wanted;
  const rows = (await tx.query(
    `select id, kind, site_id as "siteId", holder_id as "holderId" from ledger_account
     where ${byId ? 'id = $1' : 'kind = $1 and site_id = $2 and holder_id is not distinct from $3::uuid'}`,
    byId ? [wanted.id] : [wanted.kind, wanted.siteId, wanted.holderId],
  )) as Account[];
  const account = rows[0];
  return account && mayRead(viewer, account) ? account : null;
};

/**
 * FI-2.02: what stood in an account at a moment, in fen as its owner reads it: the sum of all entries that counted by then,
 * the moment itself included.
 */
export const balanceAt = async (tx: Tx, { id, kind }: Account, at: Date): Promise<number> => {
  const rows = (await tx.query(
    `select coalesce(sum(e.amount_fen), 0)::bigint as fen from ledger_entry e
     join ledger_transaction t on t.id = e.transaction_id where e.account_id = $1 and t.effective_at <= $2`,
    [id, at],
  )) as { fen: number }[];
  return naturalFen(kind, rows[0]?.fen ?? 0);
};

export type EntryRow = {
  readonly id: string;
  readonly transactionId: string;
  readonly kind: string;
  readonly accountKind: AccountKind;
  readonly amountFen: number;
  readonly effectiveAt: Date;
  readonly explanationId: string;
};

/** A page of the entries of an account up to a moment, newest first. The account was found by `accountSeenBy`. */
export const entriesOf = async (
  tx: Tx,
  { id }: Account,
  { at, after, first }: { at: Date; after: string | null; first: number },
): Promise<EntryRow[]> => {
  const rows = (await tx.query(
    `select e.id, t.id as "transactionId", t.kind, a.kind as "accountKind", e.amount_fen as "amountFen",
            t.effective_at as "effectiveAt", t.explanation_id as "explanationId"
     from ledger_entry e join ledger_transaction t on t.id = e.transaction_id join ledger_account a on a.id = e.account_id
     where e.account_id = $1 and t.effective_at <= $2 and ($3::uuid is null or (t.effective_at, e.id) <
       (select pt.effective_at, pe.id from ledger_entry pe join ledger_transaction pt on pt.id = pe.transaction_id
        where pe.id = $3 and pe.account_id = $1))
     order by t.effective_at desc, e.id desc limit $4`,
    [id, at, after, first],
  )) as EntryRow[];
  return rows;
};

/** The ledger of a site is for `ledger.read`; what the company owes a person may also be read by that person. */
const mayRead = (viewer: Viewer, { siteId, holderId }: Account): boolean => {
  const sites = sitesWhere(viewer, 'ledger.read');
  if (sites === '*' || sites.includes(siteId)) return true;
  return viewer.kind === 'staff' && holderId !== null && viewer.staffId === holderId;
};
