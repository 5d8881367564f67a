import { systemViewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { DueWork } from '@shouwen/timers';
import { lockFloor } from '../rotation/index.ts';
import { decideHandingOver } from './handOverWaiting.decision.ts';
import { keepReception } from './keepReception.ts';
import { waitingForFree } from './visitQueries.ts';
import { nextHeldFor } from './visitStore.ts';

export type MayReceiveAgain = {
  readonly siteId: string;
  readonly staffId: string;
  readonly at: Date;
  readonly newId: () => string;
};

/** SR-1.08: hands the visitor who waits for this consultant over, if they are free. False: nothing was to be done. */
export const handOverTo = async (tx: Tx, { siteId, staffId, at, newId }: MayReceiveAgain): Promise<boolean> => {
  const nextHeld = await nextHeldFor(tx, staffId);
  if (!nextHeld) return false;
  const floor = await lockFloor(tx, siteId, at);
  // Asked again: another may have taken the visitor before the lock was ours.
  const facts = { ...floor.facts, consultantId: staffId, nextHeld: await nextHeldFor(tx, staffId) };
  const decision = decideHandingOver(facts);
  if (!decision || !facts.nextHeld) return false;
  const subject = { type: 'Visit', id: facts.nextHeld.visitId } as const;
  const by = { viewer: systemViewer('sales-reception'), newId };
  await keepReception(tx, by, { floor, decision, explanationId: newId(), subject });
  return true;
};

/** A suspension that ends with its last day is lifted by nobody: who waits for somebody free is handed over when it is noticed. */
export const handOverWaiting: DueWork = {
  name: 'receptions.hand-over',
  batch: async ({ db, newId }, { now, siteId }) => {
    let done = 0;
    for (const waiting of await db.read((tx) => waitingForFree(tx, siteId)))
      if (await db.transaction((tx) => handOverTo(tx, { ...waiting, at: now, newId }))) done += 1;
    return done;
  },
};
