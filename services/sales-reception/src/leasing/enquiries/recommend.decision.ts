import { type Explanation, type PolicyVersion, type Reasoning, reasoning, text } from '@shouwen/kernel';
import type { LeasingPolicy } from '../../policies/index.ts';
import { type LeaseSpace, netToGrossOf } from '../spaces/leaseSpace.ts';
import type { Enquirer, Wishes } from './enquiry.ts';

export type RecommendFacts = {
  readonly now: Date;
  readonly wishes: Wishes & Pick<Enquirer, 'business' | 'rentExpectedFen'>;
  /** The vacant ones of the site. */
  readonly spaces: readonly LeaseSpace[];
};

export type Recommendation = {
  readonly spaceId: string;
  readonly space: LeaseSpace;
  /** How many wishes it meets. */
  readonly met: number;
  readonly asked: number;
  readonly explanation: Explanation;
};

/**
 * SR-10.01: which vacant spaces to recommend. Area is a condition, the rest are wishes: the space that meets most comes first,
 * then the one closest in area, then by name.
 */
export const recommendSpaces = (
  facts: RecommendFacts,
  policy: PolicyVersion<LeasingPolicy>,
): readonly Recommendation[] => {
  const wanted = facts.wishes.areaHundredths;
  const tolerance = policy.params['lease.areaTolerance'];
  const distance = (space: LeaseSpace) => Math.abs(space.areaHundredths - wanted);
  return facts.spaces
    .filter((space) => space.state === 'vacant' && distance(space) * 100 <= wanted * tolerance)
    .map((space) => judged(space, facts, policy))
    .sort((a, b) => b.met - a.met || distance(a.space) - distance(b.space) || (a.space.name < b.space.name ? -1 : 1));
};

const judged = (space: LeaseSpace, facts: RecommendFacts, policy: PolicyVersion<LeasingPolicy>): Recommendation => {
  const why = reasoning(facts.now)
    .under(policy)
    .apply('SR-10.01')
    .fact('areaWanted', facts.wishes.areaHundredths / 100)
    .fact('area', space.areaHundredths / 100)
    .fact('tolerancePercent', policy.params['lease.areaTolerance']);
  const asked = wishes.filter(({ wanted }) => wanted(facts.wishes) !== null);
  const met = asked.filter((wish) => compare(wish, space, { facts, why }));
  const summary = text(
    `面积相符，满足${asked.length}项要求中的${met.length}项。`,
    `The area fits, and ${met.length} of ${asked.length} wishes are met.`,
  );
  return {
    spaceId: space.spaceId,
    space,
    met: met.length,
    asked: asked.length,
    explanation: why.explain('recommended', summary),
  };
};

type AllWishes = RecommendFacts['wishes'];
type Wish = {
  readonly name: string;
  readonly wanted: (wishes: AllWishes) => string | number | null;
  readonly has: (space: LeaseSpace) => string | number;
  readonly meets: (space: LeaseSpace, wishes: AllWishes) => boolean;
};

/** Each comparison is a fact of the explanation: what was wanted, what is there, and whether it fits. */
const compare = (wish: Wish, space: LeaseSpace, { facts, why }: { facts: RecommendFacts; why: Reasoning }): boolean => {
  const meets = wish.meets(space, facts.wishes);
  why.fact(wish.name, [String(wish.wanted(facts.wishes)), String(wish.has(space)), meets ? 'met' : 'not met']);
  return meets;
};

const wishes: readonly Wish[] = [
  { name: 'layout', wanted: (w) => w.layout, has: (s) => s.layout, meets: (s, w) => s.layout === w.layout },
  {
    name: 'floor',
    wanted: (w) => (w.floorFrom === null && w.floorTo === null ? null : `${w.floorFrom ?? ''}–${w.floorTo ?? ''}`),
    has: (s) => s.floor,
    meets: (s, w) => s.floor >= (w.floorFrom ?? s.floor) && s.floor <= (w.floorTo ?? s.floor),
  },
  {
    name: 'orientation',
    wanted: (w) => w.orientation,
    has: (s) => s.orientation,
    meets: (s, w) => s.orientation === w.orientation,
  },
  { name: 'fitOut', wanted: (w) => w.fitOut, has: (s) => s.fitOut, meets: (s, w) => s.fitOut === w.fitOut },
  {
    name: 'netToGrossPercent',
    wanted: (w) => w.netToGrossPercent,
    has: (s) => netToGrossOf(s),
    meets: (s, w) => netToGrossOf(s) >= (w.netToGrossPercent ?? 0),
  },
  {
    name: 'neighbours',
    wanted: (w) => w.business,
    has: (s) => s.neighbours.join(' '),
    meets: (s, w) => w.business !== null && s.neighbours.includes(w.business),
  },
  {
    name: 'rentExpectedFen',
    wanted: (w) => w.rentExpectedFen,
    has: (s) => s.rentFen,
    meets: (s, w) => s.rentFen <= (w.rentExpectedFen ?? s.rentFen),
  },
];
