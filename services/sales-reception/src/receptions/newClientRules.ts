import { text } from '@shouwen/kernel';
import type { Arrival } from './arrival.ts';
import { type ArrivalRule, asNew, goesTo, type Judgement } from './judgement.ts';
import { onlySent } from './referralRules.ts';

/** SR-1.25: from the trade, and says so at the start: needs nobody. */
export const needsNobody: ArrivalRule = ({ remark }, because) => {
  if (remark !== 'tradeSaysSo') return null;
  because.apply('SR-1.25').reject('SR-1.20', noClient);
  return { kind: 'trade', turn: 'none', receiver: { kind: 'nobody' } };
};

/** SR-1.26: the developer's manager assigns a tour group; unless told whom, the last of the rotation loses least. */
export const tourGroup: ArrivalRule = ({ remark, assignedTo }, because) => {
  if (remark !== 'tourGroup') return null;
  because.apply('SR-1.26').reject('SR-1.20', noClient).fact('assignedTo', assignedTo);
  if (assignedTo !== null) return goesTo('tourGroup', assignedTo, ['SR-1.26']);
  return { kind: 'tourGroup', turn: 'none', receiver: { kind: 'lastInTurn' } };
};

/** SR-1.29, SR-5.01: known to the company before any visit: in turn, unless under `one-month` a leader designates somebody. */
export const companyClient: ArrivalRule = ({ remark, assignedTo, visitedBefore, policy }, because) => {
  if (remark !== 'companyClient') return null;
  because.fact('visitedBefore', visitedBefore).fact('designatedByLeader', assignedTo);
  if (visitedBefore) {
    because.reject('SR-5.01', cameBefore);
    return null;
  }
  because.apply('SR-1.29');
  if (assignedTo === null) return asNew('companyClient');
  if (policy.params['companyClient.leaderDesignates']) return goesTo('companyClient', assignedTo, ['SR-5.01']);
  because.reject('SR-5.01', normalOrder);
  return asNew('companyClient');
};

/** SR-1.31: won through the consultant's own contacts and brought by them. */
export const ownContact: ArrivalRule = ({ remark, asksFor, policy }, because) => {
  if (remark !== 'ownContact' || asksFor.kind !== 'consultant') return null;
  if (policy.params['arrival.ownContactsCount']) {
    because.reject('SR-1.31', notHere);
    return null;
  }
  because.reject('SR-1.20', broughtByConsultant);
  return goesTo('ownContact', asksFor.consultantId, ['SR-1.31']);
};

/** SR-1.27: a new client who names a consultant on arrival; SR-4.01 under `one-month`. */
export const namesConsultant: ArrivalRule = (arrival, because) => {
  const consultantId = namedBy(arrival);
  if (consultantId === null) return null;
  if (arrival.related && onlySent(arrival)) because.apply('SR-6.01').fact('oldClient', arrival.related.clientId);
  if (arrival.policy.params['arrival.namedConsultant'] === 'own-client')
    return goesTo('named', consultantId, ['SR-1.27']);
  const rules = ['SR-1.27', 'SR-4.01'] as const;
  return {
    kind: 'named',
    turn: 'none',
    receiver: { kind: 'consultant', consultantId, rules, whenBusy: 'inTurn', whenAway: 'inTurn' },
  };
};

/** SR-1.20: everybody else is a new client of whoever is in turn. */
export const newClient = (arrival: Arrival, because: Parameters<ArrivalRule>[1]): Judgement => {
  const { asksFor, remark, related } = arrival;
  because.apply('SR-1.20');
  if (asksFor.kind === 'callAnswerer') because.reject('SR-1.22', noCall);
  if (asksFor.kind === 'ownConsultant') because.reject('SR-1.23', neverRegistered);
  if (remark === 'forgotWhom') because.apply('SR-1.23', 'SR-3.09');
  if (remark === 'tradeFoundOut') because.apply('SR-1.25');
  if (related?.kind === 'spouseOf' || related?.kind === 'familyOf') because.reject('SR-3.14', laterMatter);
  if (onlySent(arrival)) because.apply('SR-4.04', 'SR-6.03').reject('SR-6.01', neitherCameNorPhoned);
  return asNew('newClient');
};

/** A consultant named outright, or the one whose registration of today still waits for the manager (SR-2.02). */
const namedBy = ({ asksFor, standing }: Arrival): string | null => {
  if (asksFor.kind === 'consultant') return asksFor.consultantId;
  if (asksFor.kind === 'nobody' || standing.kind !== 'NEW') return null;
  return standing.unconfirmed?.consultantId ?? null;
};

const cameBefore = text('此前已到访登记，不再视为公司客户。', 'Was here before, and so is no company client.');
const neitherCameNorPhoned = text(
  '老客户未陪同、未来电，新客户也未指名。',
  'The old client neither came along nor phoned ahead, and nobody was named.',
);
const noClient = text('并非购房客户。', 'Not a client.');
const normalOrder = text('本案场关系客户一律按正常轮次。', 'At this site such clients take the normal order.');
const notHere = text('本案场自身资源客户照计轮次。', 'At this site clients of one’s own contacts count as a turn.');
const broughtByConsultant = text('由置业顾问自行带来。', 'Brought by the consultant.');
const noCall = text('没有登记该客户的来电。', 'No call of this client is registered.');
const neverRegistered = text('没有该客户的有效登记。', 'No registration of this client is valid.');
const laterMatter = text(
  '家属首次到访且未指名，本轮照计；归属另按登记判定。',
  'A family member’s first visit who names nobody is a turn; whose client they are is decided by the registers.',
);
