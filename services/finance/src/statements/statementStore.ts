import { guardedUpdate, type Tx } from '@shouwen/database';
import type { LineState, OpenItem, Statement, StatementLine, StatementState } from './statement.ts';

/** Columns of a statement as the code names them. */
export const statementColumns = `id, site_id as "siteId", staff_id as "staffId", month, state, total_fen as "totalFen",
  drafted_by as "draftedBy", drafted_at as "draftedAt", checked_by as "checkedBy", checked_at as "checkedAt",
  approved_by as "approvedBy", approved_at as "approvedAt", paid_by as "paidBy", paid_at as "paidAt",
  paid_fen as "paidFen", carried_fen as "carriedFen", explanation_id as "explanationId", version`;

export const lineColumns = `id, statement_id as "statementId", position, source, source_id as "sourceId", kind,
  account_kind as "accountKind", deal_id as "dealId", amount_fen as "amountFen", occurred_at as "occurredAt",
  explanation_id as "explanationId", state`;

export type Person = { readonly siteId: string; readonly staffId: string };

/** Whoever drafts for a person waits for others who do. */
export const lockPerson = async (tx: Tx, { siteId, staffId }: Person): Promise<void> => {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`statement:${siteId}/${staffId}`]);
};

/** The statement as it is, without a lock; null when there is none. */
export const findStatement = async (tx: Tx, id: string): Promise<Statement | null> =>
  (await tx.query(`select ${statementColumns} from statement where id = $1`, [id]))[0] ?? null;

/** Locked until the end of the transaction. */
export const lockStatement = async (tx: Tx, id: string): Promise<Statement | null> =>
  (await tx.query(`select ${statementColumns} from statement where id = $1 for update`, [id]))[0] ?? null;

export const statementsOfPerson = async (tx: Tx, { siteId, staffId }: Person): Promise<Statement[]> =>
  tx.query(
    `select ${statementColumns} from statement where site_id = $1 and staff_id = $2 and state <> 'returned' order by month`,
    [siteId, staffId],
  );

export type NewStatement = Pick<
  Statement,
  'id' | 'siteId' | 'staffId' | 'month' | 'totalFen' | 'draftedBy' | 'draftedAt' | 'explanationId'
>;

export const insertStatement = async (tx: Tx, one: NewStatement): Promise<void> => {
  await tx.query(
    `insert into statement (id, site_id, staff_id, month, state, total_fen, drafted_by, drafted_at, explanation_id)
     values ($1, $2, $3, $4, 'drafted', $5, $6, $7, $8)`,
    [one.id, one.siteId, one.staffId, one.month, one.totalFen, one.draftedBy, one.draftedAt, one.explanationId],
  );
};

export const insertLines = async (
  tx: Tx,
  statementId: string,
  { items, newId }: { readonly items: readonly OpenItem[]; readonly newId: () => string },
): Promise<void> => {
  await tx.query(
    `insert into statement_line (id, statement_id, position, source, source_id, kind, account_kind, deal_id, amount_fen,
       occurred_at, explanation_id, state, taken)
     select l.id, $1, l.position, l.source, l.source_id, l.kind, l.account_kind, l.deal_id, l.amount_fen, l.occurred_at,
       l.explanation_id, case when l.frozen then 'frozen' else 'counted' end, not l.frozen
     from unnest($2::uuid[], $3::text[], $4::uuid[], $5::text[], $6::text[], $7::uuid[], $8::bigint[], $9::timestamptz[],
         $10::uuid[], $11::boolean[]) with ordinality
       as l (id, source, source_id, kind, account_kind, deal_id, amount_fen, occurred_at, explanation_id, frozen, position)`,
    [
      statementId,
      items.map(newId),
      items.map(({ source }) => source),
      items.map(({ sourceId }) => sourceId),
      items.map(({ kind }) => kind),
      items.map(({ accountKind }) => accountKind),
      items.map(({ dealId }) => dealId),
      items.map(({ amountFen }) => amountFen),
      items.map(({ occurredAt }) => occurredAt),
      items.map(({ explanationId }) => explanationId),
      items.map(({ isFrozen }) => isFrozen),
    ],
  );
};

export const linesOf = async (tx: Tx, statementId: string): Promise<StatementLine[]> =>
  tx.query(`select ${lineColumns} from statement_line where statement_id = $1 order by position`, [statementId]);

export const findLine = async (tx: Tx, id: string): Promise<StatementLine | null> =>
  (await tx.query(`select ${lineColumns} from statement_line where id = $1`, [id]))[0] ?? null;

/** Takes lines out of their statement: they are open again. */
export const takeOut = async (tx: Tx, lineIds: readonly string[], state: LineState): Promise<void> => {
  await tx.query('update statement_line set state = $2, taken = false where id = any($1::uuid[])', [lineIds, state]);
};

/** A statement that is sent back frees all its lines, whatever became of each. */
export const freeLines = async (tx: Tx, statementId: string): Promise<void> => {
  await tx.query('update statement_line set taken = false where statement_id = $1', [statementId]);
};

/** What a step changes; the row is as it was read, or somebody else was first. */
export const moveTo = async (
  tx: Tx,
  { id, version }: Pick<Statement, 'id' | 'version'>,
  change: { readonly state: StatementState; readonly explanationId: string } & Partial<Statement>,
): Promise<void> => {
  const set = Object.entries(change).map(([key, value]) => [columnOf[key], value]);
  await guardedUpdate(tx, 'statement', { where: { id, version }, set: Object.fromEntries(set) });
};

const columnOf: Readonly<Record<string, string>> = {
  state: 'state',
  totalFen: 'total_fen',
  checkedBy: 'checked_by',
  checkedAt: 'checked_at',
  approvedBy: 'approved_by',
  approvedAt: 'approved_at',
  paidBy: 'paid_by',
  paidAt: 'paid_at',
  paidFen: 'paid_fen',
  carriedFen: 'carried_fen',
  explanationId: 'explanation_id',
};
