import { type Accepted, accepted, type PolicyVersion, reasoning, text } from '@shouwen/kernel';
import type { SalesPolicy } from '../policies/index.ts';
import type { Claim, ClaimEvent } from './claim.ts';
import { claimantOf, type VisitFacts } from './visitFacts.ts';
import { holdsAt, windowOfVisit } from './windows.ts';

export type ConfirmationFacts = {
  readonly visit: Pick<VisitFacts, 'visitId' | 'receivedAt' | 'receiverId' | 'actingFor'>;
  /** The client's claim whose row is still open, whatever the calendar says; null when there is none. */
  readonly claim: Claim | null;
  readonly confirmedAt: Date;
  readonly zone: string;
  /** In force when the visit was received. */
  readonly policy: PolicyVersion<SalesPolicy>;
};

/**
 * SR-2.02, SR-3.05: what the manager's confirmation of a registration does to the claim. The claim that the visit opened is proven
 * from now on; a second visit that was confirmed starts the windows of the claim again, counted from the visit.
 */
export const decideConfirmation = (facts: ConfirmationFacts): Accepted<ClaimEvent> => {
  const { visit, claim, confirmedAt, policy, zone } = facts;
  const why = reasoning(confirmedAt).under(policy).fact('visit', visit.visitId, visit.receivedAt).apply('SR-2.02');
  if (!claim || !policy.params['registration.needsConfirmation']) return accepted([], why.explain('NOTED', noted));
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

const isSecondVisit = ({ visit, policy, zone }: ConfirmationFacts, claim: Claim): boolean =>
  policy.params['claim.secondVisit'] === 'starts-again' &&
  visit.receivedAt > claim.windowFrom &&
  holdsAt(claim, visit.receivedAt, zone) &&
  (claim.consultantId === claimantOf(visit) || claim.sourceId === visit.visitId);

const proven = text('登记已确认，归属成立。', 'The registration is confirmed and proves the ownership.');
const noted = text('登记已确认，归属不变。', 'The registration is confirmed; the ownership is as it was.');
