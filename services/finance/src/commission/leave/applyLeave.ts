import type { Tx } from '@shouwen/database';
import type { CommissionContext } from '../commissionContext.ts';
import { lockDeal } from '../commissionStore.ts';
import { laterOf, repost } from '../deals/repost.ts';
import {
  dealsClosedDuring,
  findLeave,
  insertLeave,
  lockLeaves,
  markWithdrawn,
  type StaffLeave,
  sickLeavesOf,
} from './leaveStore.ts';
import { wholeLeave } from './sickLeave.ts';

export type LeaveApproved = StaffLeave & { readonly approvedAt: Date };

/** FI-1.04: a leave was approved: deals that closed during it are worked out again, each once. */
export const applyLeave = async (tx: Tx, leave: LeaveApproved, context: CommissionContext): Promise<void> => {
  await lockLeaves(tx, leave.siteId, 'change');
  if (!(await insertLeave(tx, leave))) return;
  if (leave.kind !== 'sick') return;
  const whole = wholeLeave(await sickLeavesOf(tx, leave), leave.from);
  await repostDuring(tx, { ...leave, ...whole, at: leave.approvedAt, act: 'approved' }, context);
};

export type LeaveWithdrawn = { readonly leaveId: string; readonly withdrawnAt: Date };

/** A leave was withdrawn: deals that closed during it, or during what it had prolonged, are worked out again. */
export const takeLeaveBack = async (
  tx: Tx,
  { leaveId, withdrawnAt: at }: LeaveWithdrawn,
  context: CommissionContext,
): Promise<void> => {
  const found = await findLeave(tx, leaveId);
  if (!found) throw new Error(`leave ${leaveId} is not known`);
  await lockLeaves(tx, found.siteId, 'change');
  const leave = await findLeave(tx, leaveId);
  if (!leave || leave.withdrawnAt !== null) return;
  const whole = wholeLeave(await sickLeavesOf(tx, leave), leave.from);
  await markWithdrawn(tx, leaveId, at);
  if (leave.kind === 'sick') await repostDuring(tx, { ...leave, ...whole, at, act: 'withdrawn' }, context);
};

type During = StaffLeave & { readonly at: Date; readonly act: 'approved' | 'withdrawn' };

const repostDuring = async (tx: Tx, during: During, context: CommissionContext): Promise<void> => {
  const { leaveId, at, act } = during;
  for (const dealId of await dealsClosedDuring(tx, during)) {
    const deal = await lockDeal(tx, dealId);
    if (!deal || deal.state === 'cancelled') continue;
    const cause = `leave:${leaveId}:${act}:deal:${dealId}`;
    await repost(tx, deal, { kind: 'leave-change', at: laterOf(at, deal.closedAt), rules: [], cause }, context);
  }
};
