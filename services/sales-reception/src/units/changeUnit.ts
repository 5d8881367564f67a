import {
  appendAudit,
  type CommandResult,
  can,
  demand,
  done,
  NotFound,
  refusedWith,
  runCommand,
  saveExplanation,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { UnitContext } from './addUnits.ts';
import { type DeskMove, decideMoveUnit } from './moveUnit.decision.ts';
import { lockUnit, moveUnit } from './unitStore.ts';

export type ChangeUnit = { readonly idempotencyKey: string; readonly unitId: string };
export type UnitChanged = { readonly unitId: string; readonly explanationId: string };

/** SR-9.01: reserves, holds or releases a unit. Needs `unit.manage` at its site. @throws NotFound as if there were no such unit */
export const changeUnit = async (
  context: UnitContext,
  move: DeskMove,
  input: ChangeUnit,
): Promise<CommandResult<UnitChanged>> => {
  const command = { ...context, name: `${move}Unit`, idempotencyKey: input.idempotencyKey, input };
  return runCommand(command, (tx) => changeIn(tx, context, { move, unitId: input.unitId }));
};

const changeIn = async (
  tx: Tx,
  { viewer, now, newId }: UnitContext,
  { move, unitId }: { readonly move: DeskMove; readonly unitId: string },
): Promise<CommandResult<UnitChanged>> => {
  const unit = await lockUnit(tx, unitId);
  if (!unit || !can(viewer, 'unit.read', unit.siteId)) throw new NotFound();
  const { siteId } = unit;
  demand(viewer, 'unit.manage', siteId);
  const decision = decideMoveUnit(unit, move, now);
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const explanationId = newId();
  const resource = { type: 'unit', id: unitId };
  await saveExplanation(tx, { id: explanationId, subject: resource, siteId, explanation: decision.explanation });
  await moveUnit(tx, unit, move);
  const action = `${move}Unit`;
  await appendAudit(tx, { at: now, actor: viewer, siteId, action, resource, decision: 'allowed' });
  return done({ unitId, explanationId });
};
