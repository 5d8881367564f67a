import type { GraphContext } from '@shouwen/subgraph';
import { type ExplanationLoaders, explanationOf } from '../explained.ts';
import type { Dispute, Evidence, EvidenceItem, Proposal, RuledShare, Statement } from './dispute.ts';
import type { DisputeLoaders } from './disputeLoaders.ts';

type Context = GraphContext<DisputeLoaders & ExplanationLoaders>;

const toStaff = (staffId: string | null) => (staffId === null ? null : { id: staffId });
const toGraphName = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
const explain = ({ explanationId }: { readonly explanationId: string }, _: unknown, { loaders }: Context) =>
  explanationOf(loaders, explanationId);

/** Whoever got hold of a dispute may see all of it; its deals and client still answer for themselves. */
export const disputeTypes = {
  Dispute: {
    id: ({ disputeId }: Dispute) => disputeId,
    site: ({ siteId }: Dispute) => ({ id: siteId }),
    client: ({ clientId }: Dispute) => ({ id: clientId }),
    sides: ({ sides }: Dispute) => sides.map(toStaff),
    openedBy: ({ openedBy }: Dispute) => toStaff(openedBy),
    state: ({ state }: Dispute) => toGraphName(state),
    statements: ({ disputeId }: Dispute, _: unknown, { loaders }: Context) =>
      loaders.statementsOfDispute.load(disputeId),
    evidence: ({ disputeId }: Dispute, _: unknown, { loaders }: Context) => loaders.evidenceOfDispute.load(disputeId),
    proposals: ({ disputeId }: Dispute, _: unknown, { loaders }: Context) => loaders.proposalsOfDispute.load(disputeId),
    deals: ({ disputeId }: Dispute, _: unknown, { loaders }: Context) => loaders.dealsOfDispute.load(disputeId),
    explanation: explain,
  },
  RuledShare: { staff: ({ staffId }: RuledShare) => toStaff(staffId) },
  DisputeStatement: {
    id: ({ statementId }: Statement) => statementId,
    staff: ({ staffId }: Statement) => toStaff(staffId),
  },
  DisputeEvidence: { occasion: ({ occasion }: Evidence) => toGraphName(occasion) },
  EvidenceItem: {
    kind: ({ kind }: EvidenceItem) => toGraphName(kind),
    staff: ({ staffId }: EvidenceItem) => toStaff(staffId),
    at: ({ at }: EvidenceItem) => new Date(at),
    details: ({ details }: EvidenceItem) =>
      Object.entries(details).map(([name, value]) => ({
        name,
        value: value === null ? null : String(value),
        at: null,
      })),
  },
  DisputeProposal: {
    id: ({ proposalId }: Proposal) => proposalId,
    isRuling: ({ kind }: Proposal) => kind === 'ruling',
    proposedBy: ({ proposedBy }: Proposal) => toStaff(proposedBy),
    answeredBy: ({ answeredBy }: Proposal) => toStaff(answeredBy),
    explanation: explain,
  },
  DisputedDeal: {
    deal: ({ dealId }: { readonly dealId: string }, _: unknown, { loaders }: DealContext) => loaders.deals.load(dealId),
  },
};

type DealContext = GraphContext<{ readonly deals: { load(dealId: string): Promise<unknown> } }>;
