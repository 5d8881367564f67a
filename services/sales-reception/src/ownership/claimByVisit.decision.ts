import {
  type Accepted,
  accepted,
  type PolicyVersion,
  type Reasoning,
  type RuleId,
  reasoning,
  siteDate,
  type Text,
  unreachable,
} from '@shouwen/kernel';
import type { SalesPolicy } from '../policies/index.ts';
import type { Claim, ClaimEndReason, ClaimEvent, Standing } from './claim.ts';
import * as say from './claimByVisitTexts.ts';
import { ended, lapsed, opened } from './claimSteps.ts';
import { claimantOf, type VisitFacts } from './visitFacts.ts';
import { windowOfVisit } from './windows.ts';

export type VisitClaimFacts = {
  readonly visit: VisitFacts;
  /** Whose client it was at the moment the visit began. */
  readonly standing: Standing;
  readonly registeredAt: Date;
  /** A claim on the client that was opened between the visit and its registration (SR-2.05); null usually. */
  readonly openedSince: Claim | null;
  /** The line in the public register, which the desk keeps, is there too (SR-3.06). */
  readonly inPublicRegister: boolean;
  /** When two consultants registered the client on one day: whom the client names (SR-2.05). */
  readonly clientSays: string | null;
  readonly zone: string;
  /** In force when the visit was received. */
  readonly policy: PolicyVersion<SalesPolicy>;
  readonly newClaimId: string;
};

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
  const { standing, openedSince } = facts;
  if (openedSince) return without('KEPT', { rule: 'SR-2.05', because: say.earlierWins }, why);
  switch (standing.kind) {
    case 'NEW':
      return standing.unconfirmed ? afterUnconfirmed(facts, standing.unconfirmed, why) : asNew(facts, [], why);
    case 'LAPSED':
      return asNew(facts, lapsed(standing.claim, facts.zone), why.apply(standing.rule, 'SR-1.23'));
    case 'OWNED':
      return standing.claim.openedBy === 'call'
        ? afterCall(facts, standing.claim, why)
        : afterVisit(facts, standing.claim, why);
    case 'BUYER':
      return standing.consultantId === null
        ? asNew(facts, [], why.apply('SR-1.24'))
        : without('BUYER', { rule: 'SR-3.13', because: say.staysWithBuyersConsultant }, why);
    default:
      return unreachable(standing);
  }
};

type Flaw = { readonly rule: RuleId; readonly because: Text };

const describe = ({ visit, inPublicRegister, registeredAt }: VisitClaimFacts, why: Reasoning): void => {
  why.fact('receiver', visit.receiverId, visit.receivedAt).fact('actingFor', visit.actingFor);
  why.fact('registeredAt', registeredAt.toISOString(), registeredAt).fact('inPublicRegister', inPublicRegister);
  if (visit.forgotWhom) why.fact('forgotWhom', true);
};

const flawOf = ({ visit, registeredAt, zone, policy, inPublicRegister }: VisitClaimFacts): Flaw | null => {
  if (visit.kind === 'trade') return { rule: 'SR-1.25', because: say.noClient };
  if (visit.kind === 'tour-group') return { rule: 'SR-1.26', because: say.noClient };
  if (siteDate(registeredAt, zone) !== siteDate(visit.receivedAt, zone))
    return { rule: 'SR-2.01', because: say.tooLate };
  if (policy.params['claim.proof'] === 'triple' && !inPublicRegister)
    return { rule: 'SR-3.06', because: say.notInRegister };
  return null;
};

const without = (outcome: VisitClaimOutcome, { rule, because }: Flaw, why: Reasoning): Accepted<ClaimEvent> =>
  accepted([], why.apply(rule).explain(outcome, because));

/** Nobody's client: becomes the client of the consultant for whom the visit is received. */
const asNew = (facts: VisitClaimFacts, before: readonly ClaimEvent[], why: Reasoning): Accepted<ClaimEvent> => {
  const claim = newClaim(facts);
  why.apply('SR-2.01', 'SR-3.01');
  if (facts.policy.params['claim.proof'] === 'triple') why.apply('SR-3.06');
  const rules = claim.freshThrough === null ? (['SR-3.01'] as const) : (['SR-3.01', 'SR-3.02'] as const);
  if (claim.confirmation === 'awaited') why.apply('SR-2.02');
  return accepted([...before, opened(claim, rules)], why.explain('OPENED', say.ownedFromNow(claim.validThrough)));
};

const newClaim = ({ visit, policy, zone, newClaimId }: VisitClaimFacts): Claim => ({
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
  status: 'open',
  sharedWith: null,
  sharedRule: null,
  endedAt: null,
  endedOn: null,
  endReason: null,
});

/** SR-2.04, SR-3.20: a call is no proof; the caller is the answerer's only when received for the answerer. */
const afterCall = (facts: VisitClaimFacts, call: Claim, why: Reasoning): Accepted<ClaimEvent> => {
  const named = call.consultantId === claimantOf(facts.visit);
  const reason: ClaimEndReason = named ? 'visited' : 'received-as-new';
  const rule: RuleId = named ? 'SR-1.22' : 'SR-3.20';
  return asNew(
    facts,
    [ended(call, { at: facts.visit.receivedAt, reason, rules: [rule] }, facts.zone)],
    why.apply(rule),
  );
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
  const over = ended(claim, { at: facts.visit.receivedAt, reason: 'never-confirmed', rules: ['SR-2.02'] }, facts.zone);
  return asNew(facts, [over], why.apply('SR-2.02'));
};

const supersede = (facts: VisitClaimFacts, claim: Claim, rule: RuleId, why: Reasoning): Accepted<ClaimEvent> =>
  asNew(
    facts,
    [ended(claim, { at: facts.visit.receivedAt, reason: 'received-as-new', rules: [rule] }, facts.zone)],
    why,
  );
