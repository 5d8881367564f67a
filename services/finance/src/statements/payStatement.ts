import { type CommandResult, demand, demandStaff, done, NotFound, refusedWith, runCommand } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type Act, keepAct } from '../keepAct.ts';
import { postTransaction, type TransactionDraft } from '../ledger/index.ts';
import { deductionsOf, markDeducted } from '../sanctions/index.ts';
import type { MoveStatementInput, StatementMoved } from './moveStatement.ts';
import { frozenAmong } from './openItemQueries.ts';
import { decidePayment, type StatementPaid } from './payStatement.decision.ts';
import type { Statement, StatementLine } from './statement.ts';
import { findStatement, linesOf, lockStatement, moveTo, takeOut } from './statementStore.ts';

/**
 * FI-1.07: settles an approved statement: posts the payment, books the fines, carries over what could not be set off. Lines that
 * are contested or in dispute meanwhile stay out and come in a later statement (FI-1.09).
 * @throws NotSignedIn, Forbidden (`statement.pay` at the statement's site), NotFound
 */
export const payStatement = async (
  act: Act,
  { idempotencyKey, statementId }: MoveStatementInput,
): Promise<CommandResult<StatementMoved>> => {
  const found = await act.db.read((tx) => findStatement(tx, statementId));
  demand(act.viewer, 'statement.pay', found?.siteId ?? null);
  const actorId = demandStaff(act.viewer).staffId;
  const command = { ...act, name: 'payStatement', idempotencyKey, input: { statementId } };
  return runCommand<StatementMoved>(command, async (tx) => {
    const statement = await lockStatement(tx, statementId);
    if (!statement) throw new NotFound();
    const lines = (await linesOf(tx, statementId)).filter(({ state }) => state === 'counted');
    const heldBack = await heldBackOf(tx, statement, lines);
    const decision = decidePayment({ actorId, statement, lines, heldBack, now: act.now });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const [paid] = decision.events;
    if (!paid) throw new Error('nothing was decided');
    const record = { action: command.name, siteId: statement.siteId, subject: { type: 'statement', id: statementId } };
    const explanationId = await keepAct(tx, act, { ...record, explanation: decision.explanation });
    await takeOut(tx, heldBack, 'held-back');
    await settle(tx, act, { statement, paid, explanationId });
    const { paidFen, carriedFen } = paid;
    const settled = { state: 'paid' as const, paidBy: actorId, paidAt: act.now, paidFen, carriedFen, explanationId };
    await moveTo(tx, statement, settled);
    return done({ statementId });
  });
};

/** Frozen by now, or a fine that does not stand any more. */
const heldBackOf = async (tx: Tx, statement: Statement, lines: readonly StatementLine[]): Promise<string[]> => {
  const frozen = await frozenAmong(
    tx,
    lines.map(({ id }) => id),
  );
  const fines = lines.filter(({ source }) => source === 'deduction');
  if (fines.length === 0) return frozen;
  const latest = new Date(Math.max(...fines.map(({ occurredAt }) => occurredAt.getTime())));
  const standing = new Map(
    (await deductionsOf(tx, { ...statement, through: latest })).map(({ id, amountFen }) => [id, amountFen]),
  );
  const gone = fines.filter(({ sourceId, amountFen }) => standing.get(sourceId) !== -amountFen);
  return [...new Set([...frozen, ...gone.map(({ id }) => id)])];
};

type Settled = { readonly statement: Statement; readonly paid: StatementPaid; readonly explanationId: string };

const settle = async (tx: Tx, act: Act, { statement, paid, explanationId }: Settled): Promise<void> => {
  const fines = paid.settled.filter(({ source }) => source === 'deduction').map(({ sourceId }) => sourceId);
  if (fines.length > 0) await markDeducted(tx, fines, statement.id);
  const draft: TransactionDraft = {
    id: act.newId(),
    cause: `statement:${statement.id}:paid`,
    kind: 'payment',
    siteId: statement.siteId,
    dealId: null,
    occurredAt: act.now,
    reversesId: null,
    explanationId,
    entries: paid.entries,
  };
  await postTransaction(tx, draft, act.newId);
};
