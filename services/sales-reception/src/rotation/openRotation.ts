import { type CommandResult, demand } from '@shouwen/access';
import { consultantsOf } from '../projections/index.ts';
import { actOnRotation, type ReceptionContext, type RotationChanged, runAtSite } from './actOnRotation.ts';
import { decideClosing } from './closeRotation.decision.ts';
import { type RecordViolation, reportOverstays } from './mealOverstay.ts';
import { decideOpening, type RosterEntry } from './openRotation.decision.ts';

export type OpenRotation = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly roster: readonly RosterEntry[];
};

/** SR-1.01: the duty person opens the day's rotation. */
export const openRotation = (
  context: ReceptionContext,
  input: OpenRotation,
): Promise<CommandResult<RotationChanged>> => {
  const { siteId, roster, idempotencyKey } = input;
  demand(context.viewer, 'rotation.open', siteId);
  return runAtSite(context, { siteId, name: 'openRotation', idempotencyKey, input }, (tx) =>
    actOnRotation(tx, context, {
      siteId,
      decide: async ({ facts }) =>
        decideOpening({ ...facts, roster, cycle: await consultantsOf(tx, siteId, facts.date) }),
    }),
  );
};

/** SR-1.01: the duty person closes the day's rotation. */
export const closeRotation = (
  context: ReceptionContext & { readonly recordViolation: RecordViolation },
  input: { readonly idempotencyKey: string; readonly siteId: string },
): Promise<CommandResult<RotationChanged>> => {
  const { siteId, idempotencyKey } = input;
  const { now: at, newId, recordViolation } = context;
  demand(context.viewer, 'rotation.close', siteId);
  return runAtSite(context, { siteId, name: 'closeRotation', idempotencyKey, input }, (tx) =>
    actOnRotation(tx, context, {
      siteId,
      decide: ({ facts }) => decideClosing(facts),
      afterwards: (events, actId) => reportOverstays(tx, recordViolation, { siteId, at, newId, events, actId }),
    }),
  );
};
