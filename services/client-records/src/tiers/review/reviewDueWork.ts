import { actorOf, saveExplanation, systemViewer } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { addDays, siteDate } from '@shouwen/kernel';
import type { DueWork, DueWorkDeps } from '@shouwen/timers';
import { recordsPolicyAt } from '../../policies/index.ts';
import { factsOf } from '../facts/factQueries.ts';
import { companyWork } from '../facts/probationDueWork.ts';
import { proposeTier } from '../facts/proposeTier.decision.ts';
import { putIntoTiers, saveReasons } from '../spanStore.ts';
import { explainClosing, reviewDueOn } from './review.decision.ts';
import { yearBefore } from './reviewCalendar.ts';
import {
  closeReview,
  insertProposals,
  insertReview,
  markProposed,
  markSettled,
  nextPersons,
  takeProposalsToSettle,
  takeReviewToClose,
  takeReviewToPropose,
  takeReviewToSettle,
} from './reviewStore.ts';
import { effectiveOn } from './tierReview.ts';

type Deps = Pick<DueWorkDeps, 'newId'>;
const batch = 200;

const open = async (tx: Tx, _: Deps, now: Date): Promise<number> => {
  const review = reviewDueOn(siteDate(now), now, await recordsPolicyAt(tx, null, now));
  return review !== null && (await insertReview(tx, review)) ? 1 : 0;
};

/** CR-6.01: everybody gets a proposal, under the policy of the opening, so that no two clients are judged differently. */
const propose = async (tx: Tx, { newId }: Deps, now: Date): Promise<number> => {
  const review = await takeReviewToPropose(tx);
  if (review === null) return 0;
  const { year, openedOn, openedAt, doneThrough } = review;
  const clientIds = await nextPersons(tx, { openedOn, after: doneThrough, limit: batch });
  await markProposed(tx, year, clientIds.at(-1) ?? null);
  if (clientIds.length === 0) return 1;
  const policy = await recordsPolicyAt(tx, null, openedAt);
  const matureBy = addDays(openedOn, -policy.params['tier.paymentDays']);
  const facts = await factsOf(tx, { clientIds, ...yearBefore(openedOn), matureBy });
  const proposals = facts.map((one) => {
    const { tier: proposed, points, neverA, explanation } = proposeTier(one, now, policy);
    return {
      year,
      clientId: one.clientId,
      proposed,
      points,
      neverA,
      proposedAt: now,
      explanationId: newId(),
      explanation,
    };
  });
  await saveReasons(
    tx,
    proposals.map(({ explanationId: id, clientId, explanation }) => ({ id, clientId, explanation })),
  );
  await insertProposals(
    tx,
    proposals.map(({ explanation: _, ...row }) => row),
  );
  return clientIds.length;
};

/** CR-6.01: with the end of its last day the review is closed. */
const close = async (tx: Tx, { newId }: Deps, now: Date): Promise<number> => {
  const review = await takeReviewToClose(tx, siteDate(now));
  if (review === null) return 0;
  const { year } = review;
  const explanationId = newId();
  const subject = { type: 'TierReview', id: String(year) };
  await saveExplanation(tx, { id: explanationId, subject, siteId: null, explanation: explainClosing(review, now) });
  const closedBy = actorOf(systemViewer('client-records'));
  await closeReview(tx, { year, closedAt: now, closedBy, effectiveOn: effectiveOn(review), explanationId });
  return 1;
};

/** Writes down what a closed review decided, and tells of it; whoever reads meanwhile sees it already. */
const settle = async (tx: Tx, { newId }: Deps, now: Date): Promise<number> => {
  const review = await takeReviewToSettle(tx);
  if (review === null) return 0;
  const { year, validThrough, closedAt } = review;
  const decided = await takeProposalsToSettle(tx, year, { at: now, limit: batch });
  if (decided.length === 0) await markSettled(tx, year);
  const dates = { fromOn: effectiveOn(review), validThrough, decidedAt: closedAt ?? now };
  const spans = decided.map((one) => ({ ...one, ...dates, spanId: newId(), year, basis: 'review' as const }));
  await putIntoTiers(tx, spans, newId);
  return Math.max(1, decided.length);
};

/** CR-6.01: the yearly review opens, proposes, closes and holds by itself, each once however many replicas look. */
export const reviewDueWork: readonly DueWork[] = [
  companyWork('tiers.openReview', open),
  companyWork('tiers.propose', propose),
  companyWork('tiers.closeReview', close),
  companyWork('tiers.settleReview', settle),
];
