import { minutesAfter, text } from '@shouwen/kernel';
import type { Arrival } from './arrival.ts';
import { type ArrivalRule, asNew, goesTo } from './judgement.ts';

/** SR-1.24, SR-3.13: an owner who bought before goes to the consultant of then, if that can be verified. */
export const buyerReturns: ArrivalRule = ({ standing, cycle }, because) => {
  if (standing.kind !== 'BUYER') return null;
  const { consultantId } = standing;
  // Whoever is no consultant of the site any more can neither receive nor say that it was them.
  const verified = consultantId !== null && cycle.includes(consultantId);
  because.fact('boughtFrom', consultantId).fact('consultantVerified', verified);
  const rules = ['SR-1.24', 'SR-3.13'] as const;
  if (verified) return goesTo('buyer', consultantId, rules);
  because.apply(...rules);
  return asNew('buyer');
};

/** SR-1.23, SR-3.07: a client with a valid claim who asks for the owner is the owner's, without a turn. */
export const ownClientReturns: ArrivalRule = (arrival, because) => {
  const { standing, asksFor } = arrival;
  if (standing.kind !== 'OWNED' || standing.claim.openedBy !== 'visit') return null;
  if (asksFor.kind === 'nobody') return null;
  const owner = standing.claim.consultantId;
  because.fact('owner', owner, standing.claim.openedAt);
  if (asksFor.kind === 'consultant' && asksFor.consultantId !== owner)
    because.apply('SR-4.03').reject('SR-1.27', asksForAnother);
  return goesTo('returning', owner, ['SR-1.23', 'SR-3.07']);
};

/** SR-3.09: a client with a valid claim who names nobody is received in turn, as new; the owner may still recognise them. */
export const ownClientNamesNobody: ArrivalRule = ({ standing, asksFor }, because) => {
  if (standing.kind !== 'OWNED' || standing.claim.openedBy !== 'visit' || asksFor.kind !== 'nobody') return null;
  because.apply('SR-3.09', 'SR-1.20').reject('SR-1.23', namedNobody).reject('SR-3.07', namedNobody);
  return asNew('forgotten');
};

/** SR-1.22: a caller who names the consultant who took the call goes there without a turn; SR-3.20: else the caller is new. */
export const callerVisits: ArrivalRule = (arrival, because) => {
  const { standing } = arrival;
  if (standing.kind !== 'OWNED' || standing.claim.openedBy !== 'call') return null;
  const answerer = standing.claim.consultantId;
  because.fact('callAnsweredBy', answerer, standing.claim.openedAt);
  if (arrival.asksFor.kind !== 'nobody' && namedTooLate(arrival)) {
    because.apply('SR-3.20', 'SR-1.20').fact('cameIn', arrival.cameInAt?.toISOString() ?? null);
    because.reject('SR-1.22', tooLate).reject('SR-1.27', tooLate);
    return asNew('newClient');
  }
  if (names(arrival, answerer)) {
    because.reject('SR-1.20', cameByCall);
    return goesTo('caller', answerer, ['SR-1.22']);
  }
  because.apply('SR-3.20').reject('SR-1.22', answererNotNamed);
  return null;
};

/** SR-1.23: once a claim has lapsed the client is new; the consultant of then has nothing ahead of the others. */
export const claimLapsed: ArrivalRule = (arrival, because) => {
  const { standing } = arrival;
  if (standing.kind !== 'LAPSED') return null;
  const { consultantId, openedBy } = standing.claim;
  because.apply(standing.rule).fact('lapsedOn', standing.lapsedOn);
  if (arrival.asksFor.kind !== 'nobody' && !names(arrival, consultantId)) return null;
  if (openedBy === 'call') because.apply('SR-1.20').reject('SR-1.22', callLapsed);
  else because.apply('SR-1.23').reject('SR-3.07', visitLapsed);
  if (arrival.asksFor.kind !== 'nobody') because.reject('SR-1.27', visitLapsed);
  if (arrival.remark === 'forgotWhom') because.apply('SR-3.09');
  return asNew('lapsed');
};

/** The visitor names this one, directly or by what they did. */
const names = ({ asksFor }: Arrival, consultantId: string): boolean =>
  asksFor.kind === 'consultant' ? asksFor.consultantId === consultantId : asksFor.kind !== 'nobody';

/** SR-3.20: the last minute still counts. */
const namedTooLate = ({ cameInAt, at, policy: { params } }: Arrival): boolean =>
  cameInAt !== null && at > minutesAfter(cameInAt, params['caller.namesWithinMinutes']);

const tooLate = text('到场后未及时说出接听人。', 'Named too long after coming in.');
const asksForAnother = text(
  '老客户要求换人，原则上不予支持，仍由原置业顾问接待。',
  'An old client who asks for another is refused in principle and stays with the owner.',
);
const namedNobody = text('客户未说出置业顾问。', 'The client named nobody.');
const cameByCall = text('首次到访，但为来电客户且指名接听人。', 'A first visit, but a caller who names the answerer.');
const answererNotNamed = text('来电客户未指名接听人。', 'The caller does not name the one who took the call.');
const callLapsed = text('来电登记已过期。', 'The call registration has lapsed.');
const visitLapsed = text('归属已过期，视为新客户。', 'The claim has lapsed: a new client.');
