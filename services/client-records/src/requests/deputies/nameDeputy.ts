import { type CommandResult, demandStaff, done, keepAct, NotFound, refusedWith, runCommand } from '@shouwen/access';
import { reasoning, siteDate, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { colleaguesAmong, postsOf } from '../../colleagues/index.ts';
import { recordsPolicyAt } from '../../policies/index.ts';
import { entitlementsOf } from '../requestReader.ts';
import { endDeputyOf, insertDeputy } from './deputyStore.ts';
import { decideDeputy } from './nameDeputy.decision.ts';

export type NameDeputy = {
  readonly idempotencyKey: string;
  readonly deputyId: string;
  readonly from: string;
  readonly to: string;
};
export type DeputyDone = { readonly deputyRowId: string; readonly explanationId: string };

/** CR-4: an approver names who decides in the same place for a while. */
export const nameDeputy = async (
  context: BareContext,
  { idempotencyKey, ...input }: NameDeputy,
): Promise<CommandResult<DeputyDone>> => {
  const { staffId } = demandStaff(context.viewer);
  const { now, newId } = context;
  return runCommand({ ...context, name: 'nameDeputy', idempotencyKey, input }, async (tx) => {
    const entitlements = await entitlementsOf(tx, context);
    const policy = await recordsPolicyAt(tx, null, now);
    const works = (await colleaguesAmong(tx, [input.deputyId], input.from)).length === 1;
    const decision = decideDeputy({ ...input, now, staffId, entitlements, works, policy });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const id = newId();
    const subject = { type: 'RequestDeputy', id };
    const act = { action: 'request.nameDeputy', siteId: null, subject, explanation: decision.explanation };
    const explanationId = await keepAct(tx, context, act);
    const postIds = (await postsOf(tx, staffId, siteDate(now))).map(({ postId }) => postId);
    await insertDeputy(tx, {
      ...input,
      id,
      staffId,
      entitlements,
      postIds,
      namedAt: now,
      endedAt: null,
      explanationId,
    });
    return done({ deputyRowId: id, explanationId });
  });
};

export type EndDeputy = { readonly idempotencyKey: string; readonly deputyRowId: string };

/** Takes it back at once. @throws NotFound for one that is over, or of another approver */
export const endDeputy = async (
  context: BareContext,
  { idempotencyKey, ...input }: EndDeputy,
): Promise<CommandResult<DeputyDone>> => {
  const { staffId } = demandStaff(context.viewer);
  const { now } = context;
  const said = text('代审已终止。', 'Nobody decides in the approver’s place any more.');
  return runCommand({ ...context, name: 'endDeputy', idempotencyKey, input }, async (tx) => {
    if (!(await endDeputyOf(tx, { id: input.deputyRowId, staffId, at: now }))) throw new NotFound();
    const subject = { type: 'RequestDeputy', id: input.deputyRowId };
    const explanation = reasoning(now).apply('CR-4').explain('deputy-ended', said);
    const act = { action: 'request.endDeputy', siteId: null, subject, explanation };
    return done({ deputyRowId: input.deputyRowId, explanationId: await keepAct(tx, context, act) });
  });
};
