import {
  accepted,
  type Decision,
  firstRefusal,
  formatYuan,
  type Refusal,
  type Requirement,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';
import { type Unit, type UnitRefusal, unitFor, unitName } from '../../units/index.ts';
import type { Channel } from '../deal.ts';
import type { Intent } from './intent.ts';

export type IntentFacts = {
  readonly dealId: string;
  readonly unit: Unit;
  readonly clientId: string;
  readonly visitId: string | null;
  readonly priceFen: number;
  readonly channel: Channel;
  readonly introducerId: string | null;
  /** Earnest money; null: a contract is drawn up without any. */
  readonly earnestFen: number | null;
  readonly openedAt: Date;
  readonly openedBy: string;
  readonly explanationId: string;
};
export type IntentOpened = { readonly type: 'IntentOpened'; readonly intent: Intent };
export type IntentRefusal = UnitRefusal | Refusal<'BAD_INPUT'>;

const unitIsForThem: Requirement<IntentFacts, IntentRefusal> = ({ unit, clientId }) => unitFor(unit, clientId);

const amountsAreSensible: Requirement<IntentFacts, IntentRefusal> = ({ unit, priceFen, earnestFen }) => {
  const price = Number.isSafeInteger(priceFen) && priceFen > 0 && priceFen <= unit.listPriceFen;
  const earnest = earnestFen === null || (Number.isSafeInteger(earnestFen) && earnestFen > 0 && earnestFen <= priceFen);
  if (price && earnest) return null;
  const message = text('金额须为正数，且不高于价格。', 'Amounts are positive and not above the price.');
  return { code: 'BAD_INPUT', rule: 'SR-9.06', message };
};

/** SR-9.06: earnest money, or a contract before any deposit, for a unit that the client can have. It is not a deal yet. */
export const decideOpenIntent = (facts: IntentFacts): Decision<IntentOpened, IntentRefusal> => {
  const { unit, earnestFen, priceFen, openedAt, ...kept } = facts;
  const why = reasoning(openedAt).apply('SR-9.02', 'SR-9.06').fact('unit', unitName(unit)).fact('state', unit.state);
  why.fact('listPrice', unit.listPriceFen).fact('price', priceFen).fact('earnestMoney', earnestFen);
  const refusal = firstRefusal([unitIsForThem, amountsAreSensible], facts);
  if (refusal) return refused(refusal, why.explain('refused', refusal.message));
  const { unitId, siteId } = unit;
  const state = 'open' as const;
  const intent = { ...kept, unitId, siteId, priceFen, openedAt, state, earnestFen: earnestFen ?? 0 };
  const paid = formatYuan(earnestFen ?? 0);
  const summary = text(
    `${unitName(unit)} 意向，诚意金 ${paid} 元；诚意金不构成成交。`,
    `An intent for ${unitName(unit)} with earnest money of ${paid}; this is no deal.`,
  );
  return accepted([{ type: 'IntentOpened', intent }], why.explain('intent', summary));
};

export type ReturnFacts = { readonly intent: Intent; readonly at: Date };
export type EarnestReturned = { readonly type: 'EarnestReturned'; readonly dealId: string; readonly amountFen: number };

/** SR-9.06: earnest money that did not become part of a deal is returned whole, once, and the intent is over. */
export const decideReturnEarnest = ({
  intent,
  at,
}: ReturnFacts): Decision<EarnestReturned, Refusal<'INTENT_NOT_OPEN'>> => {
  const why = reasoning(at).apply('SR-9.06').fact('state', intent.state).fact('earnestMoney', intent.earnestFen);
  if (intent.state !== 'open' || intent.earnestFen === 0) {
    const message = text('没有可退的诚意金。', 'There is no earnest money to return.');
    return refused({ code: 'INTENT_NOT_OPEN', rule: 'SR-9.06', message }, why.explain('refused', message));
  }
  const { dealId, earnestFen: amountFen } = intent;
  const summary = text('诚意金全额退还。', 'The earnest money is returned whole.');
  return accepted([{ type: 'EarnestReturned', dealId, amountFen }], why.explain('returned', summary));
};
