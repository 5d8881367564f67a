import { accepted, type Decision, formatYuan, type Refusal, reasoning, refused, text } from '@shouwen/kernel';
import { mostListPriceFen, type Unit, unitName } from './unit.ts';

export type ListPriceChanged = {
  readonly type: 'ListPriceChanged';
  readonly unitId: string;
  readonly listPriceFen: number;
};
export type ListPriceRefusal = Refusal<'UNIT_STATE' | 'BAD_INPUT'>;

/** SR-9.01: a unit that is not sold may get another list price, from now on; a deal keeps the one it was closed at. */
export const decideListPrice = (
  unit: Unit,
  listPriceFen: number,
  at: Date,
): Decision<ListPriceChanged, ListPriceRefusal> => {
  const why = reasoning(at).apply('SR-9.01').fact('unit', unitName(unit)).fact('state', unit.state);
  why.fact('before', unit.listPriceFen).fact('listPrice', listPriceFen, at);
  if (unit.dealId !== null) {
    const message = text('已售房源不得调价。', 'A unit that is sold keeps its list price.');
    return refused({ code: 'UNIT_STATE', rule: 'SR-9.01', message }, why.explain('refused', message));
  }
  if (!Number.isSafeInteger(listPriceFen) || listPriceFen <= 0 || listPriceFen > mostListPriceFen) {
    const message = text('标价须为合理的正数。', 'A list price is positive and sensible.');
    return refused({ code: 'BAD_INPUT', rule: 'SR-9.01', message }, why.explain('refused', message));
  }
  const price = formatYuan(listPriceFen);
  const summary = text(`${unitName(unit)} 标价调为 ${price} 元。`, `The list price of ${unitName(unit)} is ${price}.`);
  return accepted([{ type: 'ListPriceChanged', unitId: unit.unitId, listPriceFen }], why.explain('changed', summary));
};
