import { type Explanation, type PolicyVersion, type Reasoning, reasoning, text } from '@shouwen/kernel';
import type { TierParams } from '../../policies/index.ts';
import type { Tier } from '../tier.ts';

/** What other departments told of a person, over all records and sites (CR-6.01). */
export type TierFacts = {
  readonly clientId: string;
  /** Prices of the deals of the year that stand. */
  readonly soldFen: number;
  readonly deals: number;
  /** Against the average of the same product at the same site in the year; null without deals. */
  readonly pricePercent: number | null;
  /** Of the deals old enough to be looked at: what they cost, and what was paid. */
  readonly matureFen: number;
  readonly paidFen: number;
  readonly credit: 'A' | 'B' | 'C' | 'D' | null;
  readonly overdueDays: number;
};

export type PaymentRecord = 'prompt' | 'slow' | 'overdue' | 'none';

/** How the person paid: overdue is what finance says is; without a deal old enough there is no record. */
export const paymentRecord = (
  { matureFen, paidFen, overdueDays }: Pick<TierFacts, 'matureFen' | 'paidFen' | 'overdueDays'>,
  promptPercent: number,
): PaymentRecord => {
  if (overdueDays > 0) return 'overdue';
  if (matureFen === 0) return 'none';
  return paidFen * 100 >= matureFen * promptPercent ? 'prompt' : 'slow';
};

const ofHundred = {
  payment: { prompt: 100, none: 50, slow: 40, overdue: 0 },
  credit: { A: 100, B: 70, C: 35, D: 0 },
  ungraded: 50,
} as const;

const step = (value: number, [high, middle]: readonly [number, number], low: number): number =>
  value >= high ? 100 : value >= middle ? 60 : low;

/** Points of each criterion out of its weight, in hundredths so that nothing is rounded on the way. */
const pointsOf = (
  facts: TierFacts,
  params: TierParams,
): Readonly<Record<'sales' | 'price' | 'payment' | 'credit', number>> => {
  const { soldFen, pricePercent, credit } = facts;
  const sold = [params['tier.salesHighYuan'] * 100, params['tier.salesMiddleYuan'] * 100] as const;
  const priced = [params['tier.priceHighPercent'], params['tier.priceMiddlePercent']] as const;
  const paid = paymentRecord(facts, params['tier.promptPercent']);
  return {
    sales: params['tier.weightSales'] * step(soldFen, sold, soldFen > 0 ? 30 : 0),
    price: params['tier.weightPrice'] * (pricePercent === null ? 0 : step(pricePercent, priced, 20)),
    payment: params['tier.weightPayment'] * ofHundred.payment[paid],
    credit: params['tier.weightCredit'] * (credit === null ? ofHundred.ungraded : ofHundred.credit[credit]),
  };
};

/** What keeps a client out of tier A, whatever the points. */
export type NeverA = 'credit-d' | 'payment-overdue';

export type Proposal = {
  readonly tier: Tier;
  readonly points: number;
  readonly neverA: NeverA | null;
  readonly explanation: Explanation;
};

/** CR-6.01: which tier the facts give. Who is graded D or has payments overdue is never in tier A. */
export const proposeTier = (facts: TierFacts, now: Date, policy: PolicyVersion<TierParams>): Proposal => {
  const { params } = policy;
  const each = pointsOf(facts, params);
  const points = Math.floor((each.sales + each.price + each.payment + each.credit) / 100);
  const byPoints: Tier = points >= params['tier.aPoints'] ? 'A' : points >= params['tier.bPoints'] ? 'B' : 'C';
  const neverA: NeverA | null = facts.credit === 'D' ? 'credit-d' : facts.overdueDays > 0 ? 'payment-overdue' : null;
  const tier = byPoints === 'A' && neverA !== null ? 'B' : byPoints;
  const why = withFacts(reasoning(now).apply('CR-6.01').under(policy), facts, params);
  for (const [name, hundredths] of Object.entries(each)) why.fact(`points.${name}`, hundredths / 100);
  why.fact('points', points).fact('neverA', neverA);
  return { tier, points, neverA, explanation: why.explain(tier, text(`建议${tier}级。`, `Tier ${tier} is proposed.`)) };
};

const withFacts = (why: Reasoning, facts: TierFacts, params: TierParams): Reasoning =>
  why
    .fact('soldFen', facts.soldFen)
    .fact('deals', facts.deals)
    .fact('pricePercent', facts.pricePercent)
    .fact('payment', paymentRecord(facts, params['tier.promptPercent']))
    .fact('paidFen', facts.paidFen)
    .fact('matureFen', facts.matureFen)
    .fact('credit', facts.credit)
    .fact('overdueDays', facts.overdueDays);
