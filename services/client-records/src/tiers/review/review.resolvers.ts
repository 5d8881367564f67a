import { siteDate } from '@shouwen/kernel';
import {
  connectionOf,
  type ExplanationLoaders,
  explanationOf,
  type GraphContext,
  toGraphResult,
  typedPageOf,
} from '@shouwen/subgraph';
import { type ClientLoaders, type ClientRow, readerOf } from '../../clients/index.ts';
import type { Vault } from '../../vault/index.ts';
import type { Tier } from '../tier.ts';
import type { TierLoaders } from '../tierLoaders.ts';
import { demandSomewhere } from '../tierScope.ts';
import {
  type CloseDone,
  type CloseReview,
  closeTierReview,
  placeOfRemark,
  type RemarkDone,
  remarkTier,
} from './reviewActs.ts';
import { pageOfProposals, proposalFor, reviewOf } from './reviewQueries.ts';
import { effectiveOn, isClosed, type TierProposal, type TierRemark, type TierReview } from './tierReview.ts';

type Context = GraphContext<ClientLoaders & TierLoaders & ExplanationLoaders>;
type Input<T> = { readonly input: T };
type Discussed = {
  readonly idempotencyKey: string;
  readonly year: number;
  readonly clientId: string;
  readonly remark: string;
};
type Corrected = Omit<Discussed, 'remark'> & { readonly tier: Tier; readonly reason: string };
type Listed = {
  readonly year: number;
  readonly proposed?: Tier | null;
  readonly first?: number;
  readonly after?: string;
};
type ShownRemark = TierRemark & { readonly client: ClientRow };

export const reviewResolvers = (vault: Vault) => ({
  Query: {
    tierReview: (_: unknown, { year }: { readonly year: number }, context: Context) => {
      demandSomewhere(context, 'tier.read');
      return context.db.read((tx) => reviewOf(tx, year));
    },
    tierProposals: async (_: unknown, { year, proposed = null, ...asked }: Listed, context: Context) => {
      demandSomewhere(context, 'tier.review');
      const { limit, after } = typedPageOf(asked, ['id']);
      const page = { year, proposed, after: after?.[0] ?? null, limit: limit + 1 };
      const rows = await context.db.read((tx) => pageOfProposals(tx, readerOf(context, 'tier.review'), page));
      return connectionOf(rows, limit, ({ clientId }) => [clientId]);
    },
  },
  Mutation: {
    discussTier: async (_: unknown, { input }: Input<Discussed>, context: Context) =>
      toGraphResult('TierRemarked', await remarkTier(vault)(context, { ...input, tier: null })),
    correctTier: async (_: unknown, { input: { reason, ...input } }: Input<Corrected>, context: Context) =>
      toGraphResult('TierRemarked', await remarkTier(vault)(context, { ...input, remark: reason })),
    closeTierReview: async (_: unknown, { input }: Input<CloseReview>, context: Context) =>
      toGraphResult('TierReviewClosed', await closeTierReview(context, input)),
  },
  TierRemarked: {
    proposal: ({ year, clientId }: RemarkDone, _: unknown, { db }: Context) =>
      db.read((tx) => proposalFor(tx, year, clientId)),
  },
  TierReviewClosed: {
    review: ({ year }: CloseDone, _: unknown, { db }: Context) => db.read((tx) => reviewOf(tx, year)),
  },
  TierReview: {
    closed: (review: TierReview, _: unknown, { now }: Context) => isClosed(review, siteDate(now)),
    effectiveOn: (review: TierReview) => effectiveOn(review),
    explanation: ({ explanationId }: TierReview, _: unknown, { loaders }: Context) =>
      explanationId && explanationOf(loaders, explanationId),
  },
  TierProposal: {
    client: async ({ clientId }: TierProposal, _: unknown, { loaders }: Context) =>
      (await loaders.clients.load(clientId)) ?? { id: clientId },
    remarks: async ({ year, clientId }: TierProposal, _: unknown, { loaders }: Context) => {
      const client = await loaders.clients.load(clientId);
      if (client === null) return [];
      return (await loaders.tierRemarks.load(`${year}/${clientId}`)).map((row): ShownRemark => ({ ...row, client }));
    },
    proposalExplanation: ({ proposalExplanationId }: TierProposal, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, proposalExplanationId),
    explanation: ({ explanationId }: TierProposal, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
  TierRemark: {
    id: ({ remarkId }: ShownRemark) => remarkId,
    remark: ({ client, remarkId, remarkSealed }: ShownRemark) =>
      vault.open({ keyId: client.keyId, wrapped: client.wrappedKey }, client.id, placeOfRemark(remarkId), remarkSealed),
  },
});
