import { demandStaff } from '@shouwen/access';
import { suspensionImposedV1, suspensionLiftedV1 } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';
import { appendToOutbox } from '@shouwen/messaging';
import type { Fine } from '../fine.ts';
import type { Suspension } from '../suspension.ts';
import { insertSuspension, setLifted } from '../suspensionStore.ts';
import type { SuspensionTime } from './confirmFine.decision.ts';
import type { SanctionAct } from './keepStep.ts';

export type Imposed = {
  readonly fine: Fine;
  readonly time: SuspensionTime;
  readonly by: string;
  readonly explanationId: string;
};

/** FI-3: takes somebody off the rotation; sales-reception hears of it. */
export const imposeSuspension = async (
  tx: Tx,
  { now, newId }: SanctionAct,
  { fine, time, by, explanationId }: Imposed,
): Promise<void> => {
  const { siteId, staffId, code } = fine;
  const id = newId();
  const whose = { siteId, staffId, ...time };
  await insertSuspension(tx, { id, fineId: fine.id, ...whose, imposedAt: now, imposedBy: by, explanationId });
  const data = { suspensionId: id, ...whose, code, imposedAt: now.toISOString() };
  const aggregate = { type: suspensionImposedV1.aggregate, id };
  await appendToOutbox(tx, [{ event: suspensionImposedV1, aggregate, at: now, data, id: newId() }]);
};

/** Somebody is back on the rotation before the end. @throws ConcurrentChange when it was lifted meanwhile */
export const endSuspension = async (
  tx: Tx,
  { now, newId, viewer }: SanctionAct,
  { suspension, explanationId }: { readonly suspension: Suspension; readonly explanationId: string },
): Promise<void> => {
  const { id, siteId, staffId } = suspension;
  await setLifted(tx, id, { at: now, by: demandStaff(viewer).staffId, explanationId });
  const data = { suspensionId: id, siteId, staffId, liftedAt: now.toISOString() };
  const aggregate = { type: suspensionLiftedV1.aggregate, id };
  await appendToOutbox(tx, [{ event: suspensionLiftedV1, aggregate, at: now, data, id: newId() }]);
};
