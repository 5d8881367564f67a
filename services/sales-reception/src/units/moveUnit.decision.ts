import { accepted, type Decision, type Reasoning, type Refusal, reasoning, refused, text } from '@shouwen/kernel';
import { canMove, type ReservationReason, type Unit, type UnitState, unitMoves, unitName } from './unit.ts';

/** Moves that are made for their own sake; a hold has a decision of its own, the others are steps of a deal. */
export type DeskMove =
  | { readonly move: 'reserve'; readonly reason: ReservationReason; readonly until: Date | null }
  | { readonly move: 'release'; readonly onlyHeld: boolean };

export type UnitMoved = {
  readonly type: 'UnitMoved';
  readonly unitId: string;
  readonly from: UnitState;
  readonly to: UnitState;
};
export type MoveRefusal = Refusal<'UNIT_STATE' | 'END_IN_PAST'>;

/** SR-9.01: whether a unit may be taken off the market or put back, as it stands. */
export const decideMoveUnit = (unit: Unit, wanted: DeskMove, at: Date): Decision<UnitMoved, MoveRefusal> => {
  const why = reasoning(at).apply('SR-9.01').fact('unit', unitName(unit)).fact('state', unit.state);
  why.fact('move', wanted.move);
  if (wanted.move === 'reserve') factsOf(wanted, why);
  const possible =
    canMove(unit.state, wanted.move) && !(wanted.move === 'release' && wanted.onlyHeld && unit.state !== 'held');
  if (!possible) {
    const message = text('该房源目前的状态不允许此操作。', 'The unit is in a state that does not allow this.');
    return refused({ code: 'UNIT_STATE', rule: 'SR-9.01', message }, why.explain('refused', message));
  }
  if (wanted.move === 'reserve' && wanted.until !== null && wanted.until <= at) {
    const message = text('销控的截止时间须晚于现在。', 'A reservation must end later than now.');
    return refused({ code: 'END_IN_PAST', rule: 'SR-9.01', message }, why.explain('refused', message));
  }
  const { to } = unitMoves[wanted.move];
  const summary = text('房源状态已变更。', 'The state of the unit was changed.');
  return accepted([{ type: 'UnitMoved', unitId: unit.unitId, from: unit.state, to }], why.explain(to, summary));
};

const factsOf = ({ reason, until }: Extract<DeskMove, { move: 'reserve' }>, why: Reasoning): void => {
  why.fact('reason', reason).fact('until', until?.toISOString() ?? null);
};
