import {
  accepted,
  type Decision,
  firstRefusal,
  formatYuan,
  type Reasoning,
  type Refusal,
  type Requirement,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';
import { type UnitRefusal, unitFor, unitName } from '../../units/index.ts';
import type { Deal, LaterEvent } from '../deal.ts';
import { lowestPriceFen, type PriceFacts, type PriceRefusal, priceRules, usesApproval } from '../prices/priceRules.ts';

type Change = {
  readonly deal: Deal;
  /** Who changes the terms. */
  readonly staffId: string;
  readonly at: Date;
};
export type TermsRefusal =
  | UnitRefusal
  | PriceRefusal
  | Refusal<'DEAL_NOT_OPEN' | 'OWN_DEAL' | 'SAME_BUYER' | 'PAYMENT_TOO_HIGH'>;

/** Once it is filed with the authorities, the contract names unit and buyer for good: then only a cancellation helps. */
const dealIsOpen: Requirement<Change, TermsRefusal> = ({ deal }) =>
  deal.state === 'closed' && (deal.stage === 'subscribed' || deal.stage === 'contracted')
    ? null
    : {
        code: 'DEAL_NOT_OPEN',
        rule: 'SR-3.17',
        message: text('已备案、已交房或已退订的，不得更名、换房。', 'It is filed, handed over or cancelled already.'),
      };

/** SR-7.03: no name transfers over the manager's head; a manager who shares in the deal is no such manager. */
const notTheirOwn: Requirement<Change, TermsRefusal> = ({ deal, staffId }) =>
  deal.consultants.some((one) => one.staffId === staffId)
    ? {
        code: 'OWN_DEAL',
        rule: 'SR-7.03',
        message: text('不得批准本人参与分成的更名、换房。', 'Nobody changes the terms of a deal that they share.'),
      }
    : null;

const changeRequirements = [dealIsOpen, notTheirOwn] as const;

export type SwapFacts = Change & PriceFacts;
export type UnitSwapped = Extract<LaterEvent, { type: 'UnitSwapped' }>;

const newUnitIsForThem: Requirement<SwapFacts, TermsRefusal> = ({ unit, deal }) => unitFor(unit, deal.clientId);

const paidFits: Requirement<SwapFacts, TermsRefusal> = ({ deal, priceFen }) =>
  deal.paidFen <= priceFen
    ? null
    : {
        code: 'PAYMENT_TOO_HIGH',
        rule: 'SR-9.02',
        message: text(
          '已付金额高于新价格，须先退还差额。',
          'More is paid than the new price; pay the difference back first.',
        ),
      };

const swapRequirements: readonly Requirement<SwapFacts, TermsRefusal>[] = [
  ...changeRequirements,
  newUnitIsForThem,
  ...priceRules,
  paidFits,
];

/** SR-3.17: another unit for the same deal: consultant, performance and shares stay, the amount follows the new price. */
export const decideSwapUnit = (facts: SwapFacts): Decision<UnitSwapped, TermsRefusal> => {
  const { deal, unit, priceFen, scheme, approval } = facts;
  const why = reasonsOf(facts).fact('unit', unitName(unit)).fact('unitState', unit.state);
  why.fact('listPrice', unit.listPriceFen).fact('price', priceFen, facts.at).fact('priceBefore', deal.priceFen);
  why.fact('schemePrice', lowestPriceFen(facts));
  if (scheme) why.under(scheme);
  if (approval && usesApproval(facts)) why.fact('approvedPrice', approval.priceFen, approval.decidedAt);
  const refusal = firstRefusal(swapRequirements, facts);
  if (refusal) return refused(refusal, why.explain('refused', refusal.message));
  why.apply('SR-9.01', 'SR-9.03');
  const { unitId, product, listPriceFen } = unit;
  const terms = { unitId, product, listPriceFen, priceFen };
  const [name, price] = [unitName(unit), formatYuan(priceFen)];
  const summary = text(
    `换至 ${name}，价格 ${price} 元；分成不变。`,
    `Swapped for ${name} at ${price}; the shares stay.`,
  );
  return accepted([{ type: 'UnitSwapped', dealId: deal.dealId, ...terms }], why.explain('swapped', summary));
};

export type BuyerFacts = Change & { readonly clientId: string };
export type BuyerChanged = Extract<LaterEvent, { type: 'BuyerChanged' }>;

const buyerIsAnother: Requirement<BuyerFacts, TermsRefusal> = ({ deal, clientId }) =>
  deal.clientId === clientId
    ? { code: 'SAME_BUYER', rule: 'SR-3.17', message: text('买受人没有变化。', 'This is the buyer already.') }
    : null;

const buyerRequirements: readonly Requirement<BuyerFacts, TermsRefusal>[] = [...changeRequirements, buyerIsAnother];

/** SR-3.17: another name for the same deal: consultant, performance and shares stay. */
export const decideChangeBuyer = (facts: BuyerFacts): Decision<BuyerChanged, TermsRefusal> => {
  const { deal, clientId } = facts;
  const why = reasonsOf(facts);
  const refusal = firstRefusal(buyerRequirements, facts);
  if (refusal) return refused(refusal, why.explain('refused', refusal.message));
  const summary = text('更名；业绩与提成不变。', 'The name was changed; performance and commission stay.');
  return accepted([{ type: 'BuyerChanged', dealId: deal.dealId, clientId }], why.explain('renamed', summary));
};

const reasonsOf = ({ deal, staffId, at }: Change): Reasoning => {
  const why = reasoning(at).apply('SR-3.17', 'SR-9.02').fact('closedOn', deal.closedOn, deal.closedAt);
  why.fact('stage', deal.stage).fact('by', staffId);
  for (const share of deal.consultants) why.fact(`parts.${share.role}.${share.staffId}`, share.parts);
  return why;
};
