import { actorOf, systemViewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { isPolicyFault, resolvePolicy } from '@shouwen/kernel';
import { insertSite, insertVersion } from './policyStore.ts';
import { salesPolicyDefinition } from './salesPolicyDefinition.ts';

export type AdoptPreset = {
  readonly siteId: string;
  readonly preset: string;
  readonly timeZone: string;
  readonly effectiveFrom: Date;
  readonly at: Date;
  readonly newId: () => string;
};

/**
 * Gives a site that was opened its first policy; told again of the same site, it changes nothing.
 * @throws Error when the preset is none of this policy, so that the event is parked instead of a site left without rules
 */
export const adoptPreset = async (tx: Tx, { siteId, preset, timeZone, effectiveFrom, at, newId }: AdoptPreset) => {
  const params = resolvePolicy(salesPolicyDefinition, { preset });
  if (isPolicyFault(params)) throw new Error(params.message.en);
  const first = await insertSite(tx, { siteId, preset, timeZone, adoptedAt: at });
  if (!first) return;
  const actor = actorOf(systemViewer('sales-reception'));
  await insertVersion(tx, { id: newId(), siteId, preset, effectiveFrom, params, actor, at });
};
