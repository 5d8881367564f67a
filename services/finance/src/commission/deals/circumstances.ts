import type { Tx } from '@shouwen/database';
import type { Circumstances, ClosedDeal, SickLeave } from '../commission.ts';
import { sickLeavesOf } from '../leave/leaveStore.ts';
import { wholeLeave } from '../leave/sickLeave.ts';
import { progressOf } from './dealProgressStore.ts';

/** What became of a deal by now, for its commission. The leaves of the site are locked by the caller. */
export const circumstancesOf = async (tx: Tx, deal: ClosedDeal): Promise<Circumstances> => ({
  ...(await progressOf(tx, deal.dealId)),
  sickLeave: await sickLeaveOfOwner(tx, deal),
});

const sickLeaveOfOwner = async (tx: Tx, deal: ClosedDeal): Promise<SickLeave | null> => {
  const owner = deal.consultants.find(({ role }) => role === 'owner');
  if (!owner) return null;
  const { siteId } = deal;
  const leave = wholeLeave(await sickLeavesOf(tx, { siteId, staffId: owner.staffId }), deal.closedOn);
  return leave && { ...leave, staffId: owner.staffId };
};
