import {
  BadInput,
  type CommandResult,
  demandStaff,
  done,
  keepAct,
  NotFound,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import { text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { liftFileLock } from '../archive/index.ts';
import { cleanText } from '../contacts/index.ts';
import { answerUnknown, changeRequest, lockRequest } from '../requests/index.ts';
import { type LoansDone, lendsAt } from './lendFiles.ts';
import { loanById, loansOfRequest, lockLoan, strikeOffLoanLine } from './loanStore.ts';
import { decideStrikeOff } from './strikeOff.decision.ts';

export type StrikeOff = {
  readonly idempotencyKey: string;
  readonly loanId: string;
  /** How the paper came back. */
  readonly condition: string | null;
};

/**
 * CR-4.05: the records specialist strikes off what came back. When nothing of the request is out any more, it is over.
 * @throws NotFound for a loan of a site at which the viewer does not lend
 */
export const strikeOffLoan = async (
  context: BareContext,
  { idempotencyKey, ...input }: StrikeOff,
): Promise<CommandResult<LoansDone>> => {
  const { staffId } = demandStaff(context.viewer);
  const condition = input.condition === null ? null : cleanText(input.condition, 200);
  if (input.condition !== null && condition === null) throw new BadInput(tooLong, 'condition');
  const lends = await context.db.read(async (tx) => {
    const loan = await loanById(tx, input.loanId);
    return loan !== null && lendsAt(tx, context, loan.siteId);
  });
  if (!lends) return answerUnknown(context, 'Loan', input.loanId);
  return runCommand({ ...context, name: 'strikeOffLoan', idempotencyKey, input }, async (tx) => {
    const loan = await lockLoan(tx, input.loanId);
    if (!loan) throw new NotFound();
    const decision = decideStrikeOff({ now: context.now, byId: staffId, loan });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const subject = { type: 'Loan', id: loan.id };
    const act = { action: 'loan.strikeOff', siteId: loan.siteId, subject, explanation: decision.explanation };
    const explanationId = await keepAct(tx, context, act);
    await strikeOffLoanLine(tx, { id: loan.id, at: context.now, by: staffId, condition, explanationId });
    await liftFileLock(tx, { fileId: loan.fileId, reason: 'loan', ref: loan.id });
    const request = await lockRequest(tx, loan.requestId);
    const stillOut = (await loansOfRequest(tx, loan.requestId)).some(({ returnedAt }) => returnedAt === null);
    if (request && !stillOut) {
      await changeRequest(tx, request, { state: 'ended', ended_at: context.now, end_reason: 'returned' });
    }
    return done({ requestId: loan.requestId, loanIds: [loan.id], explanationId });
  });
};

const tooLong = text('文字过长。', 'These are too many words.');
