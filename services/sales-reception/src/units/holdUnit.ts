import {
  appendAudit,
  type CommandResult,
  can,
  demand,
  demandStaff,
  done,
  NotFound,
  refusedWith,
  runCommand,
  saveExplanation,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { policyAt, reasoning } from '@shouwen/kernel';
import { sitePoliciesOf } from '../policies/index.ts';
import { clientsKnown } from '../projections/index.ts';
import type { UnitContext } from './addUnits.ts';
import type { UnitChanged } from './changeUnit.ts';
import { decideHoldUnit } from './holdUnit.decision.ts';
import { insertKeeping, lockHoldsOf } from './keepingStore.ts';
import { lockUnit, moveUnit } from './unitStore.ts';

export type HoldUnit = { readonly idempotencyKey: string; readonly unitId: string; readonly clientId: string };

/**
 * SR-9.01: holds a unit for a client, who alone can subscribe it until the hold ends by itself. Needs `unit.hold` at its site.
 * @throws NotFound as if there were no such unit
 */
export const holdUnit = (context: UnitContext, input: HoldUnit): Promise<CommandResult<UnitChanged>> =>
  runCommand({ ...context, name: 'holdUnit', idempotencyKey: input.idempotencyKey, input }, (tx) =>
    holdIn(tx, context, input),
  );

const holdIn = async (
  tx: Tx,
  { viewer, now: at, newId }: UnitContext,
  { unitId, clientId }: HoldUnit,
): Promise<CommandResult<UnitChanged>> => {
  const unit = await lockUnit(tx, unitId, { at, newId });
  if (!unit || !can(viewer, 'unit.read', unit.siteId)) throw new NotFound();
  const { siteId } = unit;
  demand(viewer, 'unit.hold', siteId);
  const { staffId } = demandStaff(viewer);
  const unknown = await clientsKnown(tx, [clientId]);
  if (unknown) return refusedWith(unknown, reasoning(at).explain('refused', unknown.message));
  const policy = policyAt((await sitePoliciesOf(tx, siteId)).versions, at);
  const holding = await lockHoldsOf(tx, { siteId, staffId }, at);
  const decision = decideHoldUnit({ unit, clientId, staffId, holding, keepingId: newId(), at, policy });
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const explanationId = newId();
  const resource = { type: 'unit', id: unitId };
  await saveExplanation(tx, { id: explanationId, subject: resource, siteId, explanation: decision.explanation });
  for (const { keeping } of decision.events) {
    await insertKeeping(tx, { unitId, siteId, keeping, why: explanationId });
    await moveUnit(tx, unit, { move: 'hold', at, keepingId: keeping.keepingId, why: explanationId });
  }
  await appendAudit(tx, { at, actor: viewer, siteId, action: 'holdUnit', resource, decision: 'allowed' });
  return done({ unitId, explanationId });
};
