import { type Explanation, type PolicyVersion, siteDate } from '@shouwen/kernel';
import type { SalesPolicy } from '../../policies/index.ts';
import { decideVisitClaim } from '../changes/claimByVisit.decision.ts';
import { dealsOutside, type VisitFacts } from '../changes/visitFacts.ts';
import { type Claim, evolve, isBuyer } from '../claims/claim.ts';
import { claimHeldAt, type OwnershipFacts, openRowOf, standingOf } from '../claims/standing.ts';
import { decideFamilyClaims } from '../family/familyClaims.decision.ts';

export type UnregisteredVisit = {
  /** The reception in which the deal closes, not registered by then. */
  readonly visit: VisitFacts;
  /** Of the client, when the deal closes. */
  readonly facts: OwnershipFacts;
  /** Of the relative whom the visitor came as, when the visit began (SR-3.14); null: of nobody. */
  readonly relative: OwnershipFacts | null;
  /** In force when the visit began. */
  readonly policy: PolicyVersion<SalesPolicy>;
};

export type AsRegistered = { readonly claims: readonly Claim[]; readonly explanations: readonly Explanation[] };

/**
 * SR-9.05: a deal that closes before its visit is registered is divided as if the visit were registered at that moment: what the visit
 * knows of another consultant (SR-4.02), of a family (SR-3.14) and of a client who forgot whom (SR-3.09) counts already.
 */
export const asRegistered = (unregistered: UnregisteredVisit): AsRegistered => {
  const { visit, facts, policy } = unregistered;
  const { at, zone } = facts;
  const claims = asOf(facts);
  const decision = decideVisitClaim({
    visit,
    standing: standingOf({ ...facts, claims, deals: dealsOutside(visit, facts.deals), at: visit.receivedAt }),
    open: openRowOf({ claims }),
    registeredAt: at,
    inPublicRegister: true,
    clientSays: null,
    zone,
    policy,
    newClaimId: `of visit ${visit.visitId}`,
  });
  const registered = decision.events.reduce(evolve, claims);
  const family = familyOf(unregistered, registered);
  if (!family) return { claims: registered, explanations: [decision.explanation] };
  // The client's own, under whichever record (CR-1.05); the relative's are not.
  const own = new Set([visit.clientId, ...facts.claims.map(({ clientId }) => clientId)]);
  const settled = family.events.reduce(evolve, registered).filter(({ clientId }) => own.has(clientId));
  return { claims: settled, explanations: [decision.explanation, family.explanation] };
};

/** The claims as they stood at that instant, whatever became of them since. */
const asOf = ({ claims, at }: OwnershipFacts): Claim[] =>
  claims
    .filter(({ openedAt }) => openedAt <= at)
    .map((claim) =>
      claim.endedAt !== null && claim.endedAt > at
        ? { ...claim, status: 'open', endedAt: null, endedOn: null, endReason: null }
        : claim,
    );

const familyOf = ({ visit, facts, relative, policy }: UnregisteredVisit, claims: readonly Claim[]) => {
  if (!visit.relative || !relative || visit.relative.clientId === visit.clientId) return null;
  if (isBuyer(dealsOutside(visit, facts.deals)) || isBuyer(relative.deals)) return null;
  const { at, zone } = facts;
  return decideFamilyClaims({
    relation: visit.relative.relation,
    own: claimHeldAt({ claims, at, zone }),
    relative: claimHeldAt(relative),
    relativeCancelled: relative.deals.some(({ cancelledAt }) => cancelledAt !== null),
    clientSays: null,
    at,
    zone,
    policy,
    newClaimId: `of family on ${siteDate(at, zone)}`,
  });
};
