import { demand, demandIds } from '@shouwen/access';
import { siteDate } from '@shouwen/kernel';
import {
  connectionOf,
  type ExplanationLoaders,
  explanationOf,
  fromGraphName,
  type GraphContext,
  toGraphName,
  toGraphResult,
  typedPageOf,
} from '@shouwen/subgraph';
import { type ClientLoaders, readerAt } from '../../clients/index.ts';
import type { Vault } from '../../vault/index.ts';
import type { TierLoaders } from '../tierLoaders.ts';
import type { Vip, VipCarer, VipService } from './vip.ts';
import { endVip, type PromiseVip, placeOfPromise, promiseVip, type VipDone } from './vipActs.ts';
import { pageOfVips } from './vipQueries.ts';

type Context = GraphContext<ClientLoaders & TierLoaders & ExplanationLoaders>;
type Input<T> = { readonly input: T };
type OnClient = { readonly idempotencyKey: string; readonly siteId: string; readonly clientId: string };
type Promised = OnClient & {
  readonly carer: string;
  readonly carerId: string;
  readonly services: readonly string[];
  readonly promised?: string | null;
  readonly since?: string | null;
  readonly until?: string | null;
};
type Listed = { readonly siteId: string; readonly first?: number; readonly after?: string };

const promise =
  (vault: Vault, act: PromiseVip['act']) =>
  async (_: unknown, { input }: Input<Promised>, context: Context) => {
    const { carer, carerId, services, promised = null, since = null, until = null, ...onClient } = input;
    demandIds({ siteId: input.siteId, carerId });
    const told = {
      ...{ ...onClient, act, carerId, promised, since, until, carer: fromGraphName<VipCarer>(carer) },
      services: services.map((one) => fromGraphName<VipService>(one)),
    };
    return toGraphResult('VipDone', await promiseVip(vault)(context, told));
  };

export const vipResolvers = (vault: Vault) => ({
  Client: {
    vip: ({ id }: { readonly id: string }, _: unknown, { loaders }: Context) => loaders.vipOfClient.load(id),
  },
  Query: {
    vipClients: async (_: unknown, { siteId, ...asked }: Listed, context: Context) => {
      demand(context.viewer, 'tier.read', siteId);
      demandIds({ siteId });
      const { limit, after } = typedPageOf(asked, ['id']);
      const page = { siteId, today: siteDate(context.now), after: after?.[0] ?? null, limit: limit + 1 };
      const rows = await context.db.read((tx) => pageOfVips(tx, readerAt(context, siteId, 'tier.read'), page));
      return connectionOf(rows, limit, ({ vipId }) => [vipId]);
    },
  },
  Mutation: {
    makeVip: promise(vault, 'make'),
    changeVip: promise(vault, 'change'),
    endVip: async (_: unknown, { input }: Input<OnClient>, context: Context) => {
      demandIds({ siteId: input.siteId });
      return toGraphResult('VipDone', await endVip(context, input));
    },
  },
  VipDone: {
    client: async ({ clientId }: VipDone, _: unknown, { loaders }: Context) =>
      (await loaders.clients.load(clientId)) ?? { id: clientId },
    explanation: ({ explanationId }: VipDone, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
  ClientVip: {
    id: ({ vipId }: Vip) => vipId,
    client: async ({ personId }: Vip, _: unknown, { loaders }: Context) =>
      (await loaders.clients.load(personId)) ?? { id: personId },
    site: ({ siteId }: Vip) => ({ __typename: 'Site', id: siteId }),
    carer: ({ carer }: Vip) => toGraphName(carer),
    carerStaff: ({ carerId }: Vip) => ({ __typename: 'Staff', id: carerId }),
    services: ({ services }: Vip) => services.map(toGraphName),
    promised: ({ clientId, vipId, keyId, wrappedKey, promisedSealed }: Vip) =>
      promisedSealed && vault.open({ keyId, wrapped: wrappedKey }, clientId, placeOfPromise(vipId), promisedSealed),
    explanation: ({ explanationId }: Vip, _: unknown, { loaders }: Context) => explanationOf(loaders, explanationId),
  },
});
