import { appendAudit, type CommandResult, can, demand, done, NotFound, refusedWith, runCommand } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { type Explanation, policyAt } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { splitDeal } from '../changes/splitClaim.ts';
import type { Purchase } from '../claims/claim.ts';
import { loadOwnership } from '../claims/clientOwnership.ts';
import { findPurchase } from '../claims/purchaseStore.ts';
import { claimHeldAt, openRowOf } from '../claims/standing.ts';
import { tellClaims } from '../claims/tellClaims.ts';
import { attributionFor } from '../recognition/attributionFor.ts';
import { lockClients } from './familyClaims.ts';
import {
  decideFamilyProof,
  type FamilyProofFacts,
  type FamilyProven,
  type FamilyRelation,
} from './proveFamilyClaim.decision.ts';

export type ProveFamilyClaim = {
  readonly idempotencyKey: string;
  readonly dealId: string;
  /** The member of the buyer's family whose record is the earlier one. */
  readonly relativeId: string;
  readonly relation: FamilyRelation;
};

export type FamilyClaimProven = {
  readonly dealId: string;
  readonly consultantId: string;
  readonly explanationId: string;
};

/** Told in the same transaction: whoever keeps deals asks again who shares them (SR-9.05). */
export type OwnershipDecided = (
  tx: Tx,
  decided: {
    readonly siteId: string;
    readonly clientId: string;
    readonly at: Date;
    readonly newId: () => string;
    readonly because?: Explanation;
  },
) => Promise<unknown>;

type Context = BareContext & { readonly ownershipDecided: OwnershipDecided };

/**
 * SR-3.14: the manager writes down that a relative of a buyer had the first valid record, within the time for proof. Needs
 * `claim.manage` at the site. @throws NotFound as if there were no such deal
 */
export const proveFamilyClaim = (
  context: Context,
  { idempotencyKey, ...input }: ProveFamilyClaim,
): Promise<CommandResult<FamilyClaimProven>> =>
  runCommand({ ...context, name: 'proveFamilyClaim', idempotencyKey, input }, (tx) => proveIn(tx, context, input));

const proveIn = async (
  tx: Tx,
  context: Context,
  input: Omit<ProveFamilyClaim, 'idempotencyKey'>,
): Promise<CommandResult<FamilyClaimProven>> => {
  const { viewer, now, newId } = context;
  const seen = await findPurchase(tx, input.dealId);
  if (!seen || !can(viewer, 'claim.read', seen.siteId)) throw new NotFound();
  const { siteId, clientId, dealId } = seen;
  demand(viewer, 'claim.manage', siteId);
  await lockClients(tx, siteId, [clientId, input.relativeId]);
  const deal = (await findPurchase(tx, dealId)) ?? seen;
  const { facts, claims } = await load(tx, deal, { input, at: now, newClaimId: newId() });
  const decision = decideFamilyProof(facts);
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const ofClaims = decision.events.filter((event) => event.type !== 'DealDivided');
  const told = { siteId, clientId, claims, events: ofClaims, explanation: decision.explanation, at: now, newId };
  const explanationId = await tellClaims(tx, told);
  const divided = decision.events.find((event) => event.type === 'DealDivided') as Divided;
  const { sharing, consultantId } = divided;
  await splitDeal(tx, { dealId, sharing, buyersConsultant: consultantId });
  await context.ownershipDecided(tx, { siteId, clientId, at: now, newId, because: decision.explanation });
  const resource = { type: 'deal', id: dealId };
  await appendAudit(tx, { at: now, actor: viewer, siteId, resource, action: 'claim.proveFamily', decision: 'allowed' });
  return done({ dealId, consultantId, explanationId });
};

type Divided = Extract<FamilyProven, { type: 'DealDivided' }>;
type Asked = {
  readonly input: Omit<ProveFamilyClaim, 'idempotencyKey'>;
  readonly at: Date;
  readonly newClaimId: string;
};

const load = async (tx: Tx, deal: Purchase & { readonly siteId: string }, { input, at, newClaimId }: Asked) => {
  const { siteId, clientId, closedAt, visitId, dealId } = deal;
  const buyer = await loadOwnership(tx, { siteId, clientId }, closedAt);
  const relative = await loadOwnership(tx, { siteId, clientId: input.relativeId }, closedAt);
  const receivedFor = deal.consultantId;
  const shared = await attributionFor(tx, { siteId, clientId, visitId, closedAt, dealId, receivedFor });
  const facts: FamilyProofFacts = {
    deal,
    relation: input.relation,
    record: input.relativeId === clientId ? null : claimHeldAt(relative.facts),
    own: claimHeldAt(buyer.facts),
    open: openRowOf(buyer.facts),
    sharedBy: shared.consultants.map(({ staffId }) => staffId),
    at,
    zone: buyer.site.zone,
    policy: policyAt(buyer.site.versions, closedAt),
    newClaimId,
  };
  return { facts, claims: buyer.facts.claims };
};
