import type { Reasoning } from '@shouwen/kernel';
import type { Arrival } from './arrival.ts';
import type { ArrivalRule, Judgement } from './judgement.ts';
import { companyClient, namesConsultant, needsNobody, newClient, ownContact, tourGroup } from './newClientRules.ts';
import { buyerReturns, callerVisits, claimLapsed, ownClientNamesNobody, ownClientReturns } from './oldClientRules.ts';
import { broughtByOldClient } from './referralRules.ts';

/** The table "What counts as a turn", in the order in which the desk asks. The first that applies decides. */
const arrivalRules: readonly ArrivalRule[] = [
  needsNobody,
  tourGroup,
  buyerReturns,
  ownClientReturns,
  ownClientNamesNobody,
  companyClient,
  broughtByOldClient,
  callerVisits,
  claimLapsed,
  ownContact,
  namesConsultant,
];

/** SR-1.20 to SR-1.31: what kind of arrival it is, who should receive, and whether it is a turn. */
export const judgeArrival = (arrival: Arrival, because: Reasoning): Judgement => {
  if (arrival.partySize > 1) because.apply('SR-1.30').fact('partySize', arrival.partySize);
  for (const rule of arrivalRules) {
    const judgement = rule(arrival, because);
    if (judgement) return judgement;
  }
  return newClient(arrival, because);
};
