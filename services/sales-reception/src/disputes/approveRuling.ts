import { appendAudit, type CommandResult, demand, done, explanationsOf, saveExplanation } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type Explanation, firstRefusal, type Requirement, reasoning, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { closeDispute } from './closeDispute.ts';
import { type Dispute, type DisputeRefusal, disputeRefusal, isSide, type Proposal, stillOpen } from './dispute.ts';
import { proposalsOf } from './disputeQueries.ts';
import { answerProposal, changeDispute } from './disputeStore.ts';
import { type Acting, type InDispute, inDispute, refuseIn } from './inDispute.ts';
import type { DisputeDone } from './openDispute.ts';

export type ApproveRuling = InDispute & {
  readonly proposalId: string;
  readonly approved: boolean;
  /** Why not; needed for a rejection. */
  readonly reason: string | null;
};

type ApprovalFacts = Acting & Pick<ApproveRuling, 'approved' | 'reason'> & { readonly proposal: Proposal | null };

/** SR-7.04: another person than who proposed it, and no side; a rejection says why. */
export const approvalRequirements: readonly Requirement<ApprovalFacts, DisputeRefusal>[] = [
  ({ dispute, by }) =>
    isSide(dispute, by) ? disputeRefusal('PARTY_CANNOT_RULE', '当事人不得审批。', 'A side does not approve.') : null,
  ({ dispute }) => stillOpen(dispute),
  ({ proposal }) =>
    proposal?.answer === null
      ? null
      : disputeRefusal(
          'NOTHING_TO_ANSWER',
          '没有待审批的此项意见。',
          'There is no such proposal to decide on any more.',
        ),
  ({ proposal, by }) =>
    proposal?.proposedBy === by
      ? disputeRefusal('NEEDS_ANOTHER_PERSON', '提出意见者不得自行审批。', 'Another person than the proposer approves.')
      : null,
  ({ approved, reason }) =>
    (approved || (reason ?? '').trim() !== '') && (reason ?? '').length <= 2000
      ? null
      : disputeRefusal(
          'BAD_INPUT',
          '不予批准须说明理由，不超过2000字。',
          'A rejection says why, in at most 2000 characters.',
        ),
];

/** SR-7.04: the sales director approves the split, and it is final; or rejects it, and the manager proposes anew. @throws NotFound */
export const approveRuling = (context: BareContext, input: ApproveRuling): Promise<CommandResult<DisputeDone>> =>
  inDispute(context, { name: 'approveRuling', input }, async (tx, acting) => {
    const { dispute, by } = acting;
    const { disputeId, siteId } = dispute;
    demand(context.viewer, 'dispute.approve', siteId);
    const put = await proposalsOf(tx, [disputeId]);
    const proposal = put.find(({ proposalId, kind }) => proposalId === input.proposalId && kind === 'ruling') ?? null;
    const { approved, reason } = input;
    const refusal = firstRefusal(approvalRequirements, { dispute, by, approved, reason, proposal });
    if (refusal || !proposal) return refuseIn(dispute, refusal ?? missing, context.now);
    const explanation = await explain(tx, context, { proposal, approved, by });
    const explanationId = context.newId();
    const answered = { answeredBy: by, answeredAt: context.now, answerReason: reason, explanationId };
    await answerProposal(tx, proposal.proposalId, { ...answered, answer: approved ? 'approved' : 'rejected' });
    const { shares } = proposal;
    if (approved)
      await closeDispute(tx, context, { dispute, outcome: { state: 'ruled', shares, explanation, explanationId } });
    else await openAgain(tx, context, { dispute, explanation, explanationId });
    return done({ disputeId });
  });

type Rejected = { readonly dispute: Dispute; readonly explanation: Explanation; readonly explanationId: string };

const openAgain = async (
  tx: Tx,
  { viewer, now: at }: BareContext,
  { dispute, explanation, explanationId }: Rejected,
): Promise<void> => {
  const { disputeId, siteId } = dispute;
  const resource = { type: 'Dispute', id: disputeId };
  await saveExplanation(tx, { id: explanationId, subject: resource, siteId, explanation });
  await changeDispute(tx, dispute, { state: 'open', shares: null, closedAt: null, claimId: null, explanationId });
  await appendAudit(tx, { at, actor: viewer, siteId, action: 'dispute.reject', resource, decision: 'allowed' });
};

type Answered = { readonly proposal: Proposal; readonly approved: boolean; readonly by: string };

/** What the manager went by is part of why the director's word holds. */
const explain = async (tx: Tx, { now }: BareContext, { proposal, approved, by }: Answered): Promise<Explanation> => {
  const proposed = (await explanationsOf(tx, [proposal.explanationId])).get(proposal.explanationId)?.explanation;
  const why = reasoning(now).apply('SR-7.04', ...(proposed?.applied ?? []));
  for (const { name, value, at } of proposed?.facts ?? []) why.fact(name, value, at);
  for (const { rule, because } of proposed?.rejected ?? []) why.reject(rule, because);
  for (const policy of proposed?.policies ?? []) why.under(policy);
  why.fact(approved ? 'approvedBy' : 'rejectedBy', by, now);
  return approved ? why.explain('RULED', approvedText) : why.explain('REJECTED', rejectedText);
};

const missing = disputeRefusal('NOTHING_TO_ANSWER', '没有待审批的此项意见。', 'There is no such proposal.');
const approvedText = text('销售总监已审批，裁定为终局。', 'The sales director approved it; the ruling is final.');
const rejectedText = text(
  '销售总监未批准，由经理另行提出。',
  'The sales director did not approve; the manager proposes anew.',
);
