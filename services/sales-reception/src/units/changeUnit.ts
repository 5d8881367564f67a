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
  type Viewer,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { UnitContext } from './addUnits.ts';
import { insertKeeping } from './keepingStore.ts';
import { type DeskMove, decideMoveUnit } from './moveUnit.decision.ts';
import type { ReservationReason, Unit } from './unit.ts';
import { lockUnit, moveUnit } from './unitStore.ts';

/** `reserve`: the developer takes it off the market; `release`: whoever manages units puts it back; `releaseHold`: the holder does. */
export type ChangeUnit = { readonly idempotencyKey: string; readonly unitId: string } & (
  | { readonly does: 'reserve'; readonly reason: ReservationReason; readonly until: Date | null }
  | { readonly does: 'release' | 'releaseHold' }
);
export type UnitChanged = { readonly unitId: string; readonly explanationId: string };

/**
 * SR-9.01: reserves or releases a unit. Needs `unit.manage` at its site; one's own hold one releases with `unit.hold`.
 * @throws NotFound as if there were no such unit
 */
export const changeUnit = async (context: UnitContext, input: ChangeUnit): Promise<CommandResult<UnitChanged>> => {
  const command = { ...context, name: `${input.does}Unit`, idempotencyKey: input.idempotencyKey, input };
  return runCommand(command, (tx) => changeIn(tx, context, input));
};

const changeIn = async (tx: Tx, context: UnitContext, input: ChangeUnit): Promise<CommandResult<UnitChanged>> => {
  const { viewer, now: at, newId } = context;
  const { unitId } = input;
  const unit = await lockUnit(tx, unitId, { at, newId });
  if (!unit || !can(viewer, 'unit.read', unit.siteId)) throw new NotFound();
  const { siteId } = unit;
  demand(viewer, input.does === 'releaseHold' && isHolder(unit, viewer) ? 'unit.hold' : 'unit.manage', siteId);
  const decision = decideMoveUnit(unit, moveOf(input), at);
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const explanationId = newId();
  const resource = { type: 'unit', id: unitId };
  await saveExplanation(tx, { id: explanationId, subject: resource, siteId, explanation: decision.explanation });
  const keepingId = await keep(tx, context, { unit, input, why: explanationId });
  const { move } = moveOf(input);
  await moveUnit(tx, unit, { move, at, why: explanationId, ...(keepingId ? { keepingId } : {}) });
  const action = `${input.does}Unit`;
  await appendAudit(tx, { at, actor: viewer, siteId, action, resource, decision: 'allowed' });
  return done({ unitId, explanationId });
};

const moveOf = (input: ChangeUnit): DeskMove =>
  input.does === 'reserve'
    ? { move: 'reserve', reason: input.reason, until: input.until }
    : { move: 'release', onlyHeld: input.does === 'releaseHold' };

const isHolder = ({ keeping }: Unit, viewer: Viewer): boolean =>
  viewer.kind === 'staff' && keeping?.kind === 'held' && keeping.staffId === viewer.staffId;

type Kept = { readonly unit: Unit; readonly input: ChangeUnit; readonly why: string };

const keep = async (
  tx: Tx,
  { viewer, now, newId }: UnitContext,
  { unit, input, why }: Kept,
): Promise<string | null> => {
  if (input.does !== 'reserve') return null;
  const keepingId = newId();
  const { reason, until } = input;
  const staffId = viewer.kind === 'staff' ? viewer.staffId : null;
  const keeping = { kind: 'reserved', keepingId, staffId, clientId: null, reason, since: now, until } as const;
  await insertKeeping(tx, { unitId: unit.unitId, siteId: unit.siteId, keeping, why });
  return keepingId;
};
