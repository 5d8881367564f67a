import { appendAudit, type CommandResult, demand, demandStaff } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { Decision } from '@shouwen/kernel';
import { actOnRotation, type ReceptionContext, type RotationChanged, runAtSite } from './actOnRotation.ts';
import { type Correction, decideCorrection, decideSwap } from './correctRotation.decision.ts';
import type { FloorFacts } from './floorFacts.ts';
import type { RotationEvent } from './rotationEvents.ts';

export type CorrectRotation = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly correction: Correction;
  readonly reason: string;
};

/** SR-1.11: the manager puts the rotation right, with a signature and a reason. */
export const correctRotation = (context: ReceptionContext, input: CorrectRotation) =>
  bySignature(context, { ...input, name: 'correctRotation', input }, (facts, managerId) =>
    decideCorrection({ ...facts, correction: input.correction, reason: input.reason, managerId }),
  );

export type ApproveTurnSwap = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly first: string;
  readonly second: string;
};

/** SR-1.05: the manager lets two consultants exchange their positions once. */
export const approveTurnSwap = (context: ReceptionContext, input: ApproveTurnSwap) =>
  bySignature(context, { ...input, name: 'approveTurnSwap', input }, (facts, managerId) =>
    decideSwap({ ...facts, first: input.first, second: input.second, managerId }),
  );

type Signed = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly name: string;
  readonly input: unknown;
};

const bySignature = (
  context: ReceptionContext,
  { siteId, name, idempotencyKey, input }: Signed,
  decide: (facts: FloorFacts, managerId: string) => Decision<RotationEvent>,
): Promise<CommandResult<RotationChanged>> => {
  const { viewer, now } = context;
  demand(viewer, 'rotation.correct', siteId);
  const { staffId } = demandStaff(viewer);
  return runAtSite(context, { siteId, name, idempotencyKey, input }, async (tx) => {
    const result = await actOnRotation(tx, context, { siteId, decide: ({ facts }) => decide(facts, staffId) });
    if (result.outcome === 'accepted') await audit(tx, { viewer, now, siteId, action: `rotation.${name}` });
    return result;
  });
};

const audit = (
  tx: Tx,
  { viewer, now, siteId, action }: Pick<ReceptionContext, 'viewer' | 'now'> & { siteId: string; action: string },
): Promise<void> =>
  appendAudit(tx, {
    at: now,
    actor: viewer,
    siteId,
    action,
    resource: { type: 'rotation', id: siteId },
    decision: 'allowed',
  });
