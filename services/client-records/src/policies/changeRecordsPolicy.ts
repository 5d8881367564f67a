import {
  actorOf,
  type CommandResult,
  demand,
  done,
  keepAct,
  refusedWith,
  runCommand,
  savePolicyVersion,
} from '@shouwen/access';
import type { Overrides } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { decideRecordsPolicyChange, type RecordsPolicyChanged } from './changeRecordsPolicy.decision.ts';
import { recordsPolicy, recordsPreset } from './recordsPolicy.ts';
import { setAt } from './recordsPolicyAt.ts';
import { nothingSet } from './resolvedVersion.ts';

export type ChangeRecordsPolicy = {
  readonly idempotencyKey: string;
  /** Null: for the company, where a site has set nothing of its own. */
  readonly siteId: string | null;
  readonly effectiveFrom: Date;
  readonly overrides: Overrides;
};
export type PolicyDone = { readonly siteId: string | null; readonly from: string; readonly explanationId: string };

/** The company, or a site, sets parameters of its own. @throws Forbidden without `policy.change` there */
export const changeRecordsPolicy = async (
  context: BareContext,
  { idempotencyKey, ...input }: ChangeRecordsPolicy,
): Promise<CommandResult<PolicyDone>> => {
  const { viewer, now, newId } = context;
  const { siteId, effectiveFrom } = input;
  demand(viewer, 'policy.change', siteId);
  return runCommand({ ...context, name: 'changeRecordsPolicy', idempotencyKey, input }, async (tx) => {
    const newest = await setAt(tx, siteId, null);
    const company = siteId === null ? nothingSet : await setAt(tx, null, effectiveFrom);
    const decision = decideRecordsPolicyChange({ ...input, now, newest, company });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const [{ overrides: params }] = decision.events as [RecordsPolicyChanged];
    const { name } = recordsPolicy;
    const whose = { siteId, preset: recordsPreset, effectiveFrom, actor: actorOf(viewer), at: now };
    await savePolicyVersion(tx, { ...whose, id: newId(), name, params });
    const subject = { type: 'policy', id: `${siteId ?? 'company'}/${name}/${newest.version + 1}` };
    const act = { action: 'policy.change', siteId, subject, explanation: decision.explanation };
    const explanationId = await keepAct(tx, context, act);
    return done({ siteId, from: effectiveFrom.toISOString(), explanationId });
  });
};
