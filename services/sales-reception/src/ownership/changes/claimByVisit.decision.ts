import {
  type Accepted,
  accepted,
  type Reasoning,
  type RuleId,
  reasoning,
  siteDate,
  unreachable,
} from '@shouwen/kernel';
import type { Claim, ClaimEndReason, ClaimEvent } from '../claims/claim.ts';
import { ended, freshClaim, lapsedBy, opened } from '../claims/claimSteps.ts';
import { holdsAt, windowOfVisit } from '../claims/windows.ts';
import * as say from './claimByVisitTexts.ts';
import { changedSince, describe, type Flaw, flawOf, type VisitClaimFacts } from './visitClaimFacts.ts';
import { claimantOf } from './visitFacts.ts';

/** What became of the claim: `NONE` when the registration proves nothing, `KEPT` when somebody else's stands. */
export type VisitClaimOutcome = 'OPENED' | 'EXTENDED' | 'PENDING' | 'KEPT' | 'BUYER' | 'NONE';

/**
 * SR-2.01, SR-2.05, SR-3.05 to SR-3.09, SR-3.20: what the registration of a visit does to the ownership of the client. It is
 * never refused: a registration that proves nothing is still a line in the register, and the explanation says why.
 */
export const decideVisitClaim = (facts: VisitClaimFacts): Accepted<ClaimEvent> => {
  const why = reasoning(facts.registeredAt).under(facts.policy);
  describe(facts, why);
  const flaw = flawOf(facts);
  if (flaw) return without('NONE', flaw, why);
  const { standing } = facts;
  const changed = changedSince(facts);
  if (changed) return without('KEPT', changed, why);
  switch (standing.kind) {
    case 'NEW':
      return standing.unconfirmed ? afterUnconfirmed(facts, standing.unconfirmed, why) : asNew(facts, why);
    case 'LAPSED':
      return asNew(facts, why.apply(standing.rule, 'SR-1.23'));
    case 'OWNED':
      return afterClaim(facts, standing.claim, why);
    case 'BUYER':
      return standing.consultantId === null
        ? afterUnverified(facts, why.apply('SR-1.24'))
        : without('BUYER', { rule: 'SR-3.13', because: say.staysWithBuyersConsultant }, why);
    default:
      return unreachable(standing);
  }
};

const without = (outcome: VisitClaimOutcome, { rule, because }: Flaw, why: Reasoning): Accepted<ClaimEvent> =>
  accepted([], why.apply(rule).explain(outcome, because));

/** Nobody's client: becomes the client of the consultant for whom the visit is received. */
const asNew = (
  facts: VisitClaimFacts,
  why: Reasoning,
  before: readonly ClaimEvent[] = lapsedBy(facts.open, facts.visit.receivedAt, facts.zone),
): Accepted<ClaimEvent> => {
  const claim = newClaim(facts);
  why.apply('SR-2.01', 'SR-3.01');
  if (facts.policy.params['claim.proof'] === 'triple') why.apply('SR-3.06');
  const rules = claim.freshThrough === null ? (['SR-3.01'] as const) : (['SR-3.01', 'SR-3.02'] as const);
  if (claim.confirmation === 'awaited') why.apply('SR-2.02');
  return accepted([...before, opened(claim, rules)], why.explain('OPENED', say.ownedFromNow(claim.validThrough)));
};

const newClaim = ({ visit, policy, zone, newClaimId }: VisitClaimFacts): Claim => ({
  ...freshClaim({
    claimId: newClaimId,
    clientId: visit.clientId,
    siteId: visit.siteId,
    consultantId: claimantOf(visit),
    openedBy: 'visit',
    sourceId: visit.visitId,
    openedAt: visit.receivedAt,
    openedOn: siteDate(visit.receivedAt, zone),
    ...windowOfVisit(visit.receivedAt, policy.params, zone),
    confirmation: policy.params['registration.needsConfirmation'] ? 'awaited' : 'not-needed',
  }),
  sharing: visit.sharing ?? null,
});

const afterClaim = (facts: VisitClaimFacts, claim: Claim, why: Reasoning): Accepted<ClaimEvent> =>
  claim.openedBy === 'call' ? afterCall(facts, claim, why) : afterVisit(facts, claim, why);

/** SR-1.24: a buyer whose consultant cannot be verified is as new; a claim from before the deal is as little worth as the consultant. */
const afterUnverified = (facts: VisitClaimFacts, why: Reasoning): Accepted<ClaimEvent> => {
  const { open, visit, zone } = facts;
  return open && holdsAt(open, visit.receivedAt, zone) ? supersede(facts, open, 'SR-1.24', why) : asNew(facts, why);
};

/** SR-2.04, SR-3.20: a call is no proof; the caller is the answerer's only when received for the answerer. */
const afterCall = (facts: VisitClaimFacts, call: Claim, why: Reasoning): Accepted<ClaimEvent> => {
  const named = call.consultantId === claimantOf(facts.visit);
  const reason: ClaimEndReason = named ? 'visited' : 'received-as-new';
  const rule: RuleId = named ? 'SR-1.22' : 'SR-3.20';
  return asNew(facts, why.apply(rule), [endedBy(facts, call, { reason, rule })]);
};

const afterVisit = (facts: VisitClaimFacts, claim: Claim, why: Reasoning): Accepted<ClaimEvent> => {
  if (claim.consultantId === claimantOf(facts.visit)) return againWithOwner(facts, claim, why);
  if (facts.visit.forgotWhom)
    return supersede(facts, claim, 'SR-3.09', why.apply('SR-3.09').reject('SR-3.07', say.namedNobody));
  return twoRegistrations(facts, claim, why);
};

/** SR-3.05: a second visit received for the owner starts the windows again; a stand-in changes nothing (SR-3.08). */
const againWithOwner = (facts: VisitClaimFacts, claim: Claim, why: Reasoning): Accepted<ClaimEvent> => {
  const { visit, policy, zone } = facts;
  why.apply('SR-3.07');
  if (visit.actingFor !== null) why.apply('SR-3.08');
  if (policy.params['claim.secondVisit'] === 'changes-nothing')
    return accepted([], why.reject('SR-3.05', say.secondVisitChangesNothing).explain('KEPT', say.keepsOwner));
  why.apply('SR-3.05');
  if (policy.params['registration.needsConfirmation'])
    return accepted([], why.apply('SR-2.02').explain('PENDING', say.extendedWhenConfirmed));
  const window = windowOfVisit(visit.receivedAt, policy.params, zone);
  const extended: ClaimEvent = { type: 'ClaimExtended', claimId: claim.claimId, ...window, rules: ['SR-3.05'] };
  return accepted([extended], why.explain('EXTENDED', say.startsAgain(window.validThrough)));
};

/** SR-2.05: the earlier registration wins, unless on one and the same day the client's word decides. */
const twoRegistrations = (facts: VisitClaimFacts, claim: Claim, why: Reasoning): Accepted<ClaimEvent> => {
  const sameDay = claim.openedOn === siteDate(facts.visit.receivedAt, facts.zone);
  const decides = facts.policy.params['registration.sameDayConflict'] === 'client-decides';
  why
    .apply('SR-2.05')
    .fact('clientSays', facts.clientSays)
    .fact('earlierRegistration', claim.consultantId, claim.openedAt);
  if (sameDay && decides && facts.clientSays === claimantOf(facts.visit))
    return supersede(facts, claim, 'SR-2.05', why);
  return accepted([], why.explain('KEPT', say.earlierWins));
};

/** SR-2.02: what the manager has not confirmed proves nothing, but on its own day it is not late either. */
const afterUnconfirmed = (facts: VisitClaimFacts, claim: Claim, why: Reasoning): Accepted<ClaimEvent> => {
  if (claim.consultantId === claimantOf(facts.visit) || claim.openedOn === siteDate(facts.visit.receivedAt, facts.zone))
    return afterVisit(facts, claim, why);
  const over = endedBy(facts, claim, { reason: 'never-confirmed', rule: 'SR-2.02' });
  return asNew(facts, why.apply('SR-2.02'), [over]);
};

const supersede = (facts: VisitClaimFacts, claim: Claim, rule: RuleId, why: Reasoning): Accepted<ClaimEvent> =>
  asNew(facts, why, [endedBy(facts, claim, { reason: 'received-as-new', rule })]);

/** Ends an earlier claim at the moment the visit began. */
const endedBy = (
  { visit, zone }: VisitClaimFacts,
  claim: Claim,
  { reason, rule }: { readonly reason: ClaimEndReason; readonly rule: RuleId },
): ClaimEvent => ended(claim, { at: visit.receivedAt, reason, rules: [rule] }, zone);
