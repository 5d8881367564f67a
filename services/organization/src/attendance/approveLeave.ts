import { type CommandResult, demand, demandStaff, NotFound, runCommand } from '@shouwen/access';
import { leaveApprovedV1 } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import { isValidDate } from '@shouwen/kernel';
import { appendToOutbox } from '@shouwen/messaging';
import { type Act, recordAct } from '../act.ts';
import { siteById } from '../sites/index.ts';
import { type ApprovalFacts, decideApproval } from './approveLeave.decision.ts';
import { hasPostAt } from './deviationStore.ts';
import type { Leave } from './leave.ts';
import { insertLeave, lockLeavesOf, overlapping } from './leaveStore.ts';

type Asked = Pick<Leave, 'staffId' | 'siteId' | 'kind' | 'from' | 'through' | 'expectedClosings'>;
export type ApproveLeave = Asked & { readonly idempotencyKey: string };
export type LeaveKept = { readonly leaveId: string; readonly explanationId: string };

/** OR-4.02: approves somebody's leave, and tells the others. @throws Forbidden (`leave.approve`), NotFound for an unknown site */
export const approveLeave = async (
  act: Act,
  { idempotencyKey, ...asked }: ApproveLeave,
): Promise<CommandResult<LeaveKept>> => {
  demand(act.viewer, 'leave.approve', asked.siteId);
  const approvedBy = demandStaff(act.viewer).staffId;
  return runCommand({ ...act, name: 'approveLeave', idempotencyKey, input: asked }, async (tx) => {
    if (!(await siteById(tx, asked.siteId))) throw new NotFound();
    const decision = decideApproval({ ...(await factsOf(tx, act, asked)), approverId: approvedBy });
    if (decision.outcome === 'refused') return decision;
    const { siteId } = asked;
    const id = act.newId();
    const record = {
      action: 'approveLeave',
      siteId,
      subject: { type: 'leave', id },
      explanation: decision.explanation,
    };
    const explanationId = await recordAct(tx, act, record);
    const leave = { id, ...asked, approvedBy, approvedAt: act.now, explanationId };
    await insertLeave(tx, leave);
    await tell(tx, act, leave);
    return { outcome: 'accepted', result: { leaveId: id, explanationId } };
  });
};

const factsOf = async (tx: Tx, { now }: Act, asked: Asked): Promise<Omit<ApprovalFacts, 'approverId'>> => {
  // What is no day is refused; the database is not asked about it.
  const areDays = isValidDate(asked.from) && isValidDate(asked.through);
  if (!areDays) return { ...asked, now, hasPost: false, overlapping: [] };
  await lockLeavesOf(tx, asked.staffId);
  const hasPost = await hasPostAt(tx, { ...asked, on: asked.from });
  return { ...asked, now, hasPost, overlapping: await overlapping(tx, asked) };
};

/** Who is away, how long and why is told; whose closing is expected is not. */
const tell = async (
  tx: Tx,
  { now, newId }: Act,
  { id, staffId, siteId, kind, from, through, approvedBy, approvedAt }: Omit<Leave, 'withdrawnBy' | 'withdrawnAt'>,
): Promise<void> => {
  const data = { leaveId: id, staffId, siteId, kind, from, through, approvedBy, approvedAt: approvedAt.toISOString() };
  const aggregate = { type: leaveApprovedV1.aggregate, id };
  await appendToOutbox(tx, [{ event: leaveApprovedV1, aggregate, at: now, data, id: newId() }]);
};
