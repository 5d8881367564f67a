import { type CommandResult, demandStaff, done, keepAct, NotFound, refusedWith, runCommand } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { BareContext } from '@shouwen/subgraph';
import { fileLocksOf, lockFilesForAct, putFileLock } from '../archive/index.ts';
import { type Grant, grantsOfRequests, useOnce } from '../grants/index.ts';
import { recordsPolicyAt } from '../policies/index.ts';
import {
  type AccessRequest,
  answerUnknown,
  changeRequest,
  demandKnown,
  filesOf,
  lockRequest,
  requestReaderOf,
} from '../requests/index.ts';
import { decideLending, type LendingFacts, type LoanSigned } from './lending.decision.ts';
import { insertLoan, lastDaysOf, loansOfRequest, signLoans } from './loanStore.ts';

export type LendFiles = { readonly idempotencyKey: string; readonly requestId: string };
export type LoansDone = {
  readonly requestId: string;
  readonly loanIds: readonly string[];
  readonly explanationId: string;
};

/**
 * CR-4.04: the records specialist enters the files of an approved request in the loan register, which is the specialist's signature.
 * @throws NotFound for a request that the viewer may not know of, or does not lend at its site
 */
export const enterLoan = (context: BareContext, input: LendFiles) => lend(context, 'enter', input);

/** CR-4.04: the borrower signs, and has the papers from now on; the approval is used up. @throws NotFound */
export const signLoan = (context: BareContext, input: LendFiles) => lend(context, 'sign', input);

const lend = async (
  context: BareContext,
  act: LendingFacts['act'],
  { idempotencyKey, ...input }: LendFiles,
): Promise<CommandResult<LoansDone>> => {
  demandStaff(context.viewer);
  const { siteId } = await demandKnown(context, input.requestId);
  const lends = act === 'sign' || (await context.db.read((tx) => lendsAt(tx, context, siteId)));
  if (!lends) return answerUnknown(context, 'AccessRequest', input.requestId);
  const name = act === 'enter' ? 'enterLoan' : 'signLoan';
  return runCommand({ ...context, name, idempotencyKey, input }, async (tx) => {
    const request = await lockRequest(tx, input.requestId);
    if (!request) throw new NotFound();
    const [grant = null] = await grantsOfRequests(tx, [request.id]);
    const facts = await factsOf(tx, context, { act, request, grant });
    const decision = decideLending(facts);
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const subject = { type: 'AccessRequest', id: request.id };
    const kept = { action: `loan.${act}`, siteId: request.siteId, subject, explanation: decision.explanation };
    const explanationId = await keepAct(tx, context, kept);
    const [event] = decision.events;
    if (event?.type === 'LoanSigned') await sign(tx, context, { request, grant, event, explanationId });
    else await enter(tx, context, { request, grant, explanationId });
    const loans = await loansOfRequest(tx, request.id);
    return done({ requestId: request.id, loanIds: loans.map(({ id }) => id), explanationId });
  });
};

/** Whoever lends at the site does so for themselves, not in another's place. */
export const lendsAt = async (tx: Tx, context: BareContext, siteId: string): Promise<boolean> =>
  (await requestReaderOf(tx, context)).entitlements.some(
    (one) => one.step === 'lend' && one.forStaff === null && (one.siteId === null || one.siteId === siteId),
  );

type Asked = { readonly act: LendingFacts['act']; readonly request: AccessRequest; readonly grant: Grant | null };

const factsOf = async (tx: Tx, context: BareContext, { act, request, grant }: Asked): Promise<LendingFacts> => {
  const { now, viewer } = context;
  const { staffId: byId } = demandStaff(viewer);
  const borrowed = await lastDaysOf(tx, request.readerId);
  const ids = (await filesOf(tx, request.id)).map(({ fileId }) => fileId);
  const files = await lockFilesForAct(tx, ids);
  const locked = new Set((await fileLocksOf(tx, ids)).map(({ fileId }) => fileId));
  const loans = await loansOfRequest(tx, request.id);
  return {
    ...{ now, act, byId, request, grant, borrowed },
    entered: loans.some(({ signedAt }) => signedAt === null),
    files: files.map(({ fileId, state }) => ({ kept: state === 'kept', out: locked.has(fileId) })),
    policy: await recordsPolicyAt(tx, request.siteId, now),
  };
};

type Lending = { readonly request: AccessRequest; readonly grant: Grant | null; readonly explanationId: string };

const enter = async (tx: Tx, { now, newId, viewer }: BareContext, { request, grant, explanationId }: Lending) => {
  const { department, headless, siteId } = request;
  for (const { fileId } of await filesOf(tx, request.id)) {
    await insertLoan(tx, {
      ...{ id: newId(), requestId: request.id, fileId, siteId, borrowerId: request.readerId, department, headless },
      ...{ borrowerSiteId: request.fromSiteId, copies: request.copies ?? 1, enteredAt: now },
      ...{ enteredBy: demandStaff(viewer).staffId, validUntil: grant?.until ?? now, explanationId },
    });
  }
};

/** Of two who sign at once one takes the grant; the other finds it used when the request is free again. */
const sign = async (
  tx: Tx,
  { now }: BareContext,
  { request, grant, event, explanationId }: Lending & { readonly event: LoanSigned },
): Promise<void> => {
  if (grant === null || !(await useOnce(tx, grant.id, now))) throw new Error('the grant was in force a moment ago');
  const { lentOn, dueOn, headOn } = event;
  await signLoans(tx, { requestId: request.id, at: now, lentOn, dueOn, headOn, explanationId });
  for (const { id, fileId } of await loansOfRequest(tx, request.id)) {
    await putFileLock(tx, { fileId, reason: 'loan', ref: id, at: now });
  }
  await changeRequest(tx, request, { state: 'active' });
};
