import { type Reasoning, type RuleId, text, unreachable } from '@shouwen/kernel';
import type { ClosedDeal } from './commission.ts';
import type { CommissionPolicy } from './policy/commissionPolicy.ts';

/** Stage 1 of a commission: integer parts of the pool, of whoever introduced the client, and of the consultants together. */
export type ChannelSplit = { readonly pool: number; readonly introducer: number; readonly consultants: number };

const consultantsAlone: ChannelSplit = { pool: 0, introducer: 0, consultants: 100 };

/**
 * FI-1.02: the channel decides before the consultants do. A site that has not switched the channel split on (the default of
 * `triple-confirmation`, SR-5) pays its consultants alone, and the explanation says so.
 */
export const channelSplit = (deal: ClosedDeal, policy: CommissionPolicy, reasons: Reasoning): ChannelSplit => {
  if (deal.channel !== 'none' && !policy['channel.enabled']) {
    reasons.reject('FI-1.02', text('本案场未启用渠道分成。', 'This site has not switched the channel split on.'));
    return consultantsAlone;
  }
  const { split, rule } = splitOf(deal, policy);
  reasons.apply('FI-1.02');
  if (rule) reasons.apply(rule);
  return split;
};

const splitOf = (deal: ClosedDeal, policy: CommissionPolicy): { split: ChannelSplit; rule: RuleId | null } => {
  switch (deal.channel) {
    case 'none':
      return { split: consultantsAlone, rule: null };
    case 'company-introduced':
      return { split: withPool(policy, 'introduced'), rule: 'SR-5.02' };
    case 'company-arranged-consultant':
      return { split: withPool(policy, 'arranged'), rule: 'SR-5.03' };
    case 'company-arranged-others':
      return { split: withPool(policy, 'arrangedOthers'), rule: 'SR-5.04' };
    case 'company-designated':
      return { split: withPool(policy, 'designated'), rule: 'SR-5.01' };
    case 'employee-referral': {
      const introducer = policy['channel.referral.introducer'];
      return { split: { pool: 0, introducer, consultants: policy['channel.referral.consultants'] }, rule: 'SR-5.05' };
    }
    default:
      return unreachable(deal.channel);
  }
};

const withPool = (
  policy: CommissionPolicy,
  way: 'introduced' | 'arranged' | 'arrangedOthers' | 'designated',
): ChannelSplit => ({
  pool: policy[`channel.${way}.pool`],
  introducer: 0,
  consultants: policy[`channel.${way}.consultants`],
});
