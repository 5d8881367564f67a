import { BadInput, type CommandResult, NotFound } from '@shouwen/access';
import { isUuid, text } from '@shouwen/kernel';
import { type GraphContext, toGraphRefusal } from '@shouwen/subgraph';
import { fromGraphName } from '../graphNames.ts';
import { changeListPrice } from './changeListPrice.ts';
import { type ChangeUnit, changeUnit, type UnitChanged } from './changeUnit.ts';
import { holdUnit } from './holdUnit.ts';
import type { ReservationReason } from './unit.ts';

type UnitInput = { readonly idempotencyKey: string; readonly unitId: string };
type ReserveUnitInput = UnitInput & { readonly reason: string; readonly until?: Date | null };
type HoldUnitInput = UnitInput & { readonly clientId: string };
type ChangeListPriceInput = UnitInput & { readonly listPrice: number };
type Asked<Input> = { readonly input: Input };

const answered = async (answer: Promise<CommandResult<UnitChanged>>) => {
  const result = await answer;
  return result.outcome === 'refused'
    ? toGraphRefusal(result.refusal, result.explanation)
    : { __typename: 'UnitChanged', ...result.result };
};

const demandUnit = ({ unitId }: UnitInput): void => {
  if (!isUuid(unitId)) throw new NotFound();
};

const release =
  (does: 'release' | 'releaseHold') =>
  (_: unknown, { input }: Asked<UnitInput>, context: GraphContext) => {
    demandUnit(input);
    return answered(changeUnit(context, { ...input, does }));
  };

/** What the desk does with a unit that is not sold (SR-9.01). */
export const unitActs = {
  reserveUnit: (_: unknown, { input }: Asked<ReserveUnitInput>, context: GraphContext) => {
    demandUnit(input);
    const { idempotencyKey, unitId, until } = input;
    const reason = fromGraphName<ReservationReason>(input.reason);
    const asked: ChangeUnit = { idempotencyKey, unitId, does: 'reserve', reason, until: until ?? null };
    return answered(changeUnit(context, asked));
  },
  holdUnit: (_: unknown, { input }: Asked<HoldUnitInput>, context: GraphContext) => {
    demandUnit(input);
    if (!isUuid(input.clientId)) throw new BadInput(text('编号无效。', 'This is no id.'), 'clientId');
    return answered(holdUnit(context, input));
  },
  releaseUnit: release('release'),
  releaseHold: release('releaseHold'),
  changeListPrice: (_: unknown, { input }: Asked<ChangeListPriceInput>, context: GraphContext) => {
    demandUnit(input);
    const { idempotencyKey, unitId, listPrice: listPriceFen } = input;
    return answered(changeListPrice(context, { idempotencyKey, unitId, listPriceFen }));
  },
};
