import { demandStaff } from '@shouwen/access';
import {
  type BareContext,
  connectionOf,
  type GraphContext,
  loaderOf,
  type PageArguments,
  pageOf,
} from '@shouwen/subgraph';
import { toGraphResult } from '../answer.ts';
import { type ExplanationLoaders, explanationOf } from '../explained.ts';
import { possibleIds } from '../inputIds.ts';
import { type OpenSiteInput, openSite } from './openSite.ts';
import type { Site } from './site.ts';
import { listSites, sitesByIds } from './siteQueries.ts';

export type SiteLoaders = ReturnType<typeof siteLoaders>;
type Context = GraphContext<SiteLoaders & ExplanationLoaders>;

export const siteLoaders = ({ db, viewer }: BareContext) => ({
  sites: loaderOf<Site>(
    (ids) => db.read((tx) => sitesByIds(tx, viewer, possibleIds(ids))),
    ({ id }) => id,
  ),
});

export const siteResolvers = {
  Query: {
    site: (_: unknown, { id }: { id: string }, { loaders }: Context) => loaders.sites.load(id),
    sites: async (_: unknown, page: PageArguments, { db, viewer }: Context) => {
      demandStaff(viewer);
      const { limit, after } = pageOf(page, 1);
      const rows = await db.read((tx) => listSites(tx, viewer, { limit: limit + 1, after: after as [string] | null }));
      return connectionOf(rows, limit, ({ nameZh }) => [nameZh]);
    },
  },
  Mutation: {
    openSite: async (_: unknown, { input }: { input: OpenSiteInput }, context: Context) => {
      const { salesPreset = null, servicePreset = null, ...rest } = input;
      return toGraphResult('SiteOpened', await openSite(context, { ...rest, salesPreset, servicePreset }));
    },
  },
  SiteOpened: {
    site: ({ siteId }: { siteId: string }, _: unknown, { loaders }: Context) => loaders.sites.load(siteId),
    explanation: ({ explanationId }: { explanationId: string }, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
  Site: {
    __resolveReference: ({ id }: { id: string }, { loaders }: Context) => loaders.sites.load(id),
    name: ({ nameZh, nameEn }: Site) => ({ zh: nameZh, en: nameEn }),
  },
  SiteKind: { SALES: 'sales', PROPERTY: 'property' },
  SalesPreset: { ONE_MONTH: 'one-month', TRIPLE_CONFIRMATION: 'triple-confirmation' },
  ServicePreset: { PROPERTY_OFFICE: 'property-office', DEALER: 'dealer', RETAIL_CHAIN: 'retail-chain' },
};
