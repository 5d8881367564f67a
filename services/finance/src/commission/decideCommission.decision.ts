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
  Circumstances,
  ClosedDeal,
  CommissionDecided,
  CommissionDue,
  CommissionShare,
  EffectiveShare,
  Occasion,
  PerformanceShare,
} from './commission.ts';
import { type CommissionRefusal, commissionRequirements } from './commissionRequirements.ts';
import { dueParts } from './deals/dueParts.ts';
import { afterSickLeave } from './leave/sickLeave.ts';
import { explainOccasion, occasionNames } from './occasion.ts';
import { type CommissionPolicy, rateFor } from './policy/commissionPolicy.ts';

/** The rate is the one of the day of the subscription, the split the one of the day the deal closed (FI-1.01, README "Policies"). */
export type CommissionPolicies = {
  readonly atSubscription: PolicyVersion<CommissionPolicy>;
  readonly atClosing: PolicyVersion<CommissionPolicy>;
};

const asClosed: Circumstances = { contractedAt: null, receivedFen: 0, sickLeave: null };

/**
 * What a closed deal earns, who has which share of it, and how much of each is due, in fen (FI-1.01 to FI-1.05). The two stages,
 * channel and consultants, are multiplied first and rounded once: largest remainder, ties to the party named first, in the
 * order pool, introducer, original or first consultant, other.
 */
export const decideCommission = (
  deal: ClosedDeal,
  { atSubscription, atClosing }: CommissionPolicies,
  circumstances: Partial<Circumstances> & { readonly occasion?: Occasion | null } = {},
): Decision<CommissionDecided, CommissionRefusal> => {
  const { occasion = null, ...known } = circumstances;
  const reasons = reasoning(occasion?.at ?? deal.closedAt);
  reasons.fact('price', deal.priceFen, deal.closedAt).fact('channel', deal.channel);
  reasons.fact('ownershipRules', deal.rules);
  if (occasion) explainOccasion(occasion, reasons);
  const refusal = firstRefusal(commissionRequirements, deal);
  if (refusal) return refused(refusal, reasons.explain('refused', refusal.message));
  const rate = commissionOf(deal, atSubscription, reasons);
  const channel = channelSplit(deal, atClosing.params, reasons.under(atClosing));
  const about = { ...asClosed, ...known };
  const { money, performance } = afterSickLeave(deal, { leave: about.sickLeave, policy: atClosing.params, reasons });
  const consultants = inOrder(money);
  const among = { consultants, introducerId: deal.introducerId };
  const amounts = sharesOf(rate.commissionFen, channel, among);
  const shares = withDue(amounts, { ...about, due: rate.due, priceFen: deal.priceFen }, reasons);
  explainShares(consultants, shares, reasons);
  const event = { type: 'CommissionDecided' as const, dealId: deal.dealId, ...rate, shares };
  return accepted(
    [{ ...event, performance: performanceOf(deal.priceFen, inOrder(performance)) }],
    reasons.explain(occasion?.kind ?? 'commission', summaryOf(rate.commissionFen, { shares, occasion })),
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

type Parties = { readonly consultants: readonly EffectiveShare[]; readonly introducerId: string | null };
type Undue<Share> = Share extends CommissionShare ? Omit<Share, 'dueFen'> : never;

const sharesOf = (totalFen: number, channel: ChannelSplit, parties: Parties): Undue<CommissionShare>[] => {
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

/** FI-1.01: what of each share is due by the scheme of the day of the subscription. */
const withDue = (
  shares: readonly Undue<CommissionShare>[],
  facts: Pick<Circumstances, 'contractedAt' | 'receivedFen'> & {
    readonly due: CommissionDue;
    readonly priceFen: number;
  },
  reasons: Reasoning,
): CommissionShare[] => {
  const { contractedAt, receivedFen } = facts;
  if (facts.due === 'contract') reasons.fact('contractedAt', contractedAt?.toISOString() ?? null);
  if (facts.due === 'cash') reasons.fact('received', receivedFen);
  const due = dueParts(
    shares.map(({ amountFen }) => amountFen),
    facts,
  );
  return shares.map((share, index) => ({ ...share, dueFen: due[index] ?? 0 }));
};

/** Who was there first is named first; among equals the order in which they were told. */
const inOrder = (consultants: readonly EffectiveShare[]): EffectiveShare[] => {
  const later: readonly EffectiveShare['role'][] = ['new', 'designated', 'closer'];
  return [...consultants].sort((a, b) => Number(later.includes(a.role)) - Number(later.includes(b.role)));
};

/** Performance (业绩) is the price by the consultants' parts alone, whatever the channel takes of the money. */
const performanceOf = (priceFen: number, consultants: readonly EffectiveShare[]): PerformanceShare[] => {
  const counted = consultants.filter(({ parts }) => parts > 0);
  if (counted.length === 0) return [];
  const parts = counted.map((one) => one.parts);
  const amounts = splitByParts(priceFen, parts);
  const units = splitByParts(1_000, parts);
  return counted.map(({ staffId }, index) => ({
    staffId,
    amountFen: amounts[index] ?? 0,
    unitThousandths: units[index] ?? 0,
  }));
};

const explainShares = (
  consultants: readonly EffectiveShare[],
  shares: readonly CommissionShare[],
  reasons: Reasoning,
): void => {
  if (consultants.length > 0) reasons.apply('FI-1.03');
  for (const { staffId, role, parts } of consultants) reasons.fact(`parts.${role}.${staffId}`, parts);
  for (const { party, staffId, amountFen, dueFen } of shares) {
    reasons.fact(`share.${party}.${staffId ?? 'site'}`, amountFen);
    if (dueFen !== amountFen) reasons.fact(`due.${party}.${staffId ?? 'site'}`, dueFen);
  }
};

const partyNames: Record<CommissionShare['party'], Text> = {
  pool: text('公佣', 'pool'),
  introducer: text('介绍人', 'introducer'),
  consultant: text('置业顾问', 'consultant'),
};

type Outcome = { readonly shares: readonly CommissionShare[]; readonly occasion: Occasion | null };

const summaryOf = (commissionFen: number, { shares, occasion }: Outcome): Text => {
  const before = occasion ? occasionNames[occasion.kind] : null;
  const list = (language: keyof Text) =>
    shares.map(({ party, amountFen }) => `${partyNames[party][language]} ${formatYuan(amountFen)}`);
  const total = formatYuan(commissionFen);
  const dueFen = shares.reduce((sum, share) => sum + share.dueFen, 0);
  const due = formatYuan(dueFen);
  const zh = dueFen === commissionFen ? '' : `（其中已到期 ${due}）`;
  const en = dueFen === commissionFen ? '' : ` (${due} of it due)`;
  return text(
    `${before ? `${before.zh}：` : ''}佣金 ${total} 元${zh}：${list('zh').join('，')}`,
    `${before ? `${before.en}: ` : ''}commission ${total}${en}: ${list('en').join(', ')}`,
  );
};
