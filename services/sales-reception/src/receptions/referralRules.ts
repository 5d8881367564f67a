import { text } from '@shouwen/kernel';
import type { Arrival } from './arrival.ts';
import type { ArrivalRule } from './judgement.ts';

/** SR-1.21, SR-6.02: the old client comes along, or phoned ahead: their consultant receives and has used the next turn. */
export const broughtByOldClient: ArrivalRule = (arrival, because) => {
  const { related, policy, announced, assignedTo } = arrival;
  if (related?.kind !== 'broughtBy' && related?.kind !== 'announcedBy') return null;
  const consultantId = consultantOf(related.standing);
  because.fact('oldClient', related.clientId).fact('oldClientsConsultant', consultantId);
  if (related.kind === 'announcedBy') because.fact('oldClientPhoned', related.phoned?.at.toISOString() ?? null);
  if (onlySent(arrival)) return null;
  if (consultantId === null) {
    if (related.wasHere) because.apply('SR-6.01');
    because.reject('SR-1.21', noConsultantOfOldClient).reject('SR-6.02', noConsultantOfOldClient);
    return null;
  }
  because.apply('SR-6.01', 'SR-6.02').fact('announced', announced).fact('assignedTo', assignedTo);
  const standsIn = policy.params['arrival.referralWhenAway'] === 'stand-in' || announced;
  const whenAway = standsIn ? 'standIn' : 'inTurn';
  return {
    kind: 'referral',
    turn: 'inAdvance',
    receiver: { kind: 'consultant', consultantId, rules: ['SR-1.21'], whenBusy: 'standIn', whenAway },
  };
};

/**
 * SR-6.01, SR-6.03: neither came along nor phoned. A call that the register does not have was none, and one that is older than a call
 * registration lasts announced somebody else.
 */
export const onlySent = ({ related, date }: Arrival): boolean => {
  if (related?.kind === 'sentBy') return true;
  if (related?.kind !== 'announcedBy') return false;
  return !related.phoned || related.phoned.countsThrough < date;
};

const consultantOf = (standing: Arrival['standing']): string | null => {
  if (standing.kind === 'BUYER') return standing.consultantId;
  if (standing.kind === 'NEW') return standing.unconfirmed?.consultantId ?? null;
  return standing.kind === 'OWNED' && standing.claim.openedBy === 'visit' ? standing.claim.consultantId : null;
};

const noConsultantOfOldClient = text(
  '老客户现无有效归属的置业顾问。',
  'The old client has no consultant with a valid claim now.',
);
