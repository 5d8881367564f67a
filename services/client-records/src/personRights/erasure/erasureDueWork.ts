import type { Tx } from '@shouwen/database';
import { endOfDay, reasoning, siteDate, text } from '@shouwen/kernel';
import type { DueWork } from '@shouwen/timers';
import { idsOfPerson, lockPersons } from '../../persons/index.ts';
import { recordsPolicyAt } from '../../policies/index.ts';
import { dutiesToKeep } from '../dutiesToKeep.ts';
import { lockDueErasure } from '../rightsQueries.ts';
import type { RightsRequest } from '../rightsRequest.ts';
import { whyErased } from '../rightsStep.decision.ts';
import { changeRightsRequest } from '../rightsStore.ts';
import { carryOut } from './carryOut.ts';
import type { ErasureRegister, RegisteredErasure } from './erasureRegister.ts';
import { recordsWithKey } from './erasureStore.ts';

type Deps = { readonly now: Date; readonly newId: () => string; readonly register: ErasureRegister };

/** CR-2.06: carries out what was agreed to, and asks every day of what is frozen whether the duty to keep has ended. */
export const eraseWhatIsDue = (register: ErasureRegister): DueWork => ({
  name: 'personRights.erase',
  batch: ({ db, newId }, { now, siteId }) =>
    // A person is the company's: where a single site is asked for alone, as in a rehearsal, nothing is due.
    siteId === null
      ? db.transaction(async (tx) => {
          const request = await lockDueErasure(tx, now);
          if (request === null) return 0;
          await lookAt(tx, { now, newId, register }, request);
          return 1;
        })
      : Promise.resolve(0),
});

const lookAt = async (tx: Tx, deps: Deps, request: RightsRequest): Promise<void> => {
  const { now } = deps;
  await lockPersons(tx);
  const ids = await idsOfPerson(tx, request.clientId);
  const { params } = await recordsPolicyAt(tx, request.siteId, now);
  const duties = await dutiesToKeep(tx, { ids, keepDealYears: params['rights.keepDealYears'], now });
  if (duties.length > 0) {
    const look_at = endOfDay(siteDate(now, 'Asia/Shanghai'), 'Asia/Shanghai');
    return changeRightsRequest(tx, request, { state: 'frozen', duties, look_at });
  }
  const { id: requestId, siteId, proposedBy, decidedBy: approvedBy } = request;
  const closed = { state: 'done', duties: [], look_at: null, closed_at: now } as const;
  const explanation = whyErased(request, now);
  // The row first: the erasure empties its texts as well.
  await changeRightsRequest(tx, request, closed);
  const erasing = { requestId, siteId, clientIds: ids, proposedBy, approvedBy, again: false, explanation };
  const explanation_id = await carryOut(tx, deps, erasing);
  await changeRightsRequest(tx, { id: requestId, version: request.version + 1 }, { explanation_id });
};

/**
 * CR-2.06, S34: a backup that was played back brings keys again that were destroyed; what the register names is erased again, at the start
 * and at every look.
 */
export const eraseAgain = (register: ErasureRegister): DueWork => ({
  name: 'personRights.eraseAgain',
  batch: async ({ db, newId }, { now, siteId }) => {
    if (siteId !== null) return 0;
    const lines = await register.read();
    if (lines.length === 0) return 0;
    return db.transaction(async (tx) => {
      const line = await cameBack(tx, lines);
      if (line === null) return 0;
      const explanation = reasoning(now)
        .apply('CR-2.06')
        .fact('erasedAt', line.at)
        .explain('ERASED_AGAIN', text('备份恢复后再次删除。', 'Erased again after a backup was played back.'));
      const who = { siteId: null, proposedBy: null, approvedBy: null };
      await carryOut(tx, { now, newId, register }, { ...line, ...who, again: true, explanation });
      return 1;
    });
  },
});

/** The first erasure of which a record has a key again. */
const cameBack = async (tx: Tx, lines: readonly RegisteredErasure[]): Promise<RegisteredErasure | null> => {
  const back = await recordsWithKey(
    tx,
    lines.flatMap(({ clientIds }) => clientIds),
  );
  return lines.find(({ clientIds }) => clientIds.some((id) => back.has(id))) ?? null;
};
