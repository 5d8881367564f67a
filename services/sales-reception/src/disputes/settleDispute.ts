import { type CommandResult, done, saveExplanation } from '@shouwen/access';
import { firstRefusal, type Requirement, reasoning, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { closeDispute } from './closeDispute.ts';
import {
  type Dispute,
  type DisputeRefusal,
  isSide,
  type Proposal,
  type RuledShare,
  sharesAddUp,
  stillOpen,
} from './dispute.ts';
import { proposalsOf } from './disputeQueries.ts';
import { answerProposal, insertProposal, withdrawPending } from './disputeStore.ts';
import { type InDispute, inDispute, refuseIn } from './inDispute.ts';
import type { DisputeDone } from './openDispute.ts';

export type ProposeSettlement = InDispute & { readonly shares: readonly RuledShare[] };
export type AgreeToSettlement = InDispute & { readonly proposalId: string };

type Acting = { readonly dispute: Dispute; readonly by: string };
const isAParty: Requirement<Acting, DisputeRefusal> = ({ dispute, by }) =>
  isSide(dispute, by)
    ? null
    : { code: 'NOT_A_PARTY', rule: 'SR-7.04', message: text('仅限争议双方。', 'Only the two sides settle.') };

/** SR-7.04: a side offers a split to the other; the latest offer is the one that counts. @throws NotFound */
export const proposeSettlement = (
  context: BareContext,
  input: ProposeSettlement,
): Promise<CommandResult<DisputeDone>> =>
  inDispute(context, { name: 'proposeSettlement', input }, async (tx, { dispute, by }) => {
    const { now: at, newId } = context;
    const { disputeId, siteId } = dispute;
    const { shares } = input;
    const facts = { dispute, by };
    const refusal = firstRefusal([isAParty, () => stillOpen(dispute), () => sharesAddUp(dispute, shares)], facts);
    if (refusal) return refuseIn(dispute, refusal, at);
    const explanationId = newId();
    const why = describe({ dispute, shares, at }).fact('offeredBy', by, at);
    const explanation = why.explain('OFFERED', text('已提出和解方案，待对方同意。', 'A settlement is offered.'));
    await saveExplanation(tx, { id: explanationId, subject: { type: 'Dispute', id: disputeId }, siteId, explanation });
    await withdrawPending(tx, { disputeId, kinds: ['settlement'], at });
    const answer = { answer: null, answeredBy: null, answeredAt: null, answerReason: null };
    const offered = { proposalId: newId(), disputeId, kind: 'settlement', proposedBy: by, proposedAt: at } as const;
    await insertProposal(tx, { ...offered, shares, reason: '', ...answer, explanationId });
    return done({ disputeId });
  });

/** SR-7.04: the other side agrees, by an act of its own, and the dispute is over. @throws NotFound */
export const agreeToSettlement = (
  context: BareContext,
  input: AgreeToSettlement,
): Promise<CommandResult<DisputeDone>> =>
  inDispute(context, { name: 'agreeToSettlement', input }, async (tx, { dispute, by }) => {
    const { now: at, newId } = context;
    const { disputeId } = dispute;
    const offers = await proposalsOf(tx, [disputeId]);
    const offer = offers.find(({ proposalId, kind }) => proposalId === input.proposalId && kind === 'settlement');
    const refusal = firstRefusal([isAParty, () => stillOpen(dispute), () => isOffered(offer, by)], { dispute, by });
    if (refusal || !offer) return refuseIn(dispute, refusal ?? nothingOffered, at);
    const { shares, proposalId } = offer;
    const why = describe({ dispute, shares, at }).fact('offeredBy', offer.proposedBy, offer.proposedAt);
    const explanation = why.fact('agreedBy', by, at).explain('SETTLED', settled);
    const outcome = { state: 'settled', shares, explanation, explanationId: newId() } as const;
    const answered = { answer: 'agreed', answeredBy: by, answeredAt: at, answerReason: null } as const;
    await answerProposal(tx, proposalId, { ...answered, explanationId: outcome.explanationId });
    await closeDispute(tx, context, { dispute, outcome });
    return done({ disputeId });
  });

const isOffered = (offer: Proposal | undefined, by: string): DisputeRefusal | null => {
  if (!offer || offer.answer !== null) return nothingOffered;
  if (offer.proposedBy !== by) return null;
  const message = text('和解须由对方同意。', 'It is for the other side to agree.');
  return { code: 'NEEDS_ANOTHER_PERSON', rule: 'SR-7.04', message };
};

const nothingOffered: DisputeRefusal = {
  code: 'NOTHING_TO_ANSWER',
  rule: 'SR-7.04',
  message: text('没有待同意的此项方案。', 'There is no such offer to agree to any more.'),
};

type Described = { readonly dispute: Dispute; readonly shares: readonly RuledShare[]; readonly at: Date };
const describe = ({ dispute, shares, at }: Described) => {
  const why = reasoning(at).apply('SR-7.04').fact('disputeOpenedAt', dispute.openedAt.toISOString(), dispute.openedAt);
  for (const { staffId, parts } of shares) why.fact(`share.${staffId}`, parts);
  return why;
};

const settled = text('双方和解，按约定分配。', 'The two sides settled and share as they agreed.');
