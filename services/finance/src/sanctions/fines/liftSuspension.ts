import { type CommandResult, can, demandStaff, done, NotFound, refusedWith, runCommand } from '@shouwen/access';
import { siteDate } from '@shouwen/kernel';
import { timeZoneOf } from '../../ledger/index.ts';
import { lockFine } from '../fineStore.ts';
import { suspensionById } from '../suspensionStore.ts';
import type { SanctionCommand } from './confirmFine.ts';
import { keepReasons, keepStep } from './keepStep.ts';
import { decideLifting } from './liftSuspension.decision.ts';
import { endSuspension } from './suspensions.ts';

export type LiftSuspension = {
  readonly idempotencyKey: string;
  readonly suspensionId: string;
  readonly reason: string;
};

/** FI-3: ends a suspension before its time. @throws NotFound for one that the viewer may not know of */
export const liftSuspension = async (
  context: SanctionCommand,
  { idempotencyKey, ...input }: LiftSuspension,
): Promise<CommandResult<{ readonly suspensionId: string }>> =>
  runCommand({ ...context, name: 'liftSuspension', idempotencyKey, input }, async (tx) => {
    const found = await suspensionById(tx, input.suspensionId);
    if (!found || !can(context.viewer, 'fine.confirm', found.siteId)) throw new NotFound();
    const fine = await lockFine(tx, found.fineId);
    // Read again: somebody may have lifted it while this waited.
    const suspension = await suspensionById(tx, input.suspensionId);
    if (!fine || !suspension) throw new NotFound();
    const today = siteDate(context.now, await timeZoneOf(tx, found.siteId));
    const managerId = demandStaff(context.viewer).staffId;
    const decision = decideLifting({ suspension, managerId, today, now: context.now });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const explanationId = await keepReasons(tx, context, { fine, explanation: decision.explanation });
    await endSuspension(tx, context, { suspension, explanationId });
    const { amountFen } = fine;
    await keepStep(tx, context, { fine, step: 'suspension-lifted', amountFen, reason: input.reason, explanationId });
    return done({ suspensionId: suspension.id });
  });
