import {
  type CommandResult,
  canSomewhere,
  demandStaff,
  done,
  Forbidden,
  keepAct,
  NotFound,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { siteDate } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { colleaguesAmong } from '../../colleagues/index.ts';
import { recordsPolicyAt } from '../../policies/index.ts';
import { levelsNow, unknown } from '../askedThings.ts';
import { type AccessRequest, partiesTo } from '../request.ts';
import { attachFile, changeRequest, filesOf, isRequesterOf, lockRequest } from '../requestStore.ts';
import type { RequestDone } from './draftRequest.ts';
import { hasOutsider } from './outsiderStore.ts';
import { decideSubmission, type RequestSubmitted } from './submitRequest.decision.ts';

export type SubmitRequest = { readonly idempotencyKey: string; readonly requestId: string };

/**
 * CR-4.01–CR-4.07: whoever drafted a request hands it in. Needs `request.submit` anywhere, still: a draft gives nobody a right.
 * @throws NotFound for a draft of somebody else
 */
export const submitRequest = async (
  context: BareContext,
  { idempotencyKey, ...input }: SubmitRequest,
): Promise<CommandResult<RequestDone>> => {
  demandStaff(context.viewer);
  if (!canSomewhere(context.viewer, 'request.submit')) throw new Forbidden('request.submit');
  await demandOwn(context, input.requestId);
  return runCommand({ ...context, name: 'submitRequest', idempotencyKey, input }, async (tx) => {
    const request = await lockRequest(tx, input.requestId);
    if (!request) throw new NotFound();
    const decision = decideSubmission(await factsOf(tx, context, request));
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const subject = { type: 'AccessRequest', id: request.id };
    const { explanation } = decision;
    const act = { action: 'request.submit', siteId: request.siteId, subject, explanation };
    const explanationId = await keepAct(tx, context, act);
    const [{ plan, nextStep, dueAt, escalateAt }] = decision.events as [RequestSubmitted];
    await changeRequest(tx, request, {
      ...{ state: 'submitted', plan, next_step: nextStep, submitted_at: context.now },
      ...{ due_at: dueAt, escalate_at: escalateAt, explanation_id: explanationId },
    });
    return done({ requestId: request.id, explanationId });
  });
};

/** @throws NotFound for a request that somebody else made */
export const demandOwn = async (context: BareContext, requestId: string): Promise<void> => {
  const { staffId } = demandStaff(context.viewer);
  const own = await context.db.read((tx) => isRequesterOf(tx, requestId, staffId));
  if (!own) await unknown(context, 'AccessRequest', requestId);
};

const factsOf = async (tx: Tx, { now }: BareContext, request: AccessRequest) => {
  const attached = await filesOf(tx, request.id);
  const files = await levelsNow(
    tx,
    attached.map(({ fileId }) => fileId),
  );
  for (const { fileId, classified } of files) {
    await attachFile(tx, { requestId: request.id, fileId, classified, by: request.requesterId, at: now });
  }
  const people = [...new Set(partiesTo(request))];
  const colleagues = (await colleaguesAmong(tx, people, siteDate(now))).length === people.length;
  const policy = await recordsPolicyAt(tx, request.siteId, now);
  return { now, request, files, colleagues, policy, hasOutsider: await hasOutsider(tx, request.id) };
};
