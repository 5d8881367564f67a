import { type CommandResult, demand, done, refusedWith, saveExplanation } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import { policyAt } from '@shouwen/kernel';
import type { BareContext } from '@shouwen/subgraph';
import { sitePoliciesOf } from '../policies/index.ts';
import { closeDispute } from './closeDispute.ts';
import type { Proposal, RuledShare } from './dispute.ts';
import { statementsOf } from './disputeQueries.ts';
import { changeDispute, insertProposal } from './disputeStore.ts';
import { evidenceOn, insertEvidence } from './evidenceQueries.ts';
import { type Acting, type InDispute, inDispute } from './inDispute.ts';
import type { DisputeDone } from './openDispute.ts';
import { decideRuling, type Ruled, type RulingFacts } from './ruleDispute.decision.ts';
import { splitByRules } from './splitByRules.ts';

export type RuleDispute = InDispute & { readonly shares: readonly RuledShare[]; readonly reason: string };

/** SR-7.04: the manager rules, or proposes a split to the sales director. Needs `dispute.rule` at the site. @throws NotFound */
export const ruleDispute = (context: BareContext, input: RuleDispute): Promise<CommandResult<DisputeDone>> =>
  inDispute(context, { name: 'ruleDispute', input }, async (tx, acting) => {
    const { now: at, newId } = context;
    const { dispute, by } = acting;
    const { disputeId, siteId } = dispute;
    demand(context.viewer, 'dispute.rule', siteId);
    const facts = await loadFacts(tx, acting, { ...input, at });
    const decision = decideRuling(facts);
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const [{ kind }] = decision.events as [Ruled];
    const { explanation } = decision;
    const { shares, reason } = input;
    const explanationId = newId();
    await insertEvidence(tx, { disputeId, takenAt: at, occasion: 'ruling', items: facts.evidence });
    const put = { proposalId: newId(), disputeId, kind: 'ruling', proposedBy: by, proposedAt: at } as const;
    await insertProposal(tx, { ...put, shares, reason, ...answerOf(kind, at), explanationId });
    if (kind === 'FINAL') {
      await closeDispute(tx, context, { dispute, outcome: { state: 'ruled', shares, explanation, explanationId } });
      return done({ disputeId });
    }
    await saveExplanation(tx, { id: explanationId, subject: { type: 'Dispute', id: disputeId }, siteId, explanation });
    await changeDispute(tx, dispute, { state: 'proposed', shares: null, closedAt: null, claimId: null, explanationId });
    return done({ disputeId });
  });

const answerOf = (
  kind: Ruled['kind'],
  at: Date,
): Pick<Proposal, 'answer' | 'answeredBy' | 'answeredAt' | 'answerReason'> => ({
  answer: kind === 'FINAL' ? 'final' : null,
  answeredBy: null,
  answeredAt: kind === 'FINAL' ? at : null,
  answerReason: null,
});

const loadFacts = async (
  tx: Tx,
  { dispute, by }: Acting,
  { shares, reason, at }: Pick<RuleDispute, 'shares' | 'reason'> & { readonly at: Date },
): Promise<RulingFacts> => {
  const { versions } = await sitePoliciesOf(tx, dispute.siteId);
  const statements = await statementsOf(tx, [dispute.disputeId]);
  return {
    ...{ dispute, shares, reason, ruledBy: by, ruledAt: at },
    stated: [...new Set(statements.map(({ staffId }) => staffId))],
    byRules: await splitByRules(tx, dispute, at),
    evidence: await evidenceOn(tx, dispute),
    policy: policyAt(versions, dispute.openedAt),
  };
};
