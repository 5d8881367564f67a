import {
  actorOf,
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
import { decideListPrice } from './changeListPrice.decision.ts';
import type { UnitChanged } from './changeUnit.ts';
import { lockUnit, saveListPrice } from './unitStore.ts';

export type ChangeListPrice = {
  readonly idempotencyKey: string;
  readonly unitId: string;
  readonly listPriceFen: number;
};

/** SR-9.01: gives a unit another list price from now on; the one before stays readable. Needs `unit.manage` at its site. */
export const changeListPrice = (context: UnitContext, input: ChangeListPrice): Promise<CommandResult<UnitChanged>> =>
  runCommand({ ...context, name: 'changeListPrice', idempotencyKey: input.idempotencyKey, input }, (tx) =>
    changeIn(tx, context, input),
  );

const changeIn = async (
  tx: Tx,
  { viewer, now: at, newId }: UnitContext,
  { unitId, listPriceFen }: ChangeListPrice,
): Promise<CommandResult<UnitChanged>> => {
  const unit = await lockUnit(tx, unitId, { at, newId });
  if (!unit || !can(viewer, 'unit.read', unit.siteId)) throw new NotFound();
  const { siteId } = unit;
  demand(viewer, 'unit.manage', siteId);
  const decision = decideListPrice(unit, listPriceFen, at);
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const explanationId = newId();
  const resource = { type: 'unit', id: unitId };
  await saveExplanation(tx, { id: explanationId, subject: resource, siteId, explanation: decision.explanation });
  for (const event of decision.events) await saveListPrice(tx, unit, { ...event, at, by: actorOf(viewer) });
  await appendAudit(tx, { at, actor: viewer, siteId, action: 'changeListPrice', resource, decision: 'allowed' });
  return done({ unitId, explanationId });
};
