import { type CommandResult, can, demandStaff, NotFound, runCommand } from '@shouwen/access';
import { leaveWithdrawnV1 } from '@shouwen/contracts';
import { siteDate } from '@shouwen/kernel';
import { appendToOutbox } from '@shouwen/messaging';
import { type Act, recordAct } from '../act.ts';
import { siteById } from '../sites/index.ts';
import type { LeaveKept } from './approveLeave.ts';
import { leaveById, lockLeavesOf, setWithdrawn } from './leaveStore.ts';
import { decideWithdrawal } from './withdrawLeave.decision.ts';

export type WithdrawLeave = { readonly idempotencyKey: string; readonly leaveId: string };

/** OR-4.02: an approved leave is withdrawn before it began. @throws NotFound for one that the viewer may not know of */
export const withdrawLeave = async (
  act: Act,
  { idempotencyKey, leaveId }: WithdrawLeave,
): Promise<CommandResult<LeaveKept>> => {
  const withdrawerId = demandStaff(act.viewer).staffId;
  return runCommand({ ...act, name: 'withdrawLeave', idempotencyKey, input: { leaveId } }, async (tx) => {
    const found = await leaveById(tx, leaveId);
    if (!found || !can(act.viewer, 'leave.approve', found.siteId)) throw new NotFound();
    await lockLeavesOf(tx, found.staffId);
    // Read again: somebody may have withdrawn it while this waited.
    const leave = (await leaveById(tx, leaveId)) ?? found;
    const { siteId, staffId } = leave;
    const today = siteDate(act.now, (await siteById(tx, siteId))?.timeZone);
    const decision = decideWithdrawal({ now: act.now, leave, withdrawerId, today });
    if (decision.outcome === 'refused') return decision;
    const subject = { type: 'leave', id: leaveId };
    const record = { action: 'withdrawLeave', siteId, subject, explanation: decision.explanation };
    const explanationId = await recordAct(tx, act, record);
    await setWithdrawn(tx, leaveId, { by: withdrawerId, at: act.now, explanationId });
    const data = { leaveId, staffId, siteId, withdrawnAt: act.now.toISOString() };
    const aggregate = { type: leaveWithdrawnV1.aggregate, id: leaveId };
    await appendToOutbox(tx, [{ event: leaveWithdrawnV1, aggregate, at: act.now, data, id: act.newId() }]);
    return { outcome: 'accepted', result: { leaveId, explanationId } };
  });
};
