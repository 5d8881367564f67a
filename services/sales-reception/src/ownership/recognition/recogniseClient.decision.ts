import {
  accepted,
  type Decision,
  minutesAfter,
  type Reasoning,
  type RuleId,
  reasoning,
  siteDate,
} from '@shouwen/kernel';
import type { Claim, ClaimEvent, Purchase, Sharing } from '../claims/claim.ts';
import { ended, opened } from '../claims/claimSteps.ts';
import { monthsWindowEnd, windowOfVisit } from '../claims/windows.ts';
import { byAcquaintance } from './acquaintance.decision.ts';
import * as say from './recogniseClientTexts.ts';
import { dealOfReception, originalOf, type RecognitionFacts } from './recognitionFacts.ts';
import { type RecognitionRefusal, refuse } from './refuseRecognition.ts';

/** What happens to claims, or, before the receiver has registered the visit, to the deal itself. */
export type RecognitionEvent =
  | ClaimEvent
  | { readonly type: 'DealDivided'; readonly dealId: string; readonly sharing: Sharing };

/**
 * SR-3.10 to SR-3.12, SR-3.16, SR-3.20: the consultant from before recognises a client whom another received as new. In time: the client
 * goes back; later: the deal is shared or nothing changes, as the policy has it. Late and without effect is a refusal.
 */
export const decideRecognition = (facts: RecognitionFacts): Decision<RecognitionEvent, RecognitionRefusal> => {
  const { visit, recognisedBy, recognisedAt, policy } = facts;
  const why = reasoning(recognisedAt).under(policy);
  why.fact('receptionBegan', visit.receivedAt.toISOString(), visit.receivedAt).fact('receiver', visit.receiverId);
  why.fact('recognisedBy', recognisedBy, recognisedAt).fact('namedAndAnswered', facts.namedAndAnswered);
  if (recognisedBy === visit.receiverId) return ownReception(facts, why);
  const deal = dealOfReception(facts);
  if (deal) return afterDeal(facts, deal, why);
  const original = originalOf(facts);
  if (!original) return byAcquaintance(facts, why) ?? refuse('NO_VALID_PROOF', 'SR-3.06', why);
  why.fact('originalClaimFrom', original.openedOn, original.openedAt).fact('validThrough', original.validThrough);
  if (original.openedBy === 'call') return callerFound(facts, original, why);
  return inTime(facts) ? takeOver(facts, original, 'SR-3.10', why) : later(facts, original, why);
};

const inTime = ({ visit, recognisedAt, policy: { params }, zone }: RecognitionFacts): boolean =>
  params['recognition.within'] === 'same-day'
    ? siteDate(recognisedAt, zone) === siteDate(visit.receivedAt, zone)
    : recognisedAt <= minutesAfter(visit.receivedAt, params['recognition.minutes']);

/** SR-1.23: whoever is in turn may recognise the own client: nobody takes over, but an old client's visit is no turn. */
const ownReception = (facts: RecognitionFacts, why: Reasoning): Decision<ClaimEvent, RecognitionRefusal> => {
  const original = originalOf(facts);
  const mayBeOwn = original?.openedBy === 'visit' && !dealOfReception(facts) && inTime(facts);
  return original && mayBeOwn ? takeOver(facts, original, 'SR-3.10', why) : refuse('ALREADY_YOURS', 'SR-3.10', why);
};

/** SR-3.10: the client must respond; the receiver's claim ends, the original's goes on with the new visit (SR-3.05). */
const takeOver = (
  facts: RecognitionFacts,
  original: Claim,
  rule: RuleId,
  why: Reasoning,
): Decision<ClaimEvent, RecognitionRefusal> => {
  if (!facts.namedAndAnswered) return refuse('NOT_ANSWERED', 'SR-3.10', why);
  const { current, open, recognisedAt, zone } = facts;
  if (open?.consultantId === original.consultantId && open.sourceId === facts.visit.visitId)
    return refuse('ALREADY_YOURS', 'SR-3.07', why);
  if (open && open.claimId !== current?.claimId && open.consultantId !== original.consultantId)
    return refuse('RECOGNISED_TOO_LATE', 'SR-3.11', why);
  why.apply(rule, 'SR-3.06').reject('SR-3.09', say.wasRecognised);
  const events: ClaimEvent[] = [];
  if (current?.status === 'open')
    events.push(ended(current, { at: recognisedAt, reason: 'recognised', rules: [rule] }, zone));
  events.push(...continued(facts, original, rule));
  return accepted(events, why.explain('ORIGINAL_TAKES_OVER', say.takesOver));
};

/** The original's claim: with the new visit's windows, and anew when the reception had ended it. */
const continued = (facts: RecognitionFacts, original: Claim, rule: RuleId): ClaimEvent[] => {
  const { visit, policy, zone, recognisedAt, newClaimId } = facts;
  const again =
    policy.params['claim.secondVisit'] === 'starts-again' && !policy.params['registration.needsConfirmation'];
  const startsAgain = again || original.openedBy === 'call';
  const window = startsAgain ? windowOfVisit(visit.receivedAt, policy.params, zone) : {};
  const fromVisit = { openedBy: 'visit', sourceId: visit.visitId } as const;
  const claim = { ...original, ...window, ...fromVisit };
  if (original.status === 'open' && original.openedBy === 'visit') {
    if (!startsAgain) return [];
    const { windowFrom, validThrough, freshThrough } = claim;
    return [
      { type: 'ClaimExtended', claimId: original.claimId, windowFrom, validThrough, freshThrough, rules: [rule] },
    ];
  }
  const call =
    original.status === 'open' ? [ended(original, { at: recognisedAt, reason: 'visited', rules: [rule] }, zone)] : [];
  const anew = { ...claim, claimId: newClaimId, openedAt: recognisedAt, openedOn: siteDate(recognisedAt, zone) };
  return [...call, opened({ ...anew, status: 'open', endedAt: null, endedOn: null, endReason: null }, [rule])];
};

/** SR-3.11: shared for a while where the policy says so, else the client stays with the receiver. */
const later = (facts: RecognitionFacts, original: Claim, why: Reasoning): Decision<ClaimEvent, RecognitionRefusal> => {
  const { visit, recognisedAt, policy, zone } = facts;
  why.reject('SR-3.10', say.tooLateToTakeOver);
  const months = policy.params['recognition.lateMonths'];
  if (months === null) return refuse('RECOGNISED_TOO_LATE', 'SR-3.11', why);
  const through = monthsWindowEnd(siteDate(visit.receivedAt, zone), months);
  why.fact('sharedIfRecognisedThrough', through);
  if (siteDate(recognisedAt, zone) > through) return refuse('RECOGNISED_TOO_LATE', 'SR-3.11', why);
  return share(facts, original.consultantId, 'SR-3.11', why);
};

/** SR-3.12: the deal of that reception was closed before anybody was recognised. */
const afterDeal = (
  facts: RecognitionFacts,
  deal: Purchase,
  why: Reasoning,
): Decision<RecognitionEvent, RecognitionRefusal> => {
  why.fact('deal', deal.dealId, deal.closedAt);
  const learnsSameDay = siteDate(facts.recognisedAt, facts.zone) === deal.closedOn;
  const receivedBefore = facts.previous?.openedBy === 'visit';
  const mayShare = facts.policy.params['recognition.afterDeal'] === 'shared-same-day';
  const shared = mayShare && learnsSameDay && receivedBefore;
  if (!shared) return refuse('DEAL_WAS_CLOSED', 'SR-3.12', why);
  why.reject('SR-3.06', say.whateverTheProof);
  return facts.current ? share(facts, facts.recognisedBy, 'SR-3.12', why) : shareDeal(facts, deal, why);
};

/** The visit is not registered yet and has opened no claim: then it is the deal that is divided. */
const shareDeal = (
  { recognisedBy }: RecognitionFacts,
  { dealId, consultantId, sharing: decided }: Purchase,
  why: Reasoning,
): Decision<RecognitionEvent, RecognitionRefusal> => {
  if (consultantId === null || consultantId === recognisedBy) return refuse('ALREADY_YOURS', 'SR-3.07', why);
  if (decided !== null) return refuse('RECOGNISED_TOO_LATE', 'SR-3.12', why);
  const sharing = betweenBoth(recognisedBy, consultantId, 'SR-3.12');
  return accepted([{ type: 'DealDivided', dealId, sharing }], why.apply('SR-3.12').explain('SHARED', say.shared));
};

const betweenBoth = (original: string, receiver: string, rule: RuleId): Sharing => ({
  rule,
  shares: [
    { staffId: original, role: 'original', parts: null },
    { staffId: receiver, role: 'new', parts: null },
  ],
});

const share = (
  { current }: RecognitionFacts,
  sharedWith: string,
  rule: RuleId,
  why: Reasoning,
): Decision<ClaimEvent, RecognitionRefusal> => {
  // Without a claim of the receiver the original never lost the client.
  if (!current) return refuse('ALREADY_YOURS', 'SR-3.07', why);
  if (current.sharing !== null) return refuse('RECOGNISED_TOO_LATE', rule, why);
  const sharing = betweenBoth(sharedWith, current.consultantId, rule);
  const event: ClaimEvent = { type: 'ClaimShared', claimId: current.claimId, sharing };
  return accepted([event], why.apply(rule).explain('SHARED', say.shared));
};

/** SR-3.20: the caller named nobody; whoever had invited them may find them while the reception is fresh. */
const callerFound = (
  facts: RecognitionFacts,
  original: Claim,
  why: Reasoning,
): Decision<ClaimEvent, RecognitionRefusal> => {
  const minutes = facts.policy.params['caller.foundWithinMinutes'];
  const found = minutes !== null && facts.recognisedAt <= minutesAfter(facts.visit.receivedAt, minutes);
  return found ? takeOver(facts, original, 'SR-3.20', why) : refuse('RECOGNISED_TOO_LATE', 'SR-3.20', why);
};
