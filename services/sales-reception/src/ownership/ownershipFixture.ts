import { type PolicyVersion, siteDate } from '@shouwen/kernel';
import { oneMonth, type SalesPolicy, tripleConfirmation } from '../policies/index.ts';
import { decideCallClaim } from './changes/claimByCall.decision.ts';
import { decideConfirmation } from './changes/claimByConfirmation.decision.ts';
import { decideVisitClaim } from './changes/claimByVisit.decision.ts';
import { decideFollowUp } from './changes/followUpEffect.decision.ts';
import type { VisitFacts } from './changes/visitFacts.ts';
import { type Claim, evolve, type Purchase } from './claims/claim.ts';
import { claimHeldAt, type OwnershipFacts, openRowOf, standingOf } from './claims/standing.ts';
import { attributionOf } from './recognition/attribution.ts';
import { decideRecognition, type RecognitionEvent } from './recognition/recogniseClient.decision.ts';
import type { RecognitionFacts } from './recognition/recognitionFacts.ts';

export const zone = 'Asia/Shanghai';

/** A time on the site's clock: `at('2026-04-03')` is 10:00 of that day. */
export const at = (date: string, time = '10:00'): Date =>
  new Date(`${date}T${time.length === 5 ? `${time}:00` : time}+08:00`);

const versionOf = (preset: string, params: SalesPolicy): PolicyVersion<SalesPolicy> => ({
  name: 'sales-reception',
  preset,
  version: 1,
  effectiveFrom: at('2020-01-01'),
  params,
});

export const policies = {
  'one-month': versionOf('one-month', oneMonth),
  'triple-confirmation': versionOf('triple-confirmation', tripleConfirmation),
} as const;

export type Preset = keyof typeof policies;

/** One client of one site, whose story a test tells day by day; each step is the decision that the service takes. */
export type Story = {
  readonly preset: Preset;
  readonly claims: readonly Claim[];
  readonly deals: readonly Purchase[];
  /** Those of the site by then; everybody when left out. */
  readonly consultants?: readonly string[];
};

const everybody = ['li', 'zhao', 'sun', 'wang'];

export const storyUnder = (preset: Preset): Story => ({ preset, claims: [], deals: [] });

export const aVisit = (over: Partial<VisitFacts> = {}): VisitFacts => ({
  visitId: `visit ${over.receivedAt?.toISOString() ?? 'one'}`,
  siteId: 'site',
  clientId: 'client',
  receiverId: 'li',
  actingFor: null,
  receivedAt: at('2026-04-03'),
  forgotWhom: false,
  kind: 'client',
  ...over,
});

export const factsAt = ({ preset, claims, deals, consultants = everybody }: Story, instant: Date): OwnershipFacts => ({
  claims,
  deals,
  consultants,
  at: instant,
  zone,
  policyOf: () => policies[preset],
});

/** Whose client it is at that instant. */
export const standingAt = (story: Story, instant: Date) => standingOf(factsAt(story, instant));

export const after = (story: Story, events: readonly RecognitionEvent[]): Story => ({
  ...story,
  claims: events.filter((event) => event.type !== 'DealDivided').reduce(evolve, story.claims),
});

type Registration = { readonly inPublicRegister?: boolean; readonly clientSays?: string; readonly registeredAt?: Date };

/** What the registration of a visit decides. */
export const visitDecision = (story: Story, visit: VisitFacts, more: Registration = {}) => {
  const facts = factsAt(story, visit.receivedAt);
  const registeredAt = more.registeredAt ?? visit.receivedAt;
  return decideVisitClaim({
    visit,
    standing: standingOf(facts),
    registeredAt,
    open: openRowOf(facts),
    inPublicRegister: more.inPublicRegister ?? true,
    clientSays: more.clientSays ?? null,
    zone,
    policy: policies[story.preset],
    newClaimId: `claim ${story.claims.length + 1}`,
  });
};

/** The visit is received, registered, and under `one-month` confirmed at 18:00 of the day. */
export const visited = (story: Story, over: Partial<VisitFacts>, more: Registration = {}): Story => {
  const visit = aVisit(over);
  const registered = after(story, visitDecision(story, visit, more).events);
  return confirmed(registered, visit);
};

export const unconfirmed = (story: Story, over: Partial<VisitFacts>): Story =>
  after(story, visitDecision(story, aVisit(over)).events);

export const confirmed = (story: Story, visit: VisitFacts, confirmedAt?: Date): Story => {
  const claim = openRowOf(story);
  const policy = policies[story.preset];
  const when = confirmedAt ?? at(siteDate(visit.receivedAt, zone), '18:00');
  const runOut = claim ? null : claimHeldAt({ ...factsAt(story, visit.receivedAt) });
  const newClaimId = `claim ${story.claims.length + 1}`;
  return after(story, decideConfirmation({ visit, claim, runOut, confirmedAt: when, zone, policy, newClaimId }).events);
};

/** What a follow-up by that consultant decides. */
export const followUpDecision = (story: Story, when: Date, { reached = true, by = 'li' } = {}) => {
  const facts = factsAt(story, when);
  return decideFollowUp({
    consultantId: by,
    at: when,
    reached,
    standing: standingOf(facts),
    claim: claimHeldAt(facts),
    zone,
    policy: policies[story.preset],
  });
};

export const followedUp = (story: Story, date: string, options: { reached?: boolean; by?: string } = {}): Story => {
  const decision = followUpDecision(story, at(date), options);
  if (decision.outcome === 'refused') throw new Error(`${date}: ${decision.refusal.code}`);
  return after(story, decision.events);
};

type Recognising = Partial<Pick<RecognitionFacts, 'namedAndAnswered' | 'acquaintance'>> & { by?: string; when: Date };

/** What recognising the client in the reception that `visit` began decides. */
export const recognitionDecision = (
  story: Story,
  visit: VisitFacts,
  { by = 'li', when, namedAndAnswered = true, acquaintance }: Recognising,
) =>
  decideRecognition({
    visit,
    client: { siteId: 'site', clientId: 'client' },
    acquaintance,
    recognisedBy: by,
    recognisedAt: when,
    namedAndAnswered,
    previous: story.claims.filter((one) => one.consultantId === by && one.openedAt < visit.receivedAt).at(-1) ?? null,
    current: story.claims.filter((one) => one.sourceId === visit.visitId && one.consultantId !== by).at(-1) ?? null,
    open: openRowOf(story),
    deals: story.deals,
    zone,
    policy: policies[story.preset],
    newClaimId: `claim ${story.claims.length + 1}`,
  });

export const bought = (story: Story, over: Partial<Purchase> = {}): Story => ({
  ...story,
  deals: [
    ...story.deals,
    {
      dealId: `deal ${story.deals.length + 1}`,
      clientId: 'client',
      consultantId: 'li',
      visitId: null,
      closedAt: at('2026-05-02'),
      closedOn: siteDate(over.closedAt ?? at('2026-05-02'), zone),
      cancelledAt: null,
      buyerFrom: over.closedAt ?? at('2026-05-02'),
      buyerUntil: null,
      byNameChange: false,
      sharing: null,
      ...over,
    },
  ],
});

/** Somebody answered a call of the client and registered it. */
export const called = (story: Story, answeredAt: Date, by = 'li'): Story => {
  const of = { siteId: 'site', clientId: 'client', consultantId: by };
  const call = { ...of, callId: `call ${answeredAt.toISOString()}`, answeredAt };
  const policy = policies[story.preset];
  const asked = { call, standing: standingAt(story, answeredAt), open: openRowOf(story), zone, policy };
  return after(story, decideCallClaim({ ...asked, newClaimId: `claim ${story.claims.length + 1}` }).events);
};

/** Who shares a deal that closes at that instant, as `li 50, zhao 50`. */
export const sharesAt = (story: Story, closedAt: Date, receivedFor: string | null = null) => {
  const policy = policies[story.preset];
  const standing = standingAt(story, closedAt);
  const attribution = attributionOf({ standing, receivedFor, decided: null, closedAt, policy });
  const shares = attribution.consultants.map(({ staffId, parts }) => `${staffId} ${parts}`).join(', ');
  return { shares, attribution };
};
