import {
  type Explanation,
  formatYuan,
  type PolicyVersion,
  type Reasoning,
  reasoning,
  text,
  unreachable,
} from '@shouwen/kernel';
import type { LeasingPolicy } from '../policies/index.ts';
import type { Attribute, Needs, Proposed } from './pipeline.ts';

/** What the client said of a listing after viewing it. */
export type Feedback = {
  readonly proposed: Proposed;
  readonly liked: boolean;
  readonly rejected: readonly Attribute[];
};

export type MatchFacts = {
  readonly now: Date;
  readonly needs: Needs;
  /** For sale to a buyer, for rent to a tenant. */
  readonly listings: readonly Proposed[];
  readonly feedback: readonly Feedback[];
};

export type Match = { readonly listing: Proposed; readonly score: number; readonly explanation: Explanation };

/**
 * SR-11.01, SR-11.02: which listings to propose. Area, money and the term of a lease are conditions, layout and location are worth a point each;
 * every attribute that the client rejected before and that the listing shares costs points. What was rejected itself is not
 * proposed again. The best first, then the cheapest, then by name.
 */
export const matchListings = (facts: MatchFacts, policy: PolicyVersion<LeasingPolicy>): readonly Match[] => {
  const { needs, listings, feedback } = facts;
  const declined = new Set(feedback.filter(({ liked }) => !liked).map(({ proposed }) => proposed.listingId));
  return listings
    .filter((one) => fits(one, needs) && !declined.has(one.listingId))
    .map((listing) => judged(listing, facts, policy))
    .sort(
      (a, b) =>
        b.score - a.score || a.listing.amountFen - b.listing.amountFen || (a.listing.name < b.listing.name ? -1 : 1),
    );
};

/** Both ends of the area, the budget itself and the shortest term itself still fit. */
const fits = ({ areaHundredths, amountFen, shortestMonths }: Proposed, needs: Needs): boolean =>
  areaHundredths >= needs.areaFromHundredths &&
  areaHundredths <= needs.areaToHundredths &&
  amountFen <= needs.amountFen &&
  (needs.months === null || needs.months >= (shortestMonths ?? 0));

const judged = (
  listing: Proposed,
  { now, needs, feedback }: MatchFacts,
  policy: PolicyVersion<LeasingPolicy>,
): Match => {
  const why = reasoning(now)
    .under(policy)
    .apply('SR-11.01')
    .fact('area', [areaOf(needs.areaFromHundredths), areaOf(needs.areaToHundredths), areaOf(listing.areaHundredths)])
    .fact(needs.intent === 'buy' ? 'budget' : 'rent', [formatYuan(needs.amountFen), formatYuan(listing.amountFen)]);
  if (needs.intent === 'rent') why.fact('months', [String(needs.months), String(listing.shortestMonths)]);
  const wishes =
    wish(why, 'layout', [needs.layout, listing.layout]) + wish(why, 'location', [needs.location, listing.building]);
  const shared = rejectedShares(listing, feedback);
  if (shared.length > 0) why.apply('SR-11.02').fact('rejectedBefore', shared);
  else
    why.reject('SR-11.02', text('与客户否定过的房源无相同之处。', 'It shares nothing with what the client rejected.'));
  const score = wishes - shared.length * policy.params['pipeline.rejectionWeight'];
  why.fact('score', score);
  return { listing, score, explanation: why.explain('proposed', text('推荐给客户。', 'Proposed to the client.')) };
};

const areaOf = (hundredths: number): string => String(hundredths / 100);

const wish = (why: Reasoning, name: string, [wanted, found]: readonly [string | null, string]): number => {
  if (wanted === null) return 0;
  why.fact(name, [wanted, found]);
  return wanted === found ? 1 : 0;
};

/** Each rejected attribute counts once for each rejection that the listing shares. */
const rejectedShares = (listing: Proposed, feedback: readonly Feedback[]): string[] =>
  feedback.flatMap(({ proposed, rejected }) =>
    rejected.filter((attribute) => shares(attribute, listing, proposed)).map((one) => `${one} of ${proposed.name}`),
  );

const shares = (attribute: Attribute, listing: Proposed, rejected: Proposed): boolean => {
  switch (attribute) {
    case 'layout':
    case 'orientation':
    case 'floor':
      return listing[attribute] === rejected[attribute];
    case 'location':
      return listing.building === rejected.building;
    case 'price':
      return listing.amountFen >= rejected.amountFen;
    case 'area':
      // Within a twentieth is the same to the eye.
      return Math.abs(listing.areaHundredths - rejected.areaHundredths) * 20 <= rejected.areaHundredths;
    default:
      return unreachable(attribute);
  }
};
