import { type CommandResult, demandStaff, done, NotFound, refusedWith, runCommand } from '@shouwen/access';
import { type Act, keepAct } from '../keepAct.ts';
import { decideContest } from './contestLine.decision.ts';
import { freezeLines } from './freezeLines.ts';
import { insertObjection, isContested } from './objectionStore.ts';
import { findLine, lockStatement } from './statementStore.ts';

export type ContestLineInput = { readonly idempotencyKey: string; readonly lineId: string; readonly reason: string };
export type LineContested = { readonly objectionId: string };

/**
 * FI-1.09: contests a line of one's own statement before it is paid; the line is frozen until somebody else has ruled.
 * @throws NotSignedIn, NotFound for what is no line of one's own
 */
export const contestLine = async (
  act: Act,
  { idempotencyKey, lineId, reason }: ContestLineInput,
): Promise<CommandResult<LineContested>> => {
  const { staffId } = demandStaff(act.viewer);
  const command = { ...act, name: 'contestLine', idempotencyKey, input: { lineId, reason } };
  return runCommand<LineContested>(command, async (tx) => {
    const found = await findLine(tx, lineId);
    const statement = found && (await lockStatement(tx, found.statementId));
    if (!statement || statement.staffId !== staffId) throw new NotFound();
    // Read again under the lock of its statement.
    const line = await findLine(tx, lineId);
    if (!line) throw new NotFound();
    const facts = { statement, line, reason, now: act.now, isContested: await isContested(tx, line) };
    const decision = decideContest(facts);
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const { siteId } = statement;
    const id = act.newId();
    const record = { action: command.name, siteId, subject: { type: 'objection', id } };
    const explanationId = await keepAct(tx, act, { ...record, explanation: decision.explanation });
    const { source, sourceId } = line;
    const contestedAt = act.now;
    await insertObjection(tx, { id, lineId, siteId, staffId, source, sourceId, reason, contestedAt, explanationId });
    if (decision.events[0]?.takesOut)
      await freezeLines(tx, statement.id, { at: act.now, lineIds: [lineId], newId: act.newId });
    return done({ objectionId: id });
  });
};
