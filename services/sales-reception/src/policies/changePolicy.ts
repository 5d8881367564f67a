import {
  actorOf,
  appendAudit,
  type CommandResult,
  demand,
  done,
  NotFound,
  refusedWith,
  runCommand,
  type Viewer,
} from '@shouwen/access';
import type { Database, Tx } from '@shouwen/database';
import type { Overrides } from '@shouwen/kernel';
import { decideChangePolicy } from './changePolicy.decision.ts';
import { findSitePolicies, insertVersion } from './policyStore.ts';

export type ChangePolicy = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly effectiveFrom: Date;
  readonly overrides: Overrides;
};

export type PolicyContext = {
  readonly db: Database;
  readonly viewer: Viewer;
  readonly now: Date;
  readonly newId: () => string;
};

/** Puts a further version of a site's policy in force. @throws NotFound for a site that the viewer may not know of */
export const changePolicy = (
  context: PolicyContext,
  input: ChangePolicy,
): Promise<CommandResult<{ version: number }>> =>
  runCommand({ ...context, name: 'changePolicy', idempotencyKey: input.idempotencyKey, input }, (tx) =>
    changeIn(tx, context, input),
  );

const changeIn = async (
  tx: Tx,
  { viewer, now, newId }: PolicyContext,
  { siteId, effectiveFrom, overrides }: ChangePolicy,
): Promise<CommandResult<{ version: number }>> => {
  demand(viewer, 'policy.change', siteId);
  const newest = (await findSitePolicies(tx, siteId))?.versions.at(-1);
  if (!newest) throw new NotFound();
  const decision = decideChangePolicy({ at: now, effectiveFrom, newest, overrides });
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const [{ params }] = decision.events as [(typeof decision.events)[number]];
  const version = {
    id: newId(),
    siteId,
    preset: newest.preset,
    effectiveFrom,
    params,
    actor: actorOf(viewer),
    at: now,
  };
  const saved = await insertVersion(tx, version);
  const resource = { type: 'policy', id: `${siteId}/${saved.version}` };
  await appendAudit(tx, { at: now, actor: viewer, siteId, action: 'policy.change', resource, decision: 'allowed' });
  return done({ version: saved.version });
};
