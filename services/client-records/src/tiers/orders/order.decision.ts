import {
  accepted,
  type Decision,
  firstRefusal,
  type PolicyVersion,
  type Reasoning,
  type Requirement,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';
import type { TierParams } from '../../policies/index.ts';
import type { Tier } from '../tier.ts';
import { isOver, type OrderFacts, type OrderRefusal, type OrderTreatment } from './order.ts';

const refuse = (code: OrderRefusal['code'], zh: string, en: string): OrderRefusal => ({
  code,
  rule: 'CR-6.02',
  message: text(zh, en),
});

export type ProposeFacts = {
  readonly now: Date;
  readonly tier: Tier;
  readonly order: OrderFacts & Pick<OrderTreatment, 'deals'>;
  readonly askedAlready: boolean;
  readonly policy: PolicyVersion<TierParams>;
};
type ProposeRule = Requirement<ProposeFacts, OrderRefusal>;

const isNotA: ProposeRule = ({ tier }) =>
  tier === 'A'
    ? refuse('ORDER_IS_A_ALREADY', 'A级客户的订单已享A级待遇。', 'An order of an A client has that treatment.')
    : null;
const isLiving: ProposeRule = ({ order }) =>
  isOver(order.deals) ? refuse('ORDER_IS_OVER', '该订单已了结。', 'The order is over.') : null;
const isNew: ProposeRule = ({ askedAlready }) =>
  askedAlready ? refuse('ORDER_ASKED_ALREADY', '该订单已申请过。', 'That was asked for this order already.') : null;
const hasGoodPrice: ProposeRule = ({ order: { pricePercent }, policy }) =>
  (pricePercent ?? 100) >= policy.params['tier.exceptPricePercent']
    ? null
    : refuse('ORDER_PRICE_TOO_LOW', '订单价格未达要求。', 'The price of the order is not good enough.');
const isPaidPromptly: ProposeRule = ({ order: { payment, paidPercent }, policy }) =>
  payment === 'prompt' || (payment === 'none' && paidPercent >= policy.params['tier.promptPercent'])
    ? null
    : refuse('ORDER_PAYMENT_NOT_PROMPT', '付款不够及时。', 'Payment is not prompt.');

/** CR-6.02: the treatment of A may be asked for a single order of a B or C client with a good price and prompt payment. */
export const decideProposal = (facts: ProposeFacts): Decision<null, OrderRefusal> => {
  const { now, tier, order, policy } = facts;
  const why = reasoning(now).apply('CR-6.02').under(policy).fact('tier', tier).fact('pricePercent', order.pricePercent);
  why.fact('payment', order.payment).fact('paidPercent', order.paidPercent);
  const refusal = firstRefusal([isNotA, isLiving, isNew, hasGoodPrice, isPaidPromptly], facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  const asked = text('已申请按A级订单处理，待销售总监以上批准。', 'The treatment of A is asked for this order.');
  return accepted([null], why.explain('PROPOSED', asked));
};

export type ApproveFacts = {
  readonly now: Date;
  readonly request: Pick<OrderTreatment, 'state' | 'proposedBy' | 'deals'>;
  readonly by: string;
  readonly approve: boolean;
};
type ApproveRule = Requirement<ApproveFacts, OrderRefusal>;

const isUndecided: ApproveRule = ({ request }) =>
  request.state === 'proposed' ? null : refuse('ORDER_DECIDED', '该申请已决定。', 'That was decided already.');
const isAnother: ApproveRule = ({ request, by }) =>
  request.proposedBy === by
    ? refuse('ORDER_NEEDS_ANOTHER_PERSON', '须由申请人以外的人决定。', 'Another than who asked decides.')
    : null;
const stillLives: ApproveRule = ({ request, approve }) =>
  approve && isOver(request.deals) ? refuse('ORDER_IS_OVER', '该订单已了结。', 'The order is over.') : null;

/** CR-6.02: the head of sales or above decides, and not about what was asked by the same person. */
export const decideApproval = (facts: ApproveFacts): Decision<'approved' | 'declined', OrderRefusal> => {
  const { now, request, by, approve } = facts;
  const why = reasoning(now)
    .apply('CR-6.02')
    .fact('proposedBy', request.proposedBy)
    .fact('by', by)
    .fact('approve', approve);
  const refusal = firstRefusal([isUndecided, isAnother, stillLives], facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  if (!approve) return accepted(['declined'], why.explain('DECLINED', text('不予A级待遇。', 'It stays as it is.')));
  const given = text('该订单按A级处理，随订单终止。', 'This order is treated as A, until it is over.');
  return accepted(['approved'], why.explain('APPROVED', given));
};

export type RefuseFacts = {
  readonly now: Date;
  /** As which tier the order is treated. */
  readonly treatedAs: Tier;
  /** Whether who refuses is head of sales or above. */
  readonly isHead: boolean;
  readonly refusedAlready: boolean;
  readonly reason: string;
};
type RefuseRule = Requirement<RefuseFacts, OrderRefusal>;

const headRefusesA: RefuseRule = ({ treatedAs, isHead }) =>
  treatedAs !== 'A' || isHead
    ? null
    : refuse(
        'ORDER_NEEDS_HEAD_OF_SALES',
        'A级订单须由销售总监以上拒绝。',
        'An A order is refused by the head of sales or above.',
      );
const isRefusedOnce: RefuseRule = ({ refusedAlready }) =>
  refusedAlready ? refuse('ORDER_REFUSED_ALREADY', '该订单已拒绝。', 'The order was refused already.') : null;
const hasReason: RefuseRule = ({ reason }) =>
  [...reason].length >= 4 && [...reason].length <= 500
    ? null
    : refuse('BAD_INPUT', '理由须4至500字。', 'A reason has 4 to 500 characters.');

/** CR-6.02: refusing the order of an A client needs the head of sales or above. */
export const decideRefusal = (facts: RefuseFacts): Decision<null, OrderRefusal> => {
  const why: Reasoning = reasoning(facts.now).apply('CR-6.02').fact('treatedAs', facts.treatedAs);
  why.fact('headOfSalesOrAbove', facts.isHead);
  const refusal = firstRefusal([headRefusesA, isRefusedOnce, hasReason], facts);
  if (refusal) return refused(refusal, why.explain('REFUSED', refusal.message));
  return accepted([null], why.explain('ORDER_REFUSED', text('订单已拒绝。', 'The order is refused.')));
};
