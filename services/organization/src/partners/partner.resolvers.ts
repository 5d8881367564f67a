import { demand } from '@shouwen/access';
import {
  type BareContext,
  connectionOf,
  type GraphContext,
  loaderOf,
  type PageArguments,
  typedPageOf,
} from '@shouwen/subgraph';
import { toGraphResult } from '../answer.ts';
import { type ExplanationLoaders, explanationOf } from '../explained.ts';
import { demandIds, possibleIds } from '../inputIds.ts';
import type { SignInDeps } from '../signIn/index.ts';
import { type ChangePartnerInput, endPartner, renewPartnerSecret } from './changePartner.ts';
import type { Partner, PartnerChanged } from './partner.ts';
import { listPartners, partnersByIds } from './partnerQueries.ts';
import { type PartnerTokenInput, partnerToken } from './partnerToken.ts';
import { type RegisterPartnerInput, registerPartner } from './registerPartner.ts';

export type PartnerLoaders = ReturnType<typeof partnerLoaders>;
type Context = GraphContext<PartnerLoaders & ExplanationLoaders>;
type Input<I> = { readonly input: I };

export const partnerLoaders = ({ db, viewer }: BareContext) => ({
  partners: loaderOf<Partner>(
    (ids) => db.read((tx) => partnersByIds(tx, viewer, possibleIds(ids))),
    ({ partnerId }) => partnerId,
  ),
});

const changed = {
  partner: ({ partnerId }: PartnerChanged, _: unknown, { loaders }: Context) => loaders.partners.load(partnerId),
  explanation: ({ explanationId }: PartnerChanged, _: unknown, { loaders }: Context) =>
    explanationOf(loaders, explanationId),
};

export const partnersResolvers = (deps: SignInDeps) => ({
  Query: {
    partners: async (_: unknown, page: PageArguments, { db, viewer }: Context) => {
      demand(viewer, 'partner.manage', null);
      const { limit, after } = typedPageOf(page, ['id']);
      const rows = await db.read((tx) => listPartners(tx, viewer, { limit: limit + 1, after }));
      return connectionOf(rows, limit, ({ partnerId }) => [partnerId]);
    },
  },
  Mutation: {
    registerPartner: async (_: unknown, { input }: Input<RegisterPartnerInput>, context: Context) => {
      for (const siteId of input.siteIds) demandIds({ siteIds: siteId });
      return toGraphResult('PartnerSecret', await registerPartner(deps)(context, input));
    },
    renewPartnerSecret: async (_: unknown, { input }: Input<ChangePartnerInput>, context: Context) => {
      demandIds({ partnerId: input.partnerId });
      return toGraphResult('PartnerSecret', await renewPartnerSecret(deps)(context, input));
    },
    endPartner: async (_: unknown, { input }: Input<ChangePartnerInput>, context: Context) => {
      demandIds({ partnerId: input.partnerId });
      return toGraphResult('PartnerEnded', await endPartner(deps)(context, input));
    },
    partnerToken: async (_: unknown, { input }: Input<PartnerTokenInput>, context: Context) => {
      const answer = await partnerToken(deps)({ ...context, address: context.clientAddress ?? null }, input);
      if (answer.outcome === 'refused') return toGraphResult('PartnerToken', answer);
      const { partnerId, token, expiresAt } = answer.result;
      return { __typename: 'PartnerToken', partnerId, accessToken: token, accessTokenExpiresAt: expiresAt };
    },
  },
  Partner: {
    id: ({ partnerId }: Partner) => partnerId,
    sites: ({ siteIds }: Partner, _: unknown, { loaders }: { loaders: SiteLoader }) => loaders.sites.loadMany(siteIds),
  },
  PartnerSecret: changed,
  PartnerEnded: changed,
});

type SiteLoader = { readonly sites: { loadMany(ids: readonly string[]): Promise<unknown[]> } };
