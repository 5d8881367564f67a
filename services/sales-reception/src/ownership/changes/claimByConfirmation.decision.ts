import {
  type Accepted,
  accepted,
  type PolicyVersion,
  type Reasoning,
  reasoning,
  siteDate,
  text,
} from '@shouwen/kernel';
import type { SalesPolicy } from '../../policies/index.ts';
import type { Claim, ClaimEvent } from '../claims/claim.ts';
import { freshClaim, opened } from '../claims/claimSteps.ts';
import { holdsAt, windowOfVisit } from '../claims/windows.ts';
import { claimantOf, type VisitFacts } from './visitFacts.ts';

export type ConfirmationFacts = {
  readonly visit: Pick<VisitFacts, 'visitId' | 'receivedAt' | 'receiverId' | 'actingFor'>;
  /** The client's claim whose row is still open, whatever the calendar says; null when there is none. */
  readonly claim: Claim | null;
  /** Without an open one: the claim that held when the visit was received and has run out since; null when there is none. */
  readonly runOut: Claim | null;
  readonly confirmedAt: Date;
  readonly zone: string;
  /** In force when the visit was received. */
  readonly policy: PolicyVersion<SalesPolicy>;
  readonly newClaimId: string;
};

/**
 * SR-2.02, SR-3.05: what the manager's confirmation of a registration does to the claim. The claim that the visit opened is proven
 * from now on; a second visit that was confirmed starts the windows of the claim again, counted from the visit.
 */
export const decideConfirmation = (facts: ConfirmationFacts): Accepted<ClaimEvent> => {
  const { visit, claim, confirmedAt, policy, zone } = facts;
  const why = reasoning(confirmedAt).under(policy).fact('visit', visit.visitId, visit.receivedAt).apply('SR-2.02');
  if (!policy.params['registration.needsConfirmation']) return accepted([], why.explain('NOTED', noted));
  if (!claim) return afterRunOut(facts, why);
  const events: ClaimEvent[] = [];
  if (claim.confirmation === 'awaited' && claim.sourceId === visit.visitId)
    events.push({ type: 'ClaimConfirmed', claimId: claim.claimId });
  if (isSecondVisit(facts, claim)) {
    const window = windowOfVisit(visit.receivedAt, policy.params, zone);
    events.push({ type: 'ClaimExtended', claimId: claim.claimId, ...window, rules: ['SR-3.05'] });
    why.apply('SR-3.05');
  }
  return accepted(events, why.explain(events.length > 0 ? 'PROVEN' : 'NOTED', events.length > 0 ? proven : noted));
};

/** A second visit on the claim's last evening, confirmed the next day: the claim had run out by then, and is opened again. */
const afterRunOut = (facts: ConfirmationFacts, why: Reasoning): Accepted<ClaimEvent> => {
  const { visit, runOut, confirmedAt, zone, policy, newClaimId } = facts;
  const byCalendar = runOut?.endReason === 'validity-over' || runOut?.endReason === 'freshness-over';
  if (!runOut || !byCalendar || !isSecondVisit(facts, runOut)) return accepted([], why.explain('NOTED', noted));
  const { clientId, siteId, consultantId } = runOut;
  const claim = freshClaim({
    claimId: newClaimId,
    clientId,
    siteId,
    consultantId,
    openedBy: 'visit',
    sourceId: visit.visitId,
    openedAt: confirmedAt,
    openedOn: siteDate(confirmedAt, zone),
    ...windowOfVisit(visit.receivedAt, policy.params, zone),
    confirmation: 'given',
  });
  return accepted([opened(claim, ['SR-3.05'])], why.apply('SR-3.05').explain('PROVEN', proven));
};

const isSecondVisit = ({ visit, policy, zone }: ConfirmationFacts, claim: Claim): boolean =>
  policy.params['claim.secondVisit'] === 'starts-again' &&
  visit.receivedAt > claim.windowFrom &&
  holdsAt(claim, visit.receivedAt, zone) &&
  (claim.consultantId === claimantOf(visit) || claim.sourceId === visit.visitId);

const proven = text('登记已确认，归属成立。', 'The registration is confirmed and proves the ownership.');
const noted = text('登记已确认，归属不变。', 'The registration is confirmed; the ownership is as it was.');
