import {
  actorOf,
  appendAudit,
  type CommandResult,
  demand,
  done,
  NotFound,
  refusedWith,
  runCommand,
  savePolicyVersion,
  type Viewer,
} from '@shouwen/access';
import type { Database } from '@shouwen/database';
import type { Overrides } from '@shouwen/kernel';
import { decidePenaltyChange } from './changePenaltyPolicy.decision.ts';
import { penaltyPolicy } from './penaltyPolicy.ts';
import { penaltyPoliciesOf } from './sitePenaltyPolicy.ts';

export type ChangePenaltyPolicy = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly effectiveFrom: Date;
  readonly overrides: Overrides;
};

type PolicyContext = {
  readonly db: Database;
  readonly viewer: Viewer;
  readonly now: Date;
  readonly newId: () => string;
};

/** FI-3, FI-4: a site sets amounts, ranges and switches of its own. @throws Forbidden, NotFound for a site not heard of */
export const changePenaltyPolicy = async (
  context: PolicyContext,
  { idempotencyKey, ...input }: ChangePenaltyPolicy,
): Promise<CommandResult<{ readonly siteId: string; readonly from: Date }>> => {
  const { viewer, now, newId } = context;
  const { siteId, effectiveFrom, overrides } = input;
  demand(viewer, 'policy.change', siteId);
  return runCommand({ ...context, name: 'changePenaltyPolicy', idempotencyKey, input }, async (tx) => {
    const newest = (await penaltyPoliciesOf(tx, siteId)).at(-1);
    if (!newest) throw new NotFound();
    const decision = decidePenaltyChange({ now, effectiveFrom, newest, overrides });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const whose = { siteId, preset: newest.preset, effectiveFrom, actor: actorOf(viewer), at: now };
    for (const { params } of decision.events)
      await savePolicyVersion(tx, { ...whose, id: newId(), name: penaltyPolicy.name, params });
    const resource = { type: 'policy', id: `${siteId}/penalties/${newest.version + 1}` };
    await appendAudit(tx, { at: now, actor: viewer, siteId, action: 'policy.change', resource, decision: 'allowed' });
    return done({ siteId, from: effectiveFrom });
  });
};
