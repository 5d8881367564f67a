import {
  accepted,
  type Decision,
  formatYuan,
  minutesAfter,
  type PolicyVersion,
  type Refusal,
  reasoning,
  refused,
  text,
} from '@shouwen/kernel';
import type { GuestClass, HostingPolicy, HostRank } from '../policies/index.ts';
import type { GuestKind } from './hosting.ts';

/** SR-12.01: the four classes of S3.21; it says nothing of government guests, who go with the key clients (our reading). */
const classOfFour = {
  'executives-guest': 'A',
  'key-client': 'B',
  foreign: 'B',
  government: 'B',
  business: 'C',
  ordinary: 'D',
} as const satisfies Record<GuestKind, GuestClass>;

/** The variant of S3.16. */
const classOfThree = {
  'executives-guest': 'vip',
  'key-client': 'vip',
  foreign: 'vip',
  government: 'vip',
  business: 'business',
  ordinary: 'ordinary',
} as const satisfies Record<GuestKind, GuestClass>;

export const guestClassOf = (kind: GuestKind, params: HostingPolicy): GuestClass =>
  params['hosting.classes'] === 'four' ? classOfFour[kind] : classOfThree[kind];

/** SR-12.02: how many accompany so many guests at least. */
export const companionsFor = (guests: number, params: HostingPolicy): number => {
  if (guests >= params['hosting.threeHostsFrom']) return 3;
  return guests >= params['hosting.twoHostsFrom'] ? 2 : 1;
};

export type ArrangeFacts = {
  readonly now: Date;
  readonly guestKind: GuestKind;
  readonly guests: number;
  readonly companionIds: readonly string[];
  /** Those of the companions who hold a post at the site. */
  readonly knownIds: readonly string[];
  /** Null: the venue of the class. */
  readonly venue: string | null;
  readonly tourAt: Date;
};
export type HostingArranged = {
  readonly type: 'HostingArranged';
  readonly guestClass: GuestClass;
  readonly hostRank: HostRank;
  readonly venue: string;
  readonly capPerGuestFen: number;
  readonly prepareUntil: Date;
};
export type ArrangeCode = 'COMPANION_UNKNOWN' | 'TOO_FEW_COMPANIONS' | 'VENUE_NOT_OF_CLASS' | 'TOUR_IN_THE_PAST';

/** SR-12.01 to SR-12.03: class, host, venue and cap of the guests, enough company, and until when everything is ready. */
export const decideArrange = (
  facts: ArrangeFacts,
  policy: PolicyVersion<HostingPolicy>,
): Decision<HostingArranged, Refusal<ArrangeCode>> => {
  const { params } = policy;
  const guestClass = guestClassOf(facts.guestKind, params);
  const hostRank = params[`hosting.host.${guestClass}`];
  const capPerGuestFen = params[`hosting.capFen.${guestClass}`];
  const venue = facts.venue ?? params[`hosting.venue.${guestClass}`];
  const prepareUntil = minutesAfter(facts.now, params['hosting.prepareWithinMinutes']);
  const why = reasoning(facts.now)
    .under(policy)
    .apply('SR-12.01', 'SR-12.02', 'SR-12.03')
    .fact('guestKind', facts.guestKind)
    .fact('class', guestClass)
    .fact('host', hostRank)
    .fact('venue', venue)
    .fact('capPerGuest', formatYuan(capPerGuestFen))
    .fact('guests', facts.guests)
    .fact('companionsNeeded', companionsFor(facts.guests, params))
    .fact('companions', new Set(facts.companionIds).size)
    .fact('prepareUntil', true, prepareUntil);
  const fault = faultOf(facts, { params, guestClass, venue });
  if (fault) {
    const [code, rule] = fault;
    return refused({ code, rule, message: messages[code] }, why.explain('refused', messages[code]));
  }
  const arranged = { type: 'HostingArranged', guestClass, hostRank, venue, capPerGuestFen, prepareUntil } as const;
  return accepted([arranged], why.explain('arranged', text('已安排接待。', 'The hosting is arranged.')));
};

type Chosen = { readonly params: HostingPolicy; readonly guestClass: GuestClass; readonly venue: string };

const faultOf = (
  { now, guests, companionIds, knownIds, tourAt }: ArrangeFacts,
  { params, guestClass, venue }: Chosen,
): readonly [ArrangeCode, 'SR-12.01' | 'SR-12.02' | 'SR-12.03'] | null => {
  const companions = new Set(companionIds);
  if (tourAt < now) return ['TOUR_IN_THE_PAST', 'SR-12.03'];
  if ([...companions].some((one) => !knownIds.includes(one))) return ['COMPANION_UNKNOWN', 'SR-12.02'];
  if (companions.size < companionsFor(guests, params)) return ['TOO_FEW_COMPANIONS', 'SR-12.02'];
  const allowed = [params[`hosting.venue.${guestClass}`], params['hosting.otherVenue']];
  return params['hosting.classes'] === 'three' && !allowed.includes(venue) ? ['VENUE_NOT_OF_CLASS', 'SR-12.01'] : null;
};

const messages = {
  COMPANION_UNKNOWN: text('陪同人员不是本案场在岗人员。', 'One of the companions holds no post at this site.'),
  TOO_FEW_COMPANIONS: text('陪同人数不足。', 'Too few hosts accompany so many guests.'),
  VENUE_NOT_OF_CLASS: text(
    '该类来宾须在指定场所接待，其他场所仅限总经理室。',
    'Guests of this class are received in its venue; elsewhere only in the general manager’s office.',
  ),
  TOUR_IN_THE_PAST: text('参观时间已过。', 'The tour lies in the past.'),
} as const;
