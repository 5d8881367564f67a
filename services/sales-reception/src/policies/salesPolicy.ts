import type { ClockTime } from '@shouwen/kernel';
import type { ClaimPolicy } from './claimPolicy.ts';
import type { DealPolicy } from './dealPolicy.ts';
import type { DisputePolicy } from './disputePolicy.ts';
import type { FollowUpPolicy } from './followUpPolicy.ts';
import type { HostingPolicy } from './hostingPolicy.ts';
import type { LeasingPolicy } from './leasingPolicy.ts';
import type { ReceptionPolicy } from './receptionPolicy.ts';
import type { ReferralPolicy } from './referralPolicy.ts';

/** Why a missed turn may be made up (SR-1.04, SR-1.09, SR-1.26). */
export type MakeUpReason = 'officialBusiness' | 'scheduledMeal' | 'tourGroup' | 'managerGrant';

/**
 * The parameters of SR-1 to SR-3, by their names in the rulebook. Days and months are windows that count the day of the event
 * as day 1; null means that the rule does not exist at the site. Parts are per cent.
 */
type CommonPolicy = {
  /** SR-1.01 */
  readonly 'rotation.opensAt': ClockTime;
  /** SR-1.13: outside these hours the turn does not count. */
  readonly 'rotation.hours.from': ClockTime;
  readonly 'rotation.hours.to': ClockTime;
  /** SR-1.07 */
  readonly 'rotation.minWaiting': number;
  /** SR-1.04 */
  readonly 'makeUp.reasons': readonly MakeUpReason[];
  /** SR-1.09: the scheduled meal, and how many of the rotation staff the desk meanwhile. */
  readonly 'lunch.from': ClockTime;
  readonly 'lunch.to': ClockTime;
  readonly 'lunch.deskStaff': number;
  /** SR-1.27 */
  readonly 'arrival.namedConsultant': 'designated' | 'own-client';
  /** SR-1.31: whether a client won through the consultant's own contacts costs a turn. */
  readonly 'arrival.ownContactsCount': boolean;
  /** SR-6.02: the old client brings a new one while their consultant is away. */
  readonly 'arrival.referralWhenAway': 'stand-in' | 'in-turn';
  /** SR-6.02: whether whoever stands in with a referral takes the next client. */
  readonly 'arrival.standInTakesNext': boolean;
  /** SR-2.02 */
  readonly 'registration.needsConfirmation': boolean;
  /** SR-2.05: two registrations of the same day. */
  readonly 'registration.sameDayConflict': 'earlier' | 'client-decides';
  /** SR-2.04 */
  readonly 'call.sameDayMessage': boolean;
  /** SR-3.01 */
  readonly 'claim.validityMonths': number;
  /** SR-3.02 */
  readonly 'claim.freshnessDays': number | null;
  /** SR-3.03 */
  readonly 'call.freshnessDays': number | null;
  readonly 'call.toVisitDays': number | null;
  /** SR-3.04: whether a follow-up that did not reach the client counts all the same. */
  readonly 'followUp.unreachedCounts': boolean;
  /** SR-3.05 */
  readonly 'claim.secondVisit': 'starts-again' | 'changes-nothing';
  /** SR-3.06 */
  readonly 'claim.proof': 'registration' | 'triple';
  /** SR-3.08, the stricter variant. */
  readonly 'standIn.needsOwnersConsent': boolean;
  /** SR-3.10 */
  readonly 'recognition.within': 'same-day' | 'minutes';
  readonly 'recognition.minutes': number;
  /** SR-3.11: null, and a late recognition changes nothing. */
  readonly 'recognition.lateMonths': number | null;
  /** SR-3.12 */
  readonly 'recognition.afterDeal': 'all-to-new' | 'shared-same-day';
  /** SR-3.11, SR-3.12 */
  readonly 'recognition.originalPart': number;
  readonly 'recognition.newPart': number;
  /** SR-3.20: within how many minutes of arrival a caller must name somebody, and the inviter must find the caller. */
  readonly 'caller.namesWithinMinutes': number;
  readonly 'caller.foundWithinMinutes': number | null;
};

/** Every parameter of a sales site. */
export type SalesPolicy = CommonPolicy &
  ClaimPolicy &
  ReferralPolicy &
  DealPolicy &
  DisputePolicy &
  FollowUpPolicy &
  LeasingPolicy &
  HostingPolicy &
  ReceptionPolicy;
