import { accepted, type Decision, minutesAfter, type Reasoning, siteDate } from '@shouwen/kernel';
import type { ClaimEvent } from '../claims/claim.ts';
import { ended, freshClaim, opened } from '../claims/claimSteps.ts';
import { windowOfVisit } from '../claims/windows.ts';
import * as say from './recogniseClientTexts.ts';
import type { RecognitionFacts } from './recognitionFacts.ts';
import { type RecognitionRefusal, refuse } from './refuseRecognition.ts';

/**
 * SR-3.16: somebody whom the consultant knows did not ask for them. Won through their own contacts and recognised in time: theirs; a
 * chance acquaintance stays with the receiver. Null where the site has no such rule, or nobody claims to know the client.
 */
export const byAcquaintance = (
  facts: RecognitionFacts,
  why: Reasoning,
): Decision<ClaimEvent, RecognitionRefusal> | null => {
  const { acquaintance, visit, recognisedAt, current, open, policy } = facts;
  const minutes = policy.params['recognition.ownContactMinutes'];
  if (!acquaintance || minutes === null) return null;
  why.fact('acquaintance', acquaintance);
  if (acquaintance === 'chance') return refuse('CHANCE_ACQUAINTANCE', 'SR-3.16', why);
  if (recognisedAt > minutesAfter(visit.receivedAt, minutes)) return refuse('RECOGNISED_TOO_LATE', 'SR-3.16', why);
  if (!facts.namedAndAnswered) return refuse('NOT_ANSWERED', 'SR-3.16', why);
  // A colleague's client is nobody's new acquaintance.
  if (open && open.claimId !== current?.claimId) return refuse('NO_VALID_PROOF', 'SR-3.06', why);
  return accepted(taken(facts), why.apply('SR-3.16').explain('ORIGINAL_TAKES_OVER', say.ownContact));
};

/** The receiver's claim ends; before the visit was registered it is as if the consultant had received it. */
const taken = (facts: RecognitionFacts): ClaimEvent[] => {
  const { visit, recognisedBy, recognisedAt, current, policy, zone, newClaimId, client } = facts;
  const rules = ['SR-3.16'] as const;
  const openedAt = current ? recognisedAt : visit.receivedAt;
  const claim = freshClaim({
    claimId: newClaimId,
    ...client,
    consultantId: recognisedBy,
    openedBy: 'visit',
    sourceId: visit.visitId,
    openedAt,
    openedOn: siteDate(openedAt, zone),
    ...windowOfVisit(visit.receivedAt, policy.params, zone),
    confirmation: policy.params['registration.needsConfirmation'] ? 'awaited' : 'not-needed',
  });
  const over =
    current?.status === 'open' ? [ended(current, { at: recognisedAt, reason: 'recognised', rules }, zone)] : [];
  return [...over, opened(claim, rules)];
};
