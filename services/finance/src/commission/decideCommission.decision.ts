import {
  accepted,
  type Decision,
  firstRefusal,
  formatYuan,
  type PolicyVersion,
  type Reasoning,
  reasoning,
  refused,
  splitByParts,
  splitStages,
  type Text,
  text,
} from '@shouwen/kernel';
import { type ChannelSplit, channelSplit } from './channelSplit.ts';
import type {
  ClosedDeal,
  CommissionDecided,
  CommissionShare,
  ConsultantShare,
  PerformanceShare,
} from './commission.ts';
import { type CommissionPolicy, rateFor } from './commissionPolicy.ts';
import { type CommissionRefusal, commissionRequirements } from './commissionRequirements.ts';

/** The rate is the one of the day of the subscription, the split the one of the day the deal closed (FI-1.01, README "Policies"). */
export type CommissionPolicies = {
  readonly atSubscription: PolicyVersion<CommissionPolicy>;
  readonly atClosing: PolicyVersion<CommissionPolicy>;
};

/** A decision taken after the deal closed (SR-9.05): when, and by which rules of sales-reception. */
export type LaterDecision = { readonly decidedAt: Date; readonly rules: readonly string[] };

/**
 * What a closed deal earns and who has which share of it, in fen (FI-1.01 to FI-1.03). The two stages, channel and
 * consultants, are multiplied first and rounded once: largest remainder, ties to the party named first, in the order pool,
 * introducer, original or first consultant, other.
 */
export const decideCommission = (
  deal: ClosedDeal,
  { atSubscription, atClosing }: CommissionPolicies,
  later: LaterDecision | null = null,
): Decision<CommissionDecided, CommissionRefusal> => {
  const reasons = reasoning(later?.decidedAt ?? deal.closedAt);
  reasons.fact('price', deal.priceFen, deal.closedAt).fact('channel', deal.channel);
  reasons.fact('ownershipRules', later?.rules ?? deal.rules);
  if (later) reasons.apply('SR-9.05');
  const refusal = firstRefusal(commissionRequirements, deal);
  if (refusal) return refused(refusal, reasons.explain('refused', refusal.message));
  const rate = commissionOf(deal, atSubscription, reasons);
  const channel = channelSplit(deal, atClosing.params, reasons.under(atClosing));
  const consultants = inOrder(deal.consultants);
  const shares = sharesOf(rate.commissionFen, channel, { consultants, introducerId: deal.introducerId });
  explainShares(consultants, shares, reasons);
  const performance = performanceOf(deal.priceFen, consultants);
  return accepted(
    [{ type: 'CommissionDecided', dealId: deal.dealId, ...rate, shares, performance }],
    reasons.explain('commission', summaryOf(rate.commissionFen, shares)),
  );
};

/** FI-1.01: rate times price, rounded half up to the fen. */
const commissionOf = (deal: ClosedDeal, policy: PolicyVersion<CommissionPolicy>, reasons: Reasoning) => {
  const basisPoints = rateFor(policy.params, deal.product);
  const commissionFen = Number((BigInt(deal.priceFen) * BigInt(basisPoints) + 5_000n) / 10_000n);
  reasons.under(policy).apply('FI-1.01').fact('product', deal.product).fact('subscribedOn', deal.subscribedOn);
  reasons.fact('rateBasisPoints', basisPoints, policy.effectiveFrom).fact('commission', commissionFen);
  reasons.fact('due', policy.params.due);
  return { commissionFen, basisPoints, due: policy.params.due };
};

type Parties = { readonly consultants: readonly ConsultantShare[]; readonly introducerId: string | null };

const sharesOf = (totalFen: number, channel: ChannelSplit, parties: Parties): CommissionShare[] => {
  const { consultants, introducerId } = parties;
  const among = consultants.map(({ parts }) => parts);
  const [pool = 0, introducer = 0, ...own] =
    channel.consultants === 0
      ? [...splitStages(totalFen, [channel.pool, channel.introducer]), ...among.map(() => 0)]
      : splitStages(totalFen, [channel.pool, channel.introducer, { parts: channel.consultants, among }]);
  return [
    ...(channel.pool > 0 ? [{ party: 'pool' as const, staffId: null, amountFen: pool }] : []),
    ...(channel.introducer > 0 && introducerId !== null
      ? [{ party: 'introducer' as const, staffId: introducerId, amountFen: introducer }]
      : []),
    ...consultants.map(({ staffId, role }, index) => ({
      party: 'consultant' as const,
      staffId,
      role,
      amountFen: own[index] ?? 0,
    })),
  ];
};

/** Who was there first is named first; among equals the order in which they were told. */
const inOrder = (consultants: readonly ConsultantShare[]): ConsultantShare[] => {
  const later: readonly ConsultantShare['role'][] = ['new', 'designated'];
  return [...consultants].sort((a, b) => Number(later.includes(a.role)) - Number(later.includes(b.role)));
};

/** Performance (业绩) is the price by the consultants' parts alone, whatever the channel takes of the money. */
const performanceOf = (priceFen: number, consultants: readonly ConsultantShare[]): PerformanceShare[] => {
  const counted = consultants.filter(({ parts }) => parts > 0);
  if (counted.length === 0) return [];
  const amounts = splitByParts(
    priceFen,
    counted.map(({ parts }) => parts),
  );
  return counted.map(({ staffId }, index) => ({ staffId, amountFen: amounts[index] ?? 0 }));
};

const explainShares = (
  consultants: readonly ConsultantShare[],
  shares: readonly CommissionShare[],
  reasons: Reasoning,
): void => {
  if (consultants.length > 0) reasons.apply('FI-1.03');
  for (const { staffId, role, parts } of consultants) reasons.fact(`parts.${role}.${staffId}`, parts);
  for (const { party, staffId, amountFen } of shares) reasons.fact(`share.${party}.${staffId ?? 'site'}`, amountFen);
};

const partyNames: Record<CommissionShare['party'], Text> = {
  pool: text('公佣', 'pool'),
  introducer: text('介绍人', 'introducer'),
  consultant: text('置业顾问', 'consultant'),
};

const summaryOf = (commissionFen: number, shares: readonly CommissionShare[]): Text => {
  const list = (language: keyof Text) =>
    shares.map(({ party, amountFen }) => `${partyNames[party][language]} ${formatYuan(amountFen)}`);
  const total = formatYuan(commissionFen);
  return text(`佣金 ${total} 元：${list('zh').join('，')}`, `commission ${total}: ${list('en').join(', ')}`);
};
