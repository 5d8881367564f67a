import type { CommandResult } from '@shouwen/access';
import { isUuid } from '@shouwen/kernel';
import { connectionOf, type GraphContext, typedPageOf } from '@shouwen/subgraph';
import { demandIds } from '../demandIds.ts';
import type { ExplanationLoaders } from '../explained.ts';
import { toGraphResult } from '../toGraphResult.ts';
import { type ApproveRuling, approveRuling } from './approveRuling.ts';
import type { Dispute } from './dispute.ts';
import { disputesById, pageOfDisputes } from './disputeQueries.ts';
import { disputeTypes } from './disputeTypes.resolvers.ts';
import { type MakeStatement, makeStatement } from './makeStatement.ts';
import { type DisputeDone, openDispute } from './openDispute.ts';
import { poachingMutations, poachingTypes } from './poaching/poaching.resolvers.ts';
import { type RuleDispute, ruleDispute } from './ruleDispute.ts';
import {
  type AgreeToSettlement,
  agreeToSettlement,
  type ProposeSettlement,
  proposeSettlement,
} from './settleDispute.ts';

type Context = GraphContext<ExplanationLoaders>;
type Page = { readonly first?: number | null; readonly after?: string | null };
type Listed = Page & { readonly siteId: string; readonly openOnly: boolean };
type Asked<Input> = { readonly input: Input };
type OpenInput = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly clientId: string;
  readonly oneSide: string;
  readonly otherSide: string;
  readonly dealId?: string | null;
};

const findDispute = async (id: string, { db, viewer }: Context): Promise<Dispute | null> =>
  isUuid(id) ? ((await db.read((tx) => disputesById(tx, viewer, [id])))[0] ?? null) : null;

const toGraph = (answer: CommandResult<DisputeDone>) => toGraphResult('DisputeDone', answer);

/** @throws BadInput for a share of nobody who could be somebody */
const demandShares = (shares: RuleDispute['shares']): void => {
  for (const { staffId } of shares) demandIds({ shares: staffId });
};

export const disputesResolvers = {
  ...disputeTypes,
  ...poachingTypes,
  Query: {
    dispute: (_: unknown, { id }: { readonly id: string }, context: Context) => findDispute(id, context),
    disputes: async (_: unknown, { siteId, openOnly, ...asked }: Listed, { db, viewer }: Context) => {
      const { limit, after } = typedPageOf(asked, ['time', 'id']);
      const page = { siteId, openOnly, after: after as [string, string] | null, limit: limit + 1 };
      const rows = isUuid(siteId) ? await db.read((tx) => pageOfDisputes(tx, viewer, page)) : [];
      return connectionOf(rows, limit, ({ openedAt, disputeId }) => [openedAt.toISOString(), disputeId]);
    },
  },
  Mutation: {
    ...poachingMutations,
    openDispute: async (_: unknown, { input }: Asked<OpenInput>, context: Context) => {
      const { oneSide, otherSide, dealId = null, ...rest } = input;
      demandIds({ siteId: rest.siteId, clientId: rest.clientId, oneSide, otherSide, dealId });
      return toGraph(await openDispute(context, { ...rest, dealId, sides: [oneSide, otherSide] }));
    },
    makeStatement: async (_: unknown, { input }: Asked<MakeStatement>, context: Context) => {
      demandIds({ disputeId: input.disputeId });
      return toGraph(await makeStatement(context, input));
    },
    proposeSettlement: async (_: unknown, { input }: Asked<ProposeSettlement>, context: Context) => {
      demandIds({ disputeId: input.disputeId });
      demandShares(input.shares);
      return toGraph(await proposeSettlement(context, input));
    },
    agreeToSettlement: async (_: unknown, { input }: Asked<AgreeToSettlement>, context: Context) => {
      demandIds({ disputeId: input.disputeId, proposalId: input.proposalId });
      return toGraph(await agreeToSettlement(context, input));
    },
    ruleDispute: async (_: unknown, { input }: Asked<RuleDispute>, context: Context) => {
      demandIds({ disputeId: input.disputeId });
      demandShares(input.shares);
      return toGraph(await ruleDispute(context, input));
    },
    approveRuling: async (_: unknown, { input }: Asked<ApproveRuling>, context: Context) => {
      demandIds({ disputeId: input.disputeId, proposalId: input.proposalId });
      return toGraph(await approveRuling(context, { ...input, reason: input.reason ?? null }));
    },
  },
  DisputeDone: {
    dispute: ({ disputeId }: DisputeDone, _: unknown, context: Context) => findDispute(disputeId, context),
  },
};
