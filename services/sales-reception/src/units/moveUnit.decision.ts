import { accepted, type Decision, type Refusal, reasoning, refused, text } from '@shouwen/kernel';
import { canMove, type Unit, type UnitMove, type UnitState, unitMoves, unitName } from './unit.ts';

/** Moves that are made for their own sake; the others are steps of a deal. */
export type DeskMove = Extract<UnitMove, 'reserve' | 'hold' | 'release'>;

export type UnitMoved = {
  readonly type: 'UnitMoved';
  readonly unitId: string;
  readonly from: UnitState;
  readonly to: UnitState;
};
export type MoveRefusal = Refusal<'UNIT_STATE'>;

/** SR-9.01: whether a unit may be taken off the market, held, or put back, as it stands. */
export const decideMoveUnit = (unit: Unit, move: DeskMove, at: Date): Decision<UnitMoved, MoveRefusal> => {
  const why = reasoning(at).apply('SR-9.01').fact('unit', unitName(unit)).fact('state', unit.state).fact('move', move);
  if (!canMove(unit.state, move)) {
    const message = text('该房源目前的状态不允许此操作。', 'The unit is in a state that does not allow this.');
    return refused({ code: 'UNIT_STATE', rule: 'SR-9.01', message }, why.explain('refused', message));
  }
  const { to } = unitMoves[move];
  const summary = text('房源状态已变更。', 'The state of the unit was changed.');
  return accepted([{ type: 'UnitMoved', unitId: unit.unitId, from: unit.state, to }], why.explain(to, summary));
};
