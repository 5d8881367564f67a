import {
  addDays,
  type Explanation,
  monthsWindowEnd,
  type PolicyVersion,
  reasoning,
  type Text,
  text,
} from '@shouwen/kernel';
import type { LoyaltyParams } from '../policies/index.ts';
import type { EntryReason, Reference } from './points.ts';

type Policy = PolicyVersion<LoyaltyParams>;

/** A client at an event, by the surviving records: who brought whom. */
export type Guest = {
  readonly guestId: string;
  readonly siteId: string;
  readonly clientId: string;
  /** Null: not brought by anybody, as it was said last. */
  readonly broughtBy: string | null;
  readonly heldOn: string;
  readonly policy: Policy;
};

export type Deal = {
  readonly dealId: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly closedOn: string;
  readonly priceFen: number;
  readonly cancelledOn: string | null;
  readonly policy: Policy;
};

/** What one person did: the events to which the person was brought, and the own deals. */
export type PersonFacts = { readonly now: Date; readonly guests: readonly Guest[]; readonly deals: readonly Deal[] };

/** What is to be earned for one thing: by nobody, when the client is null. */
export type Wanted = {
  readonly reference: Reference;
  readonly reason: EntryReason;
  readonly clientId: string | null;
  readonly points: number;
  readonly policy: Policy;
  readonly explanation: Explanation;
};

/** 100 points for each full 1,000 yuan: 999.99 yuan are none. */
export const pointsForSale = (priceFen: number, perThousandYuan: number): number =>
  Math.floor(priceFen / 100_000) * perThousandYuan;

/** The last day on which points earned on that day count; null: for ever. */
export const lastDayOf = (earnedOn: string, expireMonths: number): string | null =>
  expireMonths === 0 ? null : monthsWindowEnd(earnedOn, expireMonths);

/** New is who bought nothing before the day of the event, and was brought to none before. */
export const newGuestOf = ({ guests, deals }: Pick<PersonFacts, 'guests' | 'deals'>): Guest | null => {
  const [first] = guests
    .filter(({ broughtBy }) => broughtBy !== null)
    .sort((one, other) => (`${one.heldOn} ${one.guestId}` < `${other.heldOn} ${other.guestId}` ? -1 : 1));
  if (!first) return null;
  const boughtBefore = deals.some(({ closedOn, cancelledOn }) => cancelledOn === null && closedOn < first.heldOn);
  return boughtBefore ? null : first;
};

const isAtEvent = (deal: Deal, guest: Guest): boolean =>
  deal.siteId === guest.siteId &&
  deal.closedOn >= guest.heldOn &&
  deal.closedOn <= addDays(guest.heldOn, guest.policy.params['points.eventDays'] - 1);

/** CR-6.04: all that is to be earned through one person: by who brought the person, and by the person for the own deals. */
export const earningsOf = (facts: PersonFacts): Wanted[] => {
  const fresh = newGuestOf(facts);
  return [
    ...facts.guests.map((guest) => forGuest(facts.now, guest, guest === fresh)),
    ...facts.deals.flatMap((deal) => [forDeal(facts.now, deal), forSale(facts.now, deal, fresh)]),
  ];
};

const forGuest = (now: Date, guest: Guest, isNew: boolean): Wanted => {
  const { policy, guestId, heldOn } = guest;
  const points = isNew ? policy.params['points.newClient'] : 0;
  const why = reasoning(now).apply('CR-6.04').under(policy).fact('heldOn', heldOn).fact('newClient', isNew);
  const summary = isNew
    ? text('老客户带来新客户。', 'A new client was brought to the event.')
    : text('所带客户并非新客户。', 'Who was brought is no new client.');
  const explanation = why.fact('points', points).explain(isNew ? 'EARNED' : 'NOT_EARNED', summary);
  const reference = { kind: 'guest', id: guestId } as const;
  return { reference, reason: 'new-client-brought', clientId: guest.broughtBy, points, policy, explanation };
};

const forDeal = (now: Date, deal: Deal): Wanted => {
  const { policy, dealId, closedOn, cancelledOn } = deal;
  const points = cancelledOn === null ? policy.params['points.perDeal'] : 0;
  const why = reasoning(now).apply('CR-6.04').under(policy).fact('closedOn', closedOn);
  const explanation = why
    .fact('cancelledOn', cancelledOn)
    .fact('points', points)
    .explain(...outcomeOf(cancelledOn));
  const reference = { kind: 'deal', id: dealId } as const;
  return { reference, reason: 'deal', clientId: deal.clientId, points, policy, explanation };
};

/** Read by whoever reads the points of the one who brought: it says no more of another client's deal than the points do. */
const forSale = (now: Date, deal: Deal, guest: Guest | null): Wanted => {
  const { dealId, closedOn, cancelledOn, priceFen } = deal;
  const brought = guest !== null && isAtEvent(deal, guest) ? guest : null;
  const policy = brought?.policy ?? deal.policy;
  const counts = brought !== null && cancelledOn === null;
  const points = counts ? pointsForSale(priceFen, policy.params['points.perThousandYuan']) : 0;
  const why = reasoning(now)
    .apply('CR-6.04')
    .under(policy)
    .fact('closedOn', closedOn)
    .fact('fullThousands', Math.floor(priceFen / 100_000));
  why
    .fact('cancelledOn', cancelledOn)
    .fact('heldOn', brought?.heldOn ?? null)
    .fact('points', points);
  const reference = { kind: 'event-sale', id: dealId } as const;
  const clientId = brought?.broughtBy ?? null;
  return {
    reference,
    reason: 'event-sale',
    clientId,
    points,
    policy,
    explanation: why.explain(...outcomeOf(cancelledOn)),
  };
};

const outcomeOf = (cancelledOn: string | null): [string, Text] =>
  cancelledOn === null
    ? ['EARNED', text('成交赠送积分。', 'Points for the deal.')]
    : ['NOT_EARNED', text('成交已撤销，积分收回。', 'The deal was cancelled: its points are taken back.')];
