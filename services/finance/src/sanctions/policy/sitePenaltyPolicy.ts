import { actorOf, savePolicyVersion, systemViewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { isPolicyFault, type PolicyVersion, type PresetName, policyAt, resolvePolicy } from '@shouwen/kernel';
import { WaitsForNews } from '@shouwen/messaging';
import { policyVersionsOf } from '../../sitePolicy.ts';
import { type PenaltyPolicy, penaltyPolicy } from './penaltyPolicy.ts';

/** All versions at a site that was heard of, which has at least one. @throws WaitsForNews for any other site */
export const knownPenaltyPolicies = async (tx: Tx, siteId: string): Promise<PolicyVersion<PenaltyPolicy>[]> => {
  const versions = await policyVersionsOf(tx, penaltyPolicy, siteId);
  if (versions.length === 0) throw new WaitsForNews(`no penalties of site ${siteId}`);
  return versions;
};

/** The version in force at a site at the time of the act. @throws WaitsForNews for a site not heard of, NoPolicyInForce before its first */
export const penaltyPolicyAt = async (tx: Tx, siteId: string, at: Date): Promise<PolicyVersion<PenaltyPolicy>> =>
  policyAt(await knownPenaltyPolicies(tx, siteId), at);

export type AdoptedPreset = {
  readonly siteId: string;
  readonly preset: PresetName;
  readonly effectiveFrom: Date;
  readonly at: Date;
  readonly newId: () => string;
};

/** Gives a site that was opened its first policy; told again of the same site, it changes nothing. */
export const adoptPenalties = async (tx: Tx, { newId, ...adopted }: AdoptedPreset): Promise<void> => {
  if ((await policyVersionsOf(tx, penaltyPolicy, adopted.siteId)).length > 0) return;
  const params = resolvePolicy(penaltyPolicy, { preset: adopted.preset });
  if (isPolicyFault(params)) throw new Error(params.message.en);
  const actor = actorOf(systemViewer('finance'));
  await savePolicyVersion(tx, { ...adopted, id: newId(), name: penaltyPolicy.name, params, actor });
};
