import {
  actorOf,
  type CommandResult,
  demand,
  done,
  loadPolicyVersions,
  NotFound,
  refusedWith,
  runCommand,
  savePolicyVersion,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import {
  isPolicyFault,
  type Overrides,
  type PolicyDefinition,
  type PolicyParams,
  type PolicyVersion,
  resolvePolicy,
} from '@shouwen/kernel';
import { decidePolicyChange } from './changeSitePolicy.decision.ts';
import { type Act, keepAct } from './keepAct.ts';

/** All versions of a policy at a site, oldest first; a parameter that came after a version was written has the value of its preset. */
export const policyVersionsOf = async <P extends PolicyParams<P>>(
  tx: Tx,
  definition: PolicyDefinition<P>,
  siteId: string,
): Promise<PolicyVersion<P>[]> =>
  (await loadPolicyVersions<P>(tx, definition.name, siteId)).map((version) => {
    const preset = resolvePolicy(definition, { preset: version.preset });
    return isPolicyFault(preset) ? version : { ...version, params: { ...preset, ...version.params } };
  });

export type ChangeSitePolicy = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly effectiveFrom: Date;
  readonly overrides: Overrides;
};
export type SitePolicyChanged = { readonly siteId: string; readonly from: Date; readonly explanationId: string };

/** A site sets parameters of its own. @throws Forbidden (`policy.change`), NotFound for a site not heard of */
export const changeSitePolicy = async <P extends PolicyParams<P>>(
  act: Act,
  { definition, command }: { readonly definition: PolicyDefinition<P>; readonly command: string },
  { idempotencyKey, ...input }: ChangeSitePolicy,
): Promise<CommandResult<SitePolicyChanged>> => {
  const { viewer, now, newId } = act;
  const { siteId, effectiveFrom, overrides } = input;
  demand(viewer, 'policy.change', siteId);
  return runCommand<SitePolicyChanged>({ ...act, name: command, idempotencyKey, input }, async (tx) => {
    const newest = (await policyVersionsOf(tx, definition, siteId)).at(-1);
    if (!newest) throw new NotFound();
    const decision = decidePolicyChange(definition, { now, effectiveFrom, newest, overrides });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const { preset } = newest;
    const { name } = definition;
    const whose = { siteId, preset, effectiveFrom, actor: actorOf(viewer), at: now };
    for (const { params } of decision.events) await savePolicyVersion(tx, { ...whose, id: newId(), name, params });
    const subject = { type: 'policy', id: `${siteId}/${name}/${newest.version + 1}` };
    const { explanation } = decision;
    const explanationId = await keepAct(tx, act, { action: 'policy.change', siteId, subject, explanation });
    return done({ siteId, from: effectiveFrom, explanationId });
  });
};
