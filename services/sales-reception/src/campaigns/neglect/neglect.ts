import {
  appendAudit,
  type CommandResult,
  can,
  demand,
  demandStaff,
  done,
  NotFound,
  refusedWith,
  runCommand,
  saveExplanation,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type Decision, type Explanation, policyAt, type Refusal, reasoning, siteDate, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { lockClient, standingFor, transferClaim } from '../../ownership/index.ts';
import { sitePoliciesOf } from '../../policies/index.ts';
import { clientsKnown, consultantsOf } from '../../projections/index.ts';
import { demandDepartment } from '../department.ts';
import { decideNeglect, type NeglectFound, type NeglectRefusal } from './neglected.decision.ts';
import { careFor, findReport, insertReport, markChanged } from './neglectStore.ts';

type OfClient = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly note: string;
};
export type InviteNeglected = OfClient & { readonly department: string };
export type ReassignNeglected = OfClient & { readonly to: string };
export type ChangeRecord = { readonly idempotencyKey: string; readonly reportId: string };
export type Invited = { readonly reportId: string; readonly clientId: string; readonly explanationId: string };
export type Moved = { readonly clientId: string; readonly explanationId: string };

/** SR-3.19: another department invites a neglected client and reports it in the same act. Needs `followUp.record` at the site. */
export const inviteNeglected = (
  context: BareContext,
  { idempotencyKey, ...input }: InviteNeglected,
): Promise<CommandResult<Invited>> => {
  const { siteId, clientId, department, note } = input;
  demand(context.viewer, 'followUp.record', siteId);
  demandDepartment(department);
  return runCommand({ ...context, name: 'inviteNeglected', idempotencyKey, input }, async (tx) => {
    const { viewer, now: at, newId } = context;
    const { staffId: inviterId } = demandStaff(viewer);
    const decision = await judge(tx, { siteId, clientId, note, inviterId, at });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, shownToOthers(decision.refusal, at));
    const [{ ownerId }] = decision.events as [NeglectFound];
    const [reportId, explanationId] = [newId(), newId()];
    const resource = { type: 'Client', id: clientId };
    await saveExplanation(tx, { id: explanationId, subject: resource, siteId, explanation: decision.explanation });
    const report = { reportId, siteId, clientId, department, inviterId, ownerId, reportedAt: at, explanationId };
    await insertReport(tx, { ...report, changedAt: null });
    await appendAudit(tx, {
      at,
      actor: viewer,
      siteId,
      action: 'client.inviteNeglected',
      resource,
      decision: 'allowed',
    });
    return done({ reportId, clientId, explanationId });
  });
};

/** SR-3.19: the client-resources director has the record changed. Needs `claim.manage` at the site. @throws NotFound */
export const changeNeglectedRecord = (context: BareContext, input: ChangeRecord): Promise<CommandResult<Moved>> =>
  runCommand(
    { ...context, name: 'changeNeglectedRecord', ...input, input: { reportId: input.reportId } },
    async (tx) => {
      const { viewer, now: at } = context;
      const report = await findReport(tx, input.reportId);
      if (!report || !can(viewer, 'claim.manage', report.siteId)) throw new NotFound();
      const { siteId, clientId, inviterId: to, reportId, reportedAt } = report;
      await lockClient(tx, report);
      const standing = await standingFor(tx, { siteId, clientId, now: at });
      const why = reasoning(at)
        .apply('SR-3.19')
        .fact('reportedAt', reportedAt.toISOString(), reportedAt)
        .fact('inviter', to);
      if (demandStaff(viewer).staffId === to)
        return refusedWith(notForOneself, why.explain('REFUSED', notForOneself.message));
      const stillTheirs = standing.kind === 'OWNED' && standing.claim.consultantId === report.ownerId;
      const isDone = (await findReport(tx, reportId))?.changedAt !== null;
      if (isDone || !stillTheirs) return refusedWith(nothingToChange, why.explain('REFUSED', nothingToChange.message));
      const explanationId = await move(tx, context, { siteId, clientId, to, sourceId: reportId, why });
      await markChanged(tx, reportId, { at, explanationId });
      return done({ clientId, explanationId });
    },
  );

/** SR-3.19: or the company reassigns a neglected client. Needs `claim.manage` at the site. */
export const reassignNeglected = (
  context: BareContext,
  { idempotencyKey, ...input }: ReassignNeglected,
): Promise<CommandResult<Moved>> => {
  const { siteId, clientId, to, note } = input;
  demand(context.viewer, 'claim.manage', siteId);
  return runCommand({ ...context, name: 'reassignNeglected', idempotencyKey, input }, async (tx) => {
    const { viewer, now: at, newId } = context;
    if (demandStaff(viewer).staffId === to)
      return refusedWith(notForOneself, reasoning(at).apply('SR-3.19').explain('REFUSED', notForOneself.message));
    const decision = await judge(tx, { siteId, clientId, note, inviterId: to, at });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const why = reasoning(at).apply('SR-3.19');
    for (const { name, value, at: since } of decision.explanation.facts) why.fact(name, value, since);
    for (const policy of decision.explanation.policies) why.under(policy);
    const explanationId = await move(tx, context, { siteId, clientId, to, sourceId: newId(), why });
    return done({ clientId, explanationId });
  });
};

type Asked = {
  readonly siteId: string;
  readonly clientId: string;
  readonly note: string;
  readonly inviterId: string;
  readonly at: Date;
};

const judge = async (tx: Tx, asked: Asked): Promise<Decision<NeglectFound, NeglectRefusal | typeof unknownClient>> => {
  const { siteId, clientId, note, inviterId, at } = asked;
  if (await clientsKnown(tx, [clientId])) {
    return {
      outcome: 'refused',
      refusal: unknownClient,
      explanation: reasoning(at).explain('REFUSED', unknownClient.message),
    };
  }
  await lockClient(tx, asked);
  const { zone, versions } = await sitePoliciesOf(tx, siteId);
  const today = siteDate(at, zone);
  const standing = await standingFor(tx, { siteId, clientId, now: at });
  const claim = standing.kind === 'OWNED' && standing.claim.openedBy === 'visit' ? standing.claim : null;
  const owner = claim && { staffId: claim.consultantId, since: claim.openedOn };
  const care = owner && (await careFor(tx, { siteId, clientId, ownerId: owner.staffId, zone }));
  return decideNeglect({
    ...{ invitedAt: at, today, inviterId, note, owner, policy: policyAt(versions, at) },
    lastCame: care?.lastCame ?? null,
    lastVisited: care?.lastVisited ?? null,
    consultants: await consultantsOf(tx, siteId, today),
  });
};

type Move = {
  readonly siteId: string;
  readonly clientId: string;
  readonly to: string;
  readonly sourceId: string;
  readonly why: ReturnType<typeof reasoning>;
};

const move = async (
  tx: Tx,
  { viewer, now: at, newId }: BareContext,
  { siteId, clientId, to, sourceId, why }: Move,
): Promise<string> => {
  const explanation = why.fact('to', to).explain('MOVED', text('客户记录已变更。', 'The client’s record is changed.'));
  const decided = { reason: 'transferred', rules: ['SR-3.19'], explanation, window: 'anew', sharing: null } as const;
  const { explanationId } = await transferClaim(tx, { siteId, clientId, to, sourceId, ...decided, at, newId });
  const resource = { type: 'Client', id: clientId };
  await appendAudit(tx, { at, actor: viewer, siteId, action: 'client.reassign', resource, decision: 'allowed' });
  return explanationId;
};

const unknownClient = {
  code: 'CLIENT_UNKNOWN',
  rule: null,
  message: text('尚未获知此客户，请稍后重试。', 'Nobody has told us of this client yet; try again in a moment.'),
  retryable: true,
} as const;
const notForOneself = {
  code: 'NEEDS_ANOTHER_PERSON',
  rule: 'SR-3.19',
  message: text(
    '客户不得变更给本人，须由他人办理。',
    'Nobody moves a client to themselves: somebody else has to do it.',
  ),
} as const;
const nothingToChange = {
  code: 'NOBODYS_CLIENT',
  rule: 'SR-3.19',
  message: text(
    '该客户已不归原置业顾问，无须变更。',
    'The client is not that owner’s any more; there is nothing to change.',
  ),
} as const;
/** SR-2.06: a colleague learns that the client may not be invited, not whose it is and what was done for them. */
const shownToOthers = ({ rule, message }: Refusal, at: Date): Explanation =>
  reasoning(at)
    .apply(...(rule === null ? [] : [rule]))
    .explain('REFUSED', message);
