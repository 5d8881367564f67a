import { loadPolicyVersions, savePolicyVersion } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { isPolicyFault, resolvePolicy } from '@shouwen/kernel';
import { servicePolicy } from './servicePolicy.ts';

export type Adoption = {
  readonly id: string;
  readonly siteId: string;
  readonly preset: string;
  readonly effectiveFrom: Date;
};

/**
 * Puts the preset that a site opened with in force there, as its first version; told a second time, nothing changes.
 * @throws RangeError on a preset nobody defined
 */
export const adoptPreset = async (tx: Tx, { id, siteId, preset, effectiveFrom }: Adoption): Promise<void> => {
  const params = resolvePolicy(servicePolicy, { preset });
  if (isPolicyFault(params)) throw new RangeError(params.message.en);
  const { name } = servicePolicy;
  if ((await loadPolicyVersions(tx, name, siteId)).length > 0) return;
  const actor = 'system:property-service';
  await savePolicyVersion(tx, { id, name, siteId, preset, effectiveFrom, params, actor, at: effectiveFrom });
};
