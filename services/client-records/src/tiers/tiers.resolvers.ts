import { siteDate } from '@shouwen/kernel';
import {
  connectionOf,
  type ExplanationLoaders,
  explanationOf,
  type GraphContext,
  toGraphName,
  typedPageOf,
} from '@shouwen/subgraph';
import { treatmentOf } from './orders/treatment.ts';
import { lastSpan, type TierSpan, tierOn } from './tier.ts';
import type { TierLoaders } from './tierLoaders.ts';

type Context = GraphContext<TierLoaders & ExplanationLoaders>;
type Referenced = { readonly id: string };
type Page = { readonly first?: number; readonly after?: string };

const current = (spans: readonly TierSpan[], today: string): TierSpan | null =>
  tierOn(spans, today) ?? lastSpan(spans, today);

export const tierResolvers = {
  Client: {
    tier: async ({ id }: Referenced, _: unknown, { loaders, now }: Context) =>
      current(await loaders.tierSpans.load(id), siteDate(now)),
    tierHistory: async ({ id }: Referenced, asked: Page, { loaders }: Context) => {
      const { limit, after } = typedPageOf(asked, ['id']);
      const spans = await loaders.tierSpans.load(id);
      const from = after === null ? 0 : spans.findIndex(({ spanId }) => spanId === after[0]) + 1;
      return connectionOf(spans.slice(from, from + limit + 1), limit, ({ spanId }) => [spanId]);
    },
    treatment: async ({ id }: Referenced, _: unknown, { loaders, now }: Context) => {
      const spans = await loaders.tierSpans.load(id);
      const policy = await loaders.tierPolicy.load('company');
      if (spans.length === 0 || policy === null) return null;
      return treatmentOf(tierOn(spans, siteDate(now))?.tier ?? 'C', policy.params);
    },
  },
  ClientTier: {
    basis: ({ basis }: TierSpan) => toGraphName(basis),
    provisional: ({ basis }: TierSpan) => basis === 'provisional',
    from: ({ fromOn }: TierSpan) => fromOn,
    lapsed: ({ validThrough }: TierSpan, _: unknown, { now }: Context) => validThrough < siteDate(now),
    explanation: ({ explanationId }: TierSpan, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
};
