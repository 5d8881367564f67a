import { type PolicyRef, type Reasoning, reasoning, text } from '@shouwen/kernel';
import type { Claim, Purchase, Standing } from './claim.ts';
import { holdsAt, lapseRules, lapsesOn, lastDayOf } from './windows.ts';

/** Everything there is to know about a client's ownership at one site. */
export type OwnershipFacts = {
  /** All claims there ever were, of this client at this site, in any order. */
  readonly claims: readonly Claim[];
  readonly deals: readonly Purchase[];
  /** The consultants of the site at that instant: one who has left can be verified no more (SR-3.13). */
  readonly consultants: readonly string[];
  /** The instant that is asked about. */
  readonly at: Date;
  readonly zone: string;
  /** The policy in force when the visit or call was made that a window counts from. */
  readonly policyOf: (factAt: Date) => PolicyRef;
};

/**
 * SR-3.01 to SR-3.06, SR-3.13: whose client somebody is at an instant. Claims lapse here by the calendar alone: nobody has to
 * press anything, and no job has to have run.
 */
export const standingOf = (facts: OwnershipFacts): Standing => {
  const why = reasoning(facts.at);
  const deal = latestDealOf(facts);
  if (deal) return isVerified(deal, facts) ? buyer(deal, why) : unverified(deal, facts, why);
  const claim = latestClaimOf(facts);
  if (!claim) return nobodys(why.apply('SR-1.20').explain('NEW', neverHere));
  describe(claim, facts, why);
  if (!holdsAt(claim, facts.at, facts.zone)) return noLonger(claim, facts, why);
  if (claim.confirmation === 'awaited') return unproven(claim, why);
  return owned(claim, why);
};

/** The claim that holds at that instant, proven or not. */
export const claimHeldAt = ({ claims, at, zone }: Pick<OwnershipFacts, 'claims' | 'at' | 'zone'>): Claim | null =>
  claims.find((claim) => holdsAt(claim, at, zone)) ?? null;

/** The claim whose row is open, whatever the calendar says; whoever opens another has to end it. */
export const openRowOf = ({ claims }: Pick<OwnershipFacts, 'claims'>): Claim | null =>
  claims.find(({ status }) => status === 'open') ?? null;

const latestDealOf = ({ deals, at }: OwnershipFacts): Purchase | null =>
  [...deals]
    .filter(({ buyerFrom, buyerUntil }) => buyerFrom <= at && (buyerUntil === null || at < buyerUntil))
    .filter(({ cancelledAt }) => cancelledAt === null || at < cancelledAt)
    .sort((a, b) => b.buyerFrom.getTime() - a.buyerFrom.getTime())[0] ?? null;

const isVerified = ({ consultantId }: Purchase, { consultants }: OwnershipFacts): boolean =>
  consultantId !== null && consultants.includes(consultantId);

/** The one that holds, else the one that held last. */
const latestClaimOf = (facts: OwnershipFacts): Claim | null =>
  claimHeldAt(facts) ??
  [...facts.claims]
    .filter((claim) => claim.openedAt <= facts.at)
    .sort((a, b) => b.openedAt.getTime() - a.openedAt.getTime())[0] ??
  null;

const describe = (claim: Claim, { policyOf }: OwnershipFacts, why: Reasoning): void => {
  why.fact('consultant', claim.consultantId).fact('openedBy', claim.openedBy, claim.openedAt);
  why.fact('windowFrom', claim.windowFrom.toISOString(), claim.windowFrom);
  why.fact('validThrough', claim.validThrough).fact('freshThrough', claim.freshThrough);
  why.fact('lapsesOn', lapsesOn(claim)).under(policyOf(claim.windowFrom));
};

const buyer = (deal: Purchase, why: Reasoning): Standing => {
  why.fact('deal', deal.dealId, deal.closedAt).fact('consultant', deal.consultantId);
  const { consultantId, dealId } = deal;
  return { kind: 'BUYER', consultantId, dealId, explanation: why.apply('SR-3.13').explain('BUYER', boughtBefore) };
};

/** SR-1.24, SR-3.13: nobody can say any more whose buyer it is: as new, so that whoever received them since owns them. */
const unverified = (deal: Purchase, facts: OwnershipFacts, why: Reasoning): Standing => {
  const { buyerFrom, consultantId, dealId } = deal;
  const since = facts.claims.filter(({ openedAt }) => openedAt > buyerFrom);
  const standing = standingOf({ ...facts, deals: [], claims: since });
  if (standing.kind === 'OWNED' || (standing.kind === 'NEW' && standing.unconfirmed)) return standing;
  why.fact('deal', dealId, deal.closedAt).fact('consultant', consultantId).apply('SR-3.13', 'SR-1.24');
  return { kind: 'BUYER', consultantId: null, dealId, explanation: why.explain('BUYER', notVerified) };
};

const owned = (claim: Claim, why: Reasoning): Standing => {
  if (claim.openedBy === 'call') {
    why.apply('SR-2.04', ...lapseRules(claim), 'SR-1.22');
    return { kind: 'OWNED', claim, explanation: why.explain('OWNED', answeredBy(claim)) };
  }
  why.apply('SR-3.01', 'SR-3.06');
  if (claim.freshThrough !== null) why.apply('SR-3.02');
  else why.reject('SR-3.02', noFreshness);
  if (claim.confirmation === 'given') why.apply('SR-2.02');
  if (claim.sharing !== null) {
    const others = claim.sharing.shares.map(({ staffId }) => staffId).filter((one) => one !== claim.consultantId);
    why.apply(claim.sharing.rule).fact('sharedWith', others);
  }
  return { kind: 'OWNED', claim, explanation: why.explain('OWNED', ownedThrough(claim)) };
};

const unproven = (claim: Claim, why: Reasoning): Standing => {
  why.apply('SR-2.02').reject('SR-3.06', awaitsConfirmation);
  return { kind: 'NEW', unconfirmed: claim, explanation: why.explain('NEW', awaitsConfirmation) };
};

const noLonger = (claim: Claim, { at }: OwnershipFacts, why: Reasoning): Standing => {
  const lapsed =
    claim.endReason === null || claim.endReason === 'validity-over' || claim.endReason === 'freshness-over';
  if (!lapsed)
    return nobodys(
      why
        .apply('SR-1.23')
        .fact('ended', claim.endReason, claim.endedAt ?? at)
        .explain('NEW', claimEnded),
    );
  if (claim.confirmation === 'awaited') return nobodys(why.apply('SR-2.02', 'SR-1.23').explain('NEW', neverConfirmed));
  const [rule = 'SR-3.01', ...others] = lapseRules(claim);
  const lapsedOn = lapsesOn(claim);
  why.apply(rule, ...others, 'SR-1.23');
  return { kind: 'LAPSED', claim, lapsedOn, rule, explanation: why.explain('LAPSED', lapsedSince(lapsedOn)) };
};

const nobodys = (explanation: Standing['explanation']): Standing => ({ kind: 'NEW', unconfirmed: null, explanation });

const neverHere = text('新客户：此前没有有效登记。', 'A new client: nothing valid is registered.');
const boughtBefore = text('已购房业主，归原置业顾问。', 'Bought before and stays with that consultant.');
const noFreshness = text('本案场不要求保鲜跟进。', 'The site demands no follow-ups for freshness.');
const notVerified = text(
  '已购房业主，但原置业顾问已无法核实，视为新客户。',
  'Bought before, but the consultant of then can be verified no more: as new.',
);
const awaitsConfirmation = text(
  '登记尚未经经理确认，不能证明归属。',
  'The registration awaits the manager’s confirmation and proves nothing yet.',
);
const neverConfirmed = text(
  '登记始终未经经理确认，视为新客户。',
  'The registration was never confirmed: a new client.',
);
const claimEnded = text('原归属已终止，视为新客户。', 'The earlier claim was ended: a new client.');
const answeredBy = ({ validThrough }: Claim) =>
  text(
    `来电登记有效至${validThrough}，到访时须说出接听人。`,
    `The call is kept through ${validThrough}; the caller must name the answerer on arrival.`,
  );
const ownedThrough = (claim: Claim) =>
  text(`归属有效至${lastDayOf(claim)}（含当日）。`, `Owned through ${lastDayOf(claim)}, that day included.`);
const lapsedSince = (day: string) =>
  text(`归属已于${day}失效，视为新客户。`, `The claim lapsed on ${day}: a new client.`);
