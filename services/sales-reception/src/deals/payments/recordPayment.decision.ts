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
import type { Deal } from '../deal.ts';
import type { PaymentKind } from './payment.ts';

export type PaymentFacts = {
  readonly deal: Deal;
  readonly kind: PaymentKind;
  /** Negative: paid back. */
  readonly amountFen: number;
  /** What was paid for that before, less what was paid back. */
  readonly paidAsFen: number;
  readonly receivedAt: Date;
};
export type PaymentEvent = { readonly type: 'PaymentReceived'; readonly dealId: string; readonly amountFen: number };
export type PaymentRefusal = Refusal<
  'BAD_INPUT' | 'DEAL_NOT_OPEN' | 'PAYMENT_TOO_HIGH' | 'REFUND_TOO_HIGH' | 'NOT_BY_THE_CONTRACT'
>;
type PaymentRequirement = Requirement<PaymentFacts, PaymentRefusal>;

const amountIsSensible: PaymentRequirement = ({ amountFen }) =>
  Number.isSafeInteger(amountFen) && amountFen !== 0
    ? null
    : {
        code: 'BAD_INPUT',
        rule: 'SR-9.02',
        message: text('金额须为非零的整数分。', 'An amount is whole fen and not nothing.'),
      };

/** A cancelled deal only gives money back. */
const dealStands: PaymentRequirement = ({ deal, amountFen }) =>
  deal.state === 'closed' || amountFen < 0
    ? null
    : { code: 'DEAL_NOT_OPEN', rule: 'SR-9.02', message: text('该成交已退订。', 'The deal is cancelled already.') };

/** Earnest money is paid before the deal; a mortgage pays only where the contract says so, instalments once there is a contract. */
const kindFits: PaymentRequirement = ({ deal, kind, amountFen }) => {
  if (amountFen < 0) return null;
  const message = text('此种付款与目前的合同不符。', 'The contract as it stands knows no such payment.');
  const refusal = { code: 'NOT_BY_THE_CONTRACT', rule: 'SR-9.02', message } as const;
  if (kind === 'earnest-money') return refusal;
  if (kind === 'deposit') return null;
  if (deal.stage === 'subscribed') return refusal;
  return kind === 'mortgage' && deal.paymentMethod !== 'mortgage' ? refusal : null;
};

const notMoreThanThePrice: PaymentRequirement = ({ deal, amountFen }) =>
  amountFen < 0 || deal.paidFen + amountFen <= deal.priceFen
    ? null
    : {
        code: 'PAYMENT_TOO_HIGH',
        rule: 'SR-9.02',
        message: text('付款合计不得超过成交价。', 'All payments together must not exceed the price.'),
      };

const notMoreBackThanPaid: PaymentRequirement = ({ amountFen, paidAsFen }) =>
  amountFen > 0 || paidAsFen + amountFen >= 0
    ? null
    : {
        code: 'REFUND_TOO_HIGH',
        rule: 'SR-9.02',
        message: text('退款不得超过该项已付金额。', 'No more is paid back than was paid for it.'),
      };

const paymentRequirements = [amountIsSensible, dealStands, kindFits, notMoreThanThePrice, notMoreBackThanPaid];

/** SR-9.02: a payment of the buyer or to the buyer; together never more than the price, never less than nothing. */
export const decidePayment = (facts: PaymentFacts): Decision<PaymentEvent, PaymentRefusal> => {
  const { deal, kind, amountFen, receivedAt } = facts;
  const why = reasoning(receivedAt).apply('SR-9.02').fact('price', deal.priceFen).fact('paidBefore', deal.paidFen);
  why.fact('kind', kind).fact('amount', amountFen, receivedAt).fact('paidAsThis', facts.paidAsFen);
  const refusal = firstRefusal(paymentRequirements, facts);
  if (refusal) return refused(refusal, why.explain('refused', refusal.message));
  const paid = formatYuan(Math.abs(amountFen));
  const summary =
    amountFen > 0 ? text(`收到 ${paid} 元。`, `${paid} came in.`) : text(`退还 ${paid} 元。`, `${paid} was paid back.`);
  return accepted([{ type: 'PaymentReceived', dealId: deal.dealId, amountFen }], why.explain('paid', summary));
};
