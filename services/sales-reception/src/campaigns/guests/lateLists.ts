import type { Tx } from '@shouwen/database';
import type { DueWork } from '@shouwen/timers';
import { recordViolation } from '../../conduct/index.ts';
import type { ListDuty } from './clubEvent.ts';
import { lockOverdueDuties, markViolation } from './guestStore.ts';

type Found = { readonly at: Date; readonly newId: () => string };

/** K-01: per day, of the head of the department. Found again, it is the same violation. */
export const recordLateList = async (
  tx: Tx,
  { siteId, headId: staffId, dutyId, dueAt }: ListDuty & { readonly siteId: string },
  { at, newId }: Found,
): Promise<void> => {
  const violationId = await recordViolation(tx, {
    ...{ siteId, staffId, code: 'K-01', occurredAt: dueAt, at, reportedBy: null, dealId: null, newId },
    subject: { type: 'GuestListDuty', id: dutyId },
    ...{ reason: 'guest-list-late', rules: ['SR-7.07'] },
  });
  await markViolation(tx, dutyId, violationId);
};

const atOnce = 100;

/** SR-7.07, K-01: a list that nobody hands in is late as well. */
export const reportLateLists: DueWork = {
  name: 'campaigns.reportLateLists',
  batch: ({ db, newId }, { now, siteId }) =>
    db.transaction(async (tx) => {
      const overdue = await lockOverdueDuties(tx, { now, siteId, limit: atOnce });
      for (const duty of overdue) await recordLateList(tx, duty, { at: now, newId });
      return overdue.length;
    }),
};
