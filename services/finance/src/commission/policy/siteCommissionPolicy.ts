import { loadPolicyVersions, savePolicyVersion } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import {
  isPolicyFault,
  type PolicyVersion,
  type PresetName,
  policyAt,
  resolvePolicy,
  startOfDay,
} from '@shouwen/kernel';
import { policyVersionsOf } from '../../sitePolicy.ts';
import type { ClosedDeal } from '../commission.ts';
import type { CommissionPolicies } from '../decideCommission.decision.ts';
import { type CommissionPolicy, commissionPolicy } from './commissionPolicy.ts';

/**
 * The versions that judge a deal: the rate by the day of the subscription, the split by the moment it closed.
 * @throws NoPolicyInForce when the site had none then
 */
export const policiesFor = async (tx: Tx, deal: ClosedDeal, timeZone: string): Promise<CommissionPolicies> => {
  const versions = await versionsOf(tx, deal.siteId);
  const subscribedAt = deal.subscribedOn === deal.closedOn ? deal.closedAt : startOfDay(deal.subscribedOn, timeZone);
  return { atSubscription: policyAt(versions, subscribedAt), atClosing: policyAt(versions, deal.closedAt) };
};

/** Every version of a site's commission policy, oldest first. */
const versionsOf = async (tx: Tx, siteId: string): Promise<PolicyVersion<CommissionPolicy>[]> =>
  policyVersionsOf(tx, commissionPolicy, siteId);

export type NewCommissionPolicy = {
  readonly id: string;
  readonly siteId: string;
  readonly preset: PresetName;
  readonly siteOverrides?: Readonly<Record<string, unknown>>;
  readonly effectiveFrom: Date;
  readonly actor: string;
  readonly at: Date;
};

/** True when the site already has a version of that preset from that moment on. */
export const isInForce = async (
  tx: Tx,
  { siteId, preset, effectiveFrom }: Pick<NewCommissionPolicy, 'siteId' | 'preset' | 'effectiveFrom'>,
): Promise<boolean> => {
  const versions = await loadPolicyVersions<CommissionPolicy>(tx, commissionPolicy.name, siteId);
  return versions.some((one) => one.preset === preset && one.effectiveFrom.getTime() === effectiveFrom.getTime());
};

/** A commission policy that contradicts itself was to be put in force; the message names the parameter. */
export class CommissionPolicyRefused extends Error {
  override readonly name = 'CommissionPolicyRefused';
}

/** Puts a version of a site's commission policy in force. @throws CommissionPolicyRefused, BadInput (not later than the last) */
export const putPolicyInForce = async (
  tx: Tx,
  { siteOverrides, ...policy }: NewCommissionPolicy,
): Promise<PolicyVersion<CommissionPolicy>> => {
  const params = resolvePolicy(commissionPolicy, { preset: policy.preset, siteOverrides });
  if (isPolicyFault(params)) throw new CommissionPolicyRefused(params.message.en);
  return savePolicyVersion(tx, { ...policy, name: commissionPolicy.name, params });
};
