import {
  appendAudit,
  type CommandResult,
  can,
  demandStaff,
  done,
  NotFound,
  refusedWith,
  runCommand,
  saveExplanation,
} from '@shouwen/access';
import { isUuid } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { decideHandler } from './assignHandler.decision.ts';
import { lockComplaint, saveHandler } from './complaintStore.ts';

export type AssignHandler = {
  readonly idempotencyKey: string;
  readonly complaintId: string;
  readonly handlerId: string;
};

/**
 * Accepts a complaint and names who answers for it (PS-3.01, PS-3.03). Needs `complaint.handle` at the property office.
 * @throws NotFound, also for a complaint the viewer may not know of; NotSignedIn
 */
export const assignHandler = async (
  context: BareContext,
  { idempotencyKey, ...asked }: AssignHandler,
): Promise<CommandResult<{ complaintId: string }>> => {
  demandStaff(context.viewer);
  return runCommand({ ...context, name: 'assignHandler', idempotencyKey, input: asked }, async (tx) => {
    const wellFormed = isUuid(asked.complaintId) && isUuid(asked.handlerId);
    const complaint = wellFormed ? await lockComplaint(tx, asked.complaintId) : null;
    if (!complaint || !can(context.viewer, 'complaint.handle', complaint.siteId)) throw new NotFound();
    const decision = decideHandler({ ...complaint, handlerId: asked.handlerId, now: context.now });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    await saveHandler(tx, complaint.id, asked.handlerId);
    const subject = { type: 'Complaint', id: complaint.id };
    const { explanation } = decision;
    await saveExplanation(tx, { id: context.newId(), subject, siteId: complaint.siteId, explanation });
    const { now, viewer, requestId } = context;
    const act = { action: 'complaint.assign', resource: subject, decision: 'allowed' } as const;
    await appendAudit(tx, { ...act, at: now, actor: viewer, siteId: complaint.siteId, requestId });
    return done({ complaintId: complaint.id });
  });
};
