import {
  actorOf,
  type CommandResult,
  demand,
  done,
  NotFound,
  refusedWith,
  runCommand,
  savePolicyVersion,
} from '@shouwen/access';
import type { Overrides } from '@shouwen/kernel';
import { type Act, keepAct } from '../../keepAct.ts';
import { decidePolicyChange } from './changeCommissionPolicy.decision.ts';
import { commissionPolicy } from './commissionPolicy.ts';
import { versionsOf } from './siteCommissionPolicy.ts';

export type ChangeCommissionPolicy = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly effectiveFrom: Date;
  readonly overrides: Overrides;
};
export type PolicyChanged = { readonly siteId: string; readonly from: Date; readonly explanationId: string };

/** FI-1: a site sets rates, shares and switches of its own. @throws Forbidden (`policy.change`), NotFound for a site not heard of */
export const changeCommissionPolicy = async (
  act: Act,
  { idempotencyKey, ...input }: ChangeCommissionPolicy,
): Promise<CommandResult<PolicyChanged>> => {
  const { viewer, now, newId } = act;
  const { siteId, effectiveFrom, overrides } = input;
  demand(viewer, 'policy.change', siteId);
  return runCommand<PolicyChanged>({ ...act, name: 'changeCommissionPolicy', idempotencyKey, input }, async (tx) => {
    const newest = (await versionsOf(tx, siteId)).at(-1);
    if (!newest) throw new NotFound();
    const decision = decidePolicyChange({ now, effectiveFrom, newest, overrides });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const { preset } = newest;
    for (const { params } of decision.events)
      await savePolicyVersion(tx, {
        ...{ id: newId(), name: commissionPolicy.name, siteId, preset, effectiveFrom, params },
        ...{ actor: actorOf(viewer), at: now },
      });
    const subject = { type: 'policy', id: `${siteId}/commission/${newest.version + 1}` };
    const { explanation } = decision;
    const explanationId = await keepAct(tx, act, { action: 'policy.change', siteId, subject, explanation });
    return done({ siteId, from: effectiveFrom, explanationId });
  });
};
