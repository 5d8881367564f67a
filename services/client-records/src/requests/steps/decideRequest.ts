import {
  BadInput,
  type CommandResult,
  demandStaff,
  done,
  keepAct,
  NotFound,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import { acrossSites, type Tx } from '@shouwen/database';
import { siteDate, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { lockFilesForAct } from '../../archive/index.ts';
import { deskFor, postsOf } from '../../colleagues/index.ts';
import { cleanText, hasNumberInWords } from '../../contacts/index.ts';
import { insertGrant } from '../../grants/index.ts';
import { recordsPolicyAt } from '../../policies/index.ts';
import { traceRefusal } from '../../trace/index.ts';
import { levelsNow, unknown } from '../askedThings.ts';
import { deadlinesOf } from '../deadlines.ts';
import type { RequestDone } from '../form/draftRequest.ts';
import { type AccessRequest, type StepTaken, untilOf } from '../request.ts';
import { requestKinds } from '../requestKinds.ts';
import { requestsById } from '../requestQueries.ts';
import { requestReaderOf } from '../requestReader.ts';
import { changeRequest, filesOf, insertStep, lockRequest, stepsOf } from '../requestStore.ts';
import { decideStep, type StepDecided } from './decideStep.decision.ts';
import { replanned } from './replanned.ts';
import type { StepFacts } from './stepRules.ts';

export type DecideRequest = {
  readonly idempotencyKey: string;
  readonly requestId: string;
  readonly verdict: 'approved' | 'refused';
  readonly reason: string | null;
};

/** Who acts on a request has to know of it. @throws NotFound */
export const demandKnown = async (context: BareContext, requestId: string): Promise<AccessRequest> => {
  const [known] = await context.db.read(async (tx) =>
    requestsById(tx, await requestReaderOf(tx, context), [requestId]),
  );
  return known ?? unknown(context, 'AccessRequest', requestId);
};

/**
 * CR-4.01–CR-4.07: takes the next step of a request, as its approver or an approver's deputy. The last approval makes the grant.
 * @throws NotFound for a request the viewer may not know of
 */
export const decideRequest = async (
  context: BareContext,
  { idempotencyKey, ...asked }: DecideRequest,
): Promise<CommandResult<RequestDone>> => {
  const { staffId } = demandStaff(context.viewer);
  await demandKnown(context, asked.requestId);
  const input = { ...asked, reason: readReason(asked.reason) };
  const answer = await runCommand<RequestDone>(
    { ...context, name: 'decideRequest', idempotencyKey, input },
    async (tx) => {
      const request = await lockRequest(tx, input.requestId);
      if (!request) throw new NotFound();
      const facts = await factsOf(tx, context, { request, ...input, deciderId: staffId });
      const decision = decideStep(facts);
      if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
      const [decided] = decision.events as [StepDecided];
      const subject = { type: 'AccessRequest', id: request.id };
      const act = { action: `request.${decided.step}`, siteId: request.siteId, subject, reason: decided.verdict };
      const explanationId = await keepAct(tx, context, { ...act, explanation: decision.explanation });
      await keepStep(tx, context, { facts, decided, explanationId });
      return done({ requestId: request.id, explanationId });
    },
  );
  if (answer.outcome === 'refused' && attempts.includes(answer.refusal.code)) {
    const resource = { type: 'AccessRequest', id: input.requestId };
    await traceRefusal(context, { siteId: null, action: 'request.decide', resource, reason: answer.refusal.code });
  }
  return answer;
};

/** Whoever asked reads it, and it is kept in the clear. @throws BadInput for too many words, or numbers of persons among them */
export const readReason = (written: string | null): string | null => {
  if (written === null || written.trim() === '') return null;
  const clean = cleanText(written, 500);
  if (clean === null || hasNumberInWords(clean)) throw new BadInput(noReason, 'reason');
  return clean;
};

const noReason = text(
  '理由不超过500字，不得填写电话或证件号码。',
  'A reason has 500 characters at most, and no phone or identity number.',
);

/** Refusals of what somebody must not do, which are traced; the others are only too late or too little. */
const attempts: readonly string[] = ['NOT_APPROVER', 'OWN_REQUEST', 'ALREADY_DECIDED'];

type Asked = Pick<StepFacts, 'verdict' | 'reason' | 'deciderId'> & { readonly request: AccessRequest };

const factsOf = async (tx: Tx, context: BareContext, { request, ...asked }: Asked): Promise<StepFacts> => {
  const { now } = context;
  const [taken, attached] = [await stepsOf(tx, request.id), await filesOf(tx, request.id)];
  const fileIds = attached.map(({ fileId }) => fileId);
  // Nobody raises one of them between the last approval and its grant.
  await lockFilesForAct(tx, fileIds);
  const levels = await levelsNow(tx, fileIds);
  const policy = await recordsPolicyAt(tx, request.siteId, request.submittedAt ?? now);
  const { entitlements } = await requestReaderOf(tx, context);
  const classified = levels.some((file) => file.classified) || attached.some((file) => file.classified);
  const planned = replanned(request, { classified, viewApprover: policy.params['view.approver'] });
  const named =
    levels.length > 0 ||
    request.scope !== null ||
    (request.clientId !== null && (request.fields.length > 0 || request.showsClient));
  return { ...asked, now, request: planned, taken, attached: named, entitlements, policy };
};

type Decided = { readonly facts: StepFacts; readonly decided: StepDecided; readonly explanationId: string };

const keepStep = async (tx: Tx, context: BareContext, { facts, decided, explanationId }: Decided): Promise<void> => {
  const { now, newId } = context;
  const { request, deciderId, reason } = facts;
  const { step, verdict, forStaff, state, nextStep } = decided;
  const taken: StepTaken = { step, verdict, by: deciderId, forStaff, at: now, reason, explanationId };
  await insertStep(tx, { ...taken, id: newId(), requestId: request.id });
  const policy = await recordsPolicyAt(tx, request.siteId, now);
  const deadlines = nextStep === null ? null : deadlinesOf(nextStep, now, policy.params);
  await changeRequest(tx, request, {
    ...{ state, next_step: nextStep, plan: request.plan, reminded_at: null, escalated_at: null },
    ...{ due_at: deadlines?.dueAt ?? null, escalate_at: deadlines?.escalateAt ?? null },
  });
  if (decided.grants) await grant(tx, context, facts);
};

/** What was approved, and no more: to this reader, for these files and fields, until then. */
const grant = async (tx: Tx, { now, newId }: BareContext, facts: StepFacts): Promise<void> => {
  const { request, policy } = facts;
  const { acts, oneTime, fields, plan } = requestKinds[request.kind];
  const forClassified = plan({ classified: true, viewApprover: policy.params['view.approver'] });
  const staffId = request.carrierId ?? request.readerId;
  // Whoever approves need not see the reader's site.
  const posts = await acrossSites(tx, () => postsOf(tx, staffId, siteDate(now)));
  const desk = deskFor(posts, request.siteId);
  const files = await filesOf(tx, request.id);
  await insertGrant(tx, {
    ...{ id: newId(), requestId: request.id, siteId: request.siteId, readerSiteId: desk?.siteId ?? null, staffId },
    ...{ clientId: request.clientId, acts, oneTime, fileIds: files.map(({ fileId }) => fileId) },
    ...{ fields: fields ? request.fields : [], showsClient: fields && request.showsClient, pages: request.pages },
    ...{ from: now, until: untilOf(request) ?? now },
    coversClassified: forClassified.every((step) => request.plan.includes(step)),
  });
};
