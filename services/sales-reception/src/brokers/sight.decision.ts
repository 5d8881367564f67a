import { type Explanation, type PolicyVersion, reasoning, text, unreachable } from '@shouwen/kernel';
import { cautiousQuote } from '../leasing/index.ts';
import { type BrokerSight, brokerSights, type LeasingPolicy } from '../policies/index.ts';
import type { BrokerKind, Listing } from './broker.ts';

export type Sight = { readonly gets: readonly BrokerSight[]; readonly explanation: Explanation };

/** SR-10.05: what follows from the kind of a broker; `staff` are our own people, who see everything. */
export const decideSight = (kind: BrokerKind | 'staff', policy: PolicyVersion<LeasingPolicy>, now: Date): Sight => {
  const gets = getsOf(kind, policy.params);
  const why = reasoning(now).under(policy).apply('SR-10.05').fact('kind', kind).fact('gets', gets);
  const summary = text(`可获得：${gets.join('、')}。`, `May read: ${gets.join(', ')}.`);
  return { gets, explanation: why.explain(kind, summary) };
};

const getsOf = (kind: BrokerKind | 'staff', params: LeasingPolicy): readonly BrokerSight[] => {
  switch (kind) {
    case 'partner':
      return params['broker.partnerGets'];
    case 'new':
      return params['broker.newGets'];
    case 'observer':
      return params['broker.observerGets'];
    case 'staff':
      return brokerSights;
    default:
      return unreachable(kind);
  }
};

/** Fen; null: not told. */
export type ListingQuote = {
  readonly amountFen: number;
  readonly managementFeeFen: number | null;
  readonly phoneLineFen: number | null;
  readonly parkingPlaceFen: number | null;
  readonly cautious: boolean;
};

/** What of a listing is shown: what is null is not for this reader. */
export type ShownListing = Omit<Listing, 'amountFen' | 'managementFeeFen'> & {
  readonly quote: ListingQuote | null;
  readonly discountUpToPercent: number | null;
};

/** SR-10.05: whoever gets quotes gets them whole, else cautiously, else not at all. */
export const shown = (
  { amountFen, managementFeeFen, ...listing }: Listing,
  gets: readonly BrokerSight[],
  params: LeasingPolicy,
): ShownListing => {
  const flexible = gets.includes('flexible-terms');
  return {
    ...listing,
    quote: quoteOf({ kind: listing.kind, amountFen, managementFeeFen }, gets, params),
    flexibleTerms: flexible ? listing.flexibleTerms : null,
    discountUpToPercent: flexible && listing.kind === 'rent' ? largestDiscount(params) : null,
    floorPlan: gets.includes('floor-plans') ? listing.floorPlan : null,
  };
};

const quoteOf = (
  asked: Pick<Listing, 'kind' | 'amountFen' | 'managementFeeFen'>,
  gets: readonly BrokerSight[],
  params: LeasingPolicy,
): ListingQuote | null => {
  const rent = asked.kind === 'rent';
  const charges = {
    phoneLineFen: rent ? params['lease.phoneLineFen'] : null,
    parkingPlaceFen: rent ? params['lease.parkingPlaceFen'] : null,
  };
  const { amountFen, managementFeeFen } = asked;
  if (gets.includes('quotes')) return { amountFen, managementFeeFen, ...charges, cautious: false };
  if (!gets.includes('cautious-quotes')) return null;
  const told = params['quote.cautious'] === 'rounded-up' ? charges : { phoneLineFen: null, parkingPlaceFen: null };
  return { ...cautiousQuote(asked, params), ...told, cautious: true };
};

const largestDiscount = (params: LeasingPolicy): number =>
  Math.max(
    ...Object.entries(params)
      .filter(([key]) => key.startsWith('lease.discount.'))
      .map(([, percent]) => Number(percent)),
  );
