import { claimPresets } from './claimPolicy.ts';
import { dealPresets } from './dealPolicy.ts';
import { disputePresets } from './disputePolicy.ts';
import { followUpPresets } from './followUpPolicy.ts';
import { hostingPresets } from './hostingPolicy.ts';
import { leasingPresets } from './leasingPolicy.ts';
import { receptionPresets } from './receptionPolicy.ts';
import { referralPresets } from './referralPolicy.ts';
import type { SalesPolicy } from './salesPolicy.ts';

/** S0.2: one month of validity, the manager confirms, recognition by month. */
export const oneMonth: SalesPolicy = {
  ...dealPresets['one-month'],
  ...leasingPresets['one-month'],
  ...hostingPresets['one-month'],
  ...claimPresets['one-month'],
  ...receptionPresets['one-month'],
  ...referralPresets['one-month'],
  ...disputePresets['one-month'],
  ...followUpPresets['one-month'],
  'rotation.opensAt': '09:00',
  'rotation.hours.from': '09:00',
  'rotation.hours.to': '18:00',
  'rotation.minWaiting': 3,
  'makeUp.reasons': ['officialBusiness', 'scheduledMeal', 'tourGroup', 'managerGrant'],
  'lunch.from': '12:00',
  'lunch.to': '13:00',
  'lunch.deskStaff': 2,
  'arrival.namedConsultant': 'designated',
  'arrival.ownContactsCount': true,
  'arrival.referralWhenAway': 'stand-in',
  'arrival.standInTakesNext': true,
  'registration.needsConfirmation': true,
  'registration.sameDayConflict': 'earlier',
  'call.sameDayMessage': true,
  'claim.validityMonths': 1,
  'claim.freshnessDays': null,
  'call.freshnessDays': null,
  'call.toVisitDays': null,
  'followUp.unreachedCounts': false,
  'claim.secondVisit': 'starts-again',
  'claim.proof': 'registration',
  'standIn.needsOwnersConsent': false,
  'recognition.within': 'same-day',
  'recognition.minutes': 5,
  'recognition.lateMonths': 1,
  'recognition.afterDeal': 'all-to-new',
  'recognition.originalPart': 50,
  'recognition.newPart': 50,
  'caller.namesWithinMinutes': 3,
  'caller.foundWithinMinutes': null,
};

/** S4: register, system entry and freshness; recognition within five minutes. */
export const tripleConfirmation: SalesPolicy = {
  ...oneMonth,
  ...dealPresets['triple-confirmation'],
  ...leasingPresets['triple-confirmation'],
  ...hostingPresets['triple-confirmation'],
  ...claimPresets['triple-confirmation'],
  ...receptionPresets['triple-confirmation'],
  ...referralPresets['triple-confirmation'],
  ...disputePresets['triple-confirmation'],
  ...followUpPresets['triple-confirmation'],
  'lunch.deskStaff': 0,
  'arrival.namedConsultant': 'own-client',
  'arrival.ownContactsCount': false,
  'arrival.referralWhenAway': 'in-turn',
  'arrival.standInTakesNext': false,
  'registration.needsConfirmation': false,
  'registration.sameDayConflict': 'client-decides',
  'claim.freshnessDays': 10,
  'call.freshnessDays': 7,
  'call.toVisitDays': 10,
  'claim.proof': 'triple',
  'recognition.within': 'minutes',
  'recognition.lateMonths': null,
  'recognition.afterDeal': 'shared-same-day',
  'caller.foundWithinMinutes': 5,
};
