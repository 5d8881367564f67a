import { type CommandResult, can, demand, demandStaff, Forbidden } from '@shouwen/access';
import { actOnRotation, type ReceptionContext, type RotationChanged, runAtSite } from './actOnRotation.ts';
import { decideLeaving, decideReturn } from './leaveFloor.decision.ts';
import { type RecordViolation, reportOverstays } from './mealOverstay.ts';
import type { AwayReason } from './rotation.ts';

export type LeaveFloor = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly consultantId: string;
  readonly reason: AwayReason;
  /** The next consultant or the manager was told before leaving. */
  readonly announced: boolean;
  /** The signed-in manager confirms it as official. */
  readonly confirmed: boolean;
};

/** SR-1.03, SR-1.04: a consultant leaves the floor. */
export const leaveFloor = (context: ReceptionContext, input: LeaveFloor): Promise<CommandResult<RotationChanged>> => {
  const { siteId, consultantId, idempotencyKey, confirmed, announced, reason } = input;
  demandPresenceOf(context, siteId, consultantId);
  if (confirmed) demand(context.viewer, 'absence.confirm', siteId);
  const confirmedBy = confirmed ? demandStaff(context.viewer).staffId : null;
  // OR-1.03: nobody approves their own request, whatever their role.
  if (confirmedBy === consultantId) throw new Forbidden('absence.confirm');
  return runAtSite(context, { siteId, name: 'leaveFloor', idempotencyKey, input }, (tx) =>
    actOnRotation(tx, context, {
      siteId,
      decide: ({ facts }) => decideLeaving({ ...facts, consultantId, reason, announced, confirmedBy }),
    }),
  );
};

/** SR-1.04: a consultant is back on the floor; back from the meal too late is a violation (V-08). */
export const returnToFloor = (
  context: ReceptionContext & { readonly recordViolation: RecordViolation },
  input: Pick<LeaveFloor, 'idempotencyKey' | 'siteId' | 'consultantId'>,
): Promise<CommandResult<RotationChanged>> => {
  const { siteId, consultantId, idempotencyKey } = input;
  demandPresenceOf(context, siteId, consultantId);
  return runAtSite(context, { siteId, name: 'returnToFloor', idempotencyKey, input }, (tx) =>
    actOnRotation(tx, context, {
      siteId,
      decide: ({ facts }) => decideReturn({ ...facts, consultantId }),
      afterwards: (events, actId) =>
        reportOverstays(tx, context.recordViolation, { ...about(context, siteId), events, actId }),
    }),
  );
};

const about = ({ now: at, newId }: ReceptionContext, siteId: string) => ({ siteId, at, newId });

/** A consultant records their own absence and preparation, the desk everybody's. */
export const demandPresenceOf = ({ viewer }: ReceptionContext, siteId: string, consultantId: string): void => {
  demand(viewer, 'absence.record', siteId);
  const self = viewer.kind === 'staff' && viewer.staffId === consultantId;
  if (!self && !can(viewer, 'reception.receive', siteId)) throw new Forbidden('reception.receive');
};
