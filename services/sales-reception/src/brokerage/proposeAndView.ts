import { BadInput, type CommandResult, demandStaff, done, NotFound, refusedWith, runCommand } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type Refusal, reasoning, text } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { allListings } from '../brokers/index.ts';
import { keepAct } from '../keepAct.ts';
import { siteNow } from '../leasing/index.ts';
import { caseToHandle } from './caseToHandle.ts';
import { matchListings } from './match.decision.ts';
import type { CaseChanged } from './openCase.ts';
import type { Attribute, PipelineCase } from './pipeline.ts';
import {
  feedbackOf,
  insertPipelineViewing,
  insertProposal,
  lockViewing,
  proposalById,
  recordFeedback,
  workOf,
} from './pipelineStore.ts';
import { decideArrange, decideFeedback } from './viewing.decision.ts';

/** So many are proposed in a round; more would be no proposal. */
const roundSize = 10;

export type Propose = { readonly idempotencyKey: string; readonly caseId: string };

/** SR-11.01, SR-11.02: a round of proposals out of what is on the market now, after all that was viewed. Needs to own the stage. */
export const proposeListings = (
  context: BareContext,
  { idempotencyKey, caseId }: Propose,
): Promise<CommandResult<CaseChanged>> =>
  runCommand({ ...context, name: 'proposeListings', idempotencyKey, input: { caseId } }, async (tx) => {
    const { viewer, now } = context;
    const one = await caseToHandle(tx, viewer, caseId);
    if (!isOpenIn(one, ['matching', 'viewing'])) return refuse('NOT_THE_STAGE', now);
    const { siteId, intent } = one;
    const { policy } = await siteNow(tx, siteId, now);
    const listings = await allListings(tx, siteId, intent === 'buy' ? 'sale' : 'rent');
    const matches = matchListings({ now, needs: one, listings, feedback: await feedbackOf(tx, caseId) }, policy);
    if (matches.length === 0) return refuse('NOTHING_FITS', now);
    const round = (await workOf(tx, caseId)).rounds + 1;
    for (const [index, match] of matches.slice(0, roundSize).entries())
      await propose(tx, context, { one, round, rank: index + 1, match });
    const why = reasoning(now).under(policy).apply('SR-11.01').fact('round', round).fact('found', matches.length);
    const explanation = why.explain('proposed', text('已推荐房源。', 'Listings were proposed.'));
    const act = { action: 'proposeListings', siteId, subject: { type: 'pipeline-case', id: caseId }, explanation };
    return done({ caseId, explanationId: await keepAct(tx, context, act) });
  });

type OneMatch = { one: PipelineCase; round: number; rank: number; match: ReturnType<typeof matchListings>[number] };

const propose = async (tx: Tx, context: BareContext, { one, round, rank, match }: OneMatch): Promise<void> => {
  const { listing, score, explanation } = match;
  const proposalId = context.newId();
  const subject = { type: 'pipeline-proposal', id: proposalId };
  const explanationId = await keepAct(tx, context, {
    action: 'proposeListings',
    siteId: one.siteId,
    subject,
    explanation,
  });
  const { listingId, name, building, floor, layout, areaHundredths, orientation, amountFen, shortestMonths } = listing;
  const then = { listingId, name, building, floor, layout, areaHundredths, orientation, amountFen, shortestMonths };
  const { caseId } = one;
  await insertProposal(tx, {
    proposalId,
    caseId,
    listingId,
    proposedAt: context.now,
    round,
    rank,
    score,
    listing: then,
    explanationId,
  });
};

export type ArrangeViewing = {
  readonly idempotencyKey: string;
  readonly caseId: string;
  readonly proposalId: string;
  readonly ownerAgreedAt: Date;
  readonly viewingAt: Date;
};

/** SR-11.02: a viewing of something proposed, to which the owner of the unit agreed before. Needs to own the stage. */
export const arrangePipelineViewing = (
  context: BareContext,
  { idempotencyKey, ...input }: ArrangeViewing,
): Promise<CommandResult<CaseChanged>> =>
  runCommand({ ...context, name: 'arrangePipelineViewing', idempotencyKey, input }, async (tx) => {
    const { viewer, now, newId } = context;
    const { caseId, proposalId, ownerAgreedAt, viewingAt } = input;
    const one = await caseToHandle(tx, viewer, caseId);
    const proposal = await proposalById(tx, proposalId);
    if (!proposal || proposal.caseId !== caseId) throw new NotFound();
    const inViewingStage = isOpenIn(one, ['viewing']);
    const decision = decideArrange({ now, inViewingStage, ownerAgreedAt, viewingAt });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const viewingId = newId();
    const subject = { type: 'pipeline-viewing', id: viewingId };
    const { siteId } = one;
    const act = { action: 'arrangePipelineViewing', siteId, subject, explanation: decision.explanation };
    const explanationId = await keepAct(tx, context, act);
    const arrangedBy = demandStaff(viewer).staffId;
    await insertPipelineViewing(tx, {
      viewingId,
      caseId,
      proposalId,
      ownerAgreedAt,
      viewingAt,
      arrangedBy,
      explanationId,
    });
    return done({ caseId, explanationId });
  });

export type RecordViewing = {
  readonly idempotencyKey: string;
  readonly viewingId: string;
  readonly liked: boolean;
  readonly rejected: readonly Attribute[];
  readonly said: string;
};

/** SR-11.02: what the client said of it; the next proposals follow it. Needs to own the stage. */
export const recordPipelineFeedback = (
  context: BareContext,
  { idempotencyKey, ...input }: RecordViewing,
): Promise<CommandResult<CaseChanged>> => {
  if (input.said.trim() === '' || input.said.length > 2000)
    throw new BadInput(text('须记录看房反馈。', 'Say what the client said.'), 'said');
  return runCommand({ ...context, name: 'recordPipelineFeedback', idempotencyKey, input }, async (tx) => {
    const { viewer, now } = context;
    const { viewingId, liked, said } = input;
    const viewing = await lockViewing(tx, viewingId);
    if (!viewing) throw new NotFound();
    const { siteId, caseId } = await caseToHandle(tx, viewer, viewing.caseId);
    const recorded = viewing.recordedAt !== null;
    const decision = decideFeedback({ now, viewingAt: viewing.viewingAt, recorded });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const subject = { type: 'pipeline-viewing', id: viewingId };
    const act = { action: 'recordPipelineFeedback', siteId, subject, explanation: decision.explanation };
    const explanationId = await keepAct(tx, context, act);
    const rejected = [...new Set(input.rejected)];
    await recordFeedback(tx, viewingId, { at: now, liked, rejected, said, explanationId });
    return done({ caseId, explanationId });
  });
};

const isOpenIn = ({ state, stage, finishedAt }: PipelineCase, stages: readonly string[]): boolean =>
  state === 'open' && finishedAt === null && stages.includes(stage);

const messages = {
  NOT_THE_STAGE: text('该业务目前不在此阶段。', 'The case is not in this stage now.'),
  NOTHING_FITS: text('目前没有符合需求的房源。', 'Nothing on the market fits now.'),
} as const;

const refuse = (code: keyof typeof messages, now: Date): CommandResult<never> => {
  const refusal: Refusal = { code, rule: 'SR-11.01', message: messages[code] };
  return refusedWith(refusal, reasoning(now).apply('SR-11.01').explain('refused', messages[code]));
};
