import { type Accepted, accepted, type PolicyVersion, reasoning, siteDate, text } from '@shouwen/kernel';
import type { SalesPolicy } from '../../policies/index.ts';
import type { Claim, ClaimEvent, Standing } from '../claims/claim.ts';
import { freshClaim, lapsedBy, opened } from '../claims/claimSteps.ts';
import { windowOfCall } from '../claims/windows.ts';

export type CallClaimFacts = {
  readonly call: {
    readonly callId: string;
    readonly siteId: string;
    readonly clientId: string;
    readonly consultantId: string;
    readonly answeredAt: Date;
  };
  readonly standing: Standing;
  /** The claim whose row is open, whatever the calendar says; null when there is none. */
  readonly open: Claim | null;
  readonly zone: string;
  /** In force when the call was answered. */
  readonly policy: PolicyVersion<SalesPolicy>;
  readonly newClaimId: string;
};

/**
 * SR-2.04, SR-3.03: a call is information and no proof. A caller whom nobody has yet is kept for whoever answered, until the
 * visit or the end of the call's life; a caller who is somebody's already stays that one's.
 */
export const decideCallClaim = (facts: CallClaimFacts): Accepted<ClaimEvent> => {
  const { call, standing, open, policy, zone } = facts;
  const why = reasoning(call.answeredAt).under(policy).fact('answeredBy', call.consultantId, call.answeredAt);
  why.apply('SR-2.04');
  const taken =
    (open && open.openedAt > call.answeredAt) ||
    standing.kind === 'OWNED' ||
    standing.kind === 'BUYER' ||
    (standing.kind === 'NEW' && standing.unconfirmed);
  if (taken) return accepted([], why.reject('SR-3.03', somebodysAlready).explain('KEPT', somebodysAlready));
  const before = lapsedBy(facts.open, call.answeredAt, zone);
  why.apply('SR-3.03');
  return accepted([...before, opened(claimOf(facts), ['SR-2.04', 'SR-3.03'])], why.explain('OPENED', keptForAnswerer));
};

const claimOf = ({ call, policy, zone, newClaimId }: CallClaimFacts): Claim =>
  freshClaim({
    claimId: newClaimId,
    clientId: call.clientId,
    siteId: call.siteId,
    consultantId: call.consultantId,
    openedBy: 'call',
    sourceId: call.callId,
    openedAt: call.answeredAt,
    openedOn: siteDate(call.answeredAt, zone),
    ...windowOfCall(call.answeredAt, policy.params, zone),
    confirmation: 'not-needed',
  });

const somebodysAlready = text(
  '来电客户已有归属，来电仅作资料。',
  'The caller is somebody’s already; the call is information.',
);
const keptForAnswerer = text(
  '来电客户由接听人跟进，到访时须说出接听人。',
  'The caller is kept for whoever answered, and must name them on arrival.',
);
