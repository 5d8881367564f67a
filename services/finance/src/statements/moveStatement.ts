import {
  type CommandResult,
  demand,
  demandStaff,
  done,
  NotFound,
  type Permission,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import { type Act, keepAct } from '../keepAct.ts';
import { decideMove, type StatementAct } from './moveStatement.decision.ts';
import type { Statement } from './statement.ts';
import { findStatement, freeLines, lockStatement, moveTo } from './statementStore.ts';

export type MoveStatementInput = { readonly idempotencyKey: string; readonly statementId: string };
export type StatementMoved = { readonly statementId: string };

const needs: Readonly<Record<StatementAct, Permission>> = {
  check: 'statement.check',
  approve: 'statement.approve',
  return: 'statement.check',
};

/**
 * FI-1.07: checks, approves or sends back a statement.
 * @throws NotSignedIn, Forbidden (the step's permission at the statement's site), NotFound
 */
export const moveStatement =
  (step: StatementAct) =>
  async (act: Act, { idempotencyKey, statementId }: MoveStatementInput): Promise<CommandResult<StatementMoved>> => {
    const found = await act.db.read((tx) => findStatement(tx, statementId));
    // Whether it exists is told only to those who may take the step there.
    demand(act.viewer, needs[step], found?.siteId ?? null);
    const actorId = demandStaff(act.viewer).staffId;
    const command = { ...act, name: `${step}Statement`, idempotencyKey, input: { statementId } };
    return runCommand<StatementMoved>(command, async (tx) => {
      const statement = await lockStatement(tx, statementId);
      if (!statement) throw new NotFound();
      const decision = decideMove({ act: step, actorId, statement, now: act.now });
      if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
      const record = {
        action: command.name,
        siteId: statement.siteId,
        subject: { type: 'statement', id: statementId },
      };
      const explanationId = await keepAct(tx, act, { ...record, explanation: decision.explanation });
      if (step === 'return') await freeLines(tx, statementId);
      await moveTo(tx, statement, { ...stepOf(step, actorId, act.now), explanationId });
      return done({ statementId });
    });
  };

const stepOf = (step: StatementAct, actorId: string, at: Date): Partial<Statement> & Pick<Statement, 'state'> => {
  switch (step) {
    case 'check':
      return { state: 'checked', checkedBy: actorId, checkedAt: at };
    case 'approve':
      return { state: 'approved', approvedBy: actorId, approvedAt: at };
    case 'return':
      return { state: 'returned' };
  }
};
