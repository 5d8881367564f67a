import type { CommandResult } from '@shouwen/access';
import { actOnRotation, type ReceptionContext, type RotationChanged, runAtSite } from './actOnRotation.ts';
import { decidePreparation, type Preparation } from './confirmPreparation.decision.ts';
import { demandPresenceOf } from './leaveFloor.ts';

export type ConfirmPreparation = Preparation & { readonly idempotencyKey: string; readonly siteId: string };

/** SR-1.10: dress and kit are in order and today's availability was read: by the consultant, or by the desk that looked. */
export const confirmPreparation = (
  context: ReceptionContext,
  input: ConfirmPreparation,
): Promise<CommandResult<RotationChanged>> => {
  const { siteId, consultantId, idempotencyKey, dressAndKit, availabilityRead } = input;
  demandPresenceOf(context, siteId, consultantId);
  return runAtSite(context, { siteId, name: 'confirmPreparation', idempotencyKey, input }, (tx) =>
    actOnRotation(tx, context, {
      siteId,
      decide: ({ facts }) => decidePreparation({ ...facts, consultantId, dressAndKit, availabilityRead }),
    }),
  );
};
