import {
  appendAudit,
  type CommandResult,
  can,
  demand,
  demandStaff,
  done,
  NotFound,
  refusedWith,
  runCommand,
  saveExplanation,
} from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { deadlineAfterDays, type Explanation, policyAt, reasoning, siteDate } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { lockClient } from '../ownership/index.ts';
import { sitePoliciesOf } from '../policies/index.ts';
import { clientsKnown, consultantsOf } from '../projections/index.ts';
import type { Dispute } from './dispute.ts';
import { dealsOfClient, disputesOn } from './disputeQueries.ts';
import { insertDispute } from './disputeStore.ts';
import { evidenceOn, insertEvidence } from './evidenceQueries.ts';
import { freezeDeal } from './frozenDeals.ts';
import { type DisputeOpened, decideOpening, type OpeningFacts } from './openDispute.decision.ts';

export type OpenDispute = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly sides: readonly [string, string];
  /** Only about this deal; null: about whose client it is, and whatever the client bought or buys meanwhile. */
  readonly dealId: string | null;
};
export type DisputeDone = { readonly disputeId: string };

/**
 * SR-7.04: opens a case between two consultants, takes the evidence and freezes the deals. Needs `dispute.open` at the site; a side
 * opens its own, the manager anybody's.
 */
export const openDispute = (
  context: BareContext,
  { idempotencyKey, ...input }: OpenDispute,
): Promise<CommandResult<DisputeDone>> => {
  demand(context.viewer, 'dispute.open', input.siteId);
  return runCommand({ ...context, name: 'openDispute', idempotencyKey, input }, (tx) => openIn(tx, context, input));
};

type Input = Omit<OpenDispute, 'idempotencyKey'>;

const openIn = async (tx: Tx, context: BareContext, input: Input): Promise<CommandResult<DisputeDone>> => {
  const { viewer, now, newId } = context;
  const { siteId, clientId } = input;
  // Whoever has no record of the client is told the same whether or not there is one (CR-2.01).
  const unknown = can(viewer, 'dispute.rule', siteId) ? await clientsKnown(tx, [clientId]) : null;
  if (unknown) return refusedWith(unknown, reasoning(now).explain('REFUSED', unknown.message));
  await lockClient(tx, input);
  const facts = await loadFacts(tx, context, input);
  const decision = decideOpening(facts);
  if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
  const dispute: Omit<Dispute, 'version'> = {
    ...{ disputeId: newId(), siteId, clientId, sides: facts.sides, openedBy: facts.openedBy, openedAt: now },
    ...{ statementsDueAt: facts.statementsDueAt, aboutDeal: input.dealId !== null, state: 'open' },
    ...{ shares: null, closedAt: null, explanationId: newId() },
  };
  const [opened] = decision.events as [DisputeOpened];
  await save(tx, context, { dispute, opened, facts, explanation: decision.explanation });
  const resource = { type: 'Dispute', id: dispute.disputeId };
  await appendAudit(tx, { at: now, actor: viewer, siteId, action: 'dispute.open', resource, decision: 'allowed' });
  return done({ disputeId: dispute.disputeId });
};

/** @throws NotFound for a deal that is not one of this client's at this site */
const loadFacts = async (tx: Tx, { viewer, now }: BareContext, input: Input): Promise<OpeningFacts> => {
  const { siteId, sides, dealId } = input;
  const { zone, versions } = await sitePoliciesOf(tx, siteId);
  const policy = policyAt(versions, now);
  const deals = await dealsOfClient(tx, input);
  const deal = deals.find((one) => one.dealId === dealId) ?? null;
  if (dealId !== null && deal === null) throw new NotFound();
  const { open, claimDecided } = await disputesOn(tx, input);
  const today = siteDate(now, zone);
  return {
    ...{ sides, deal, deals, claimDecided, policy, openedAt: now, anotherIsOpen: open },
    openedBy: demandStaff(viewer).staffId,
    statementsDueAt: deadlineAfterDays(today, policy.params['dispute.statementDays'], zone),
    mayRule: can(viewer, 'dispute.rule', siteId),
    consultants: await consultantsOf(tx, siteId, today),
    evidence: await evidenceOn(tx, input),
  };
};

type Opened = {
  readonly dispute: Omit<Dispute, 'version'>;
  readonly opened: DisputeOpened;
  readonly facts: OpeningFacts;
  readonly explanation: Explanation;
};

const save = async (
  tx: Tx,
  { now: at, newId }: BareContext,
  { dispute, opened, facts, explanation }: Opened,
): Promise<void> => {
  const { disputeId, siteId, explanationId: id } = dispute;
  await saveExplanation(tx, { id, subject: { type: 'Dispute', id: disputeId }, siteId, explanation });
  await insertDispute(tx, dispute);
  await insertEvidence(tx, { disputeId, takenAt: at, occasion: 'opening', items: facts.evidence });
  for (const dealId of opened.freezes) await freezeDeal(tx, dispute, { dealId, at, newId });
};
