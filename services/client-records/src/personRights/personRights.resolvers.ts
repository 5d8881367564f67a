import { demandIds } from '@shouwen/access';
import { isUuid } from '@shouwen/kernel';
import { connectionOf, fromGraphName, toGraphResult, typedPageOf } from '@shouwen/subgraph';
import type { ConsentPurpose } from '../consents/index.ts';
import type { Vault } from '../vault/index.ts';
import { type DeliverCopy, deliverCopy } from './copy/deliverCopy.ts';
import { rightsSitesOf } from './reachedRequest.ts';
import { pageOfRightsRequests } from './rightsQueries.ts';
import type { RightsKind, RightsState } from './rightsRequest.ts';
import type { RightsContext } from './rightsTypes.resolvers.ts';
import {
  type AnswerRequest,
  completeCorrection,
  refuseRequest,
  type WithdrawConsents,
  withdrawConsents,
} from './steps/answerRequest.ts';
import { type DecideErasure, decideErasure, proposeErasure } from './steps/erasureSteps.ts';
import { type RegisterRequest, registerRequest } from './steps/registerRequest.ts';

type Asked<Input> = { readonly input: Input };
type ListAsked = {
  readonly kinds?: readonly string[] | null;
  readonly states?: readonly string[] | null;
  readonly overdue?: boolean | null;
  readonly first?: number | null;
  readonly after?: string | null;
};

const named = <T extends string>(names: readonly string[] | null | undefined): T[] | null =>
  names?.map((name) => fromGraphName<T>(name)) ?? null;

export const personRightsResolvers = (vault: Vault) => ({
  Query: {
    rightsRequest: (_: unknown, { id }: { readonly id: string }, { loaders }: RightsContext) =>
      isUuid(id) ? loaders.rightsRequests.load(id) : null,
    rightsRequests: async (_: unknown, asked: ListAsked, { db, viewer, now }: RightsContext) => {
      const { limit, after } = typedPageOf(asked, ['time', 'id']);
      const page = {
        ...{ kinds: named<RightsKind>(asked.kinds), states: named<RightsState>(asked.states), after, limit: limit + 1 },
        overdueAt: asked.overdue ? now : null,
      };
      const rows = await db.read((tx) => pageOfRightsRequests(tx, rightsSitesOf(viewer), page));
      return connectionOf(rows, limit, ({ registeredAt, id }) => [registeredAt.toISOString(), id]);
    },
  },
  Mutation: {
    registerRightsRequest: async (_: unknown, { input }: Asked<RegisterRequest>, context: RightsContext) => {
      demandIds({ siteId: input.siteId, clientId: input.clientId });
      const asked = {
        ...{ ...input, wish: input.wish ?? null, kind: fromGraphName<RegisterRequest['kind']>(input.kind) },
        askedBy: fromGraphName<RegisterRequest['askedBy']>(input.askedBy),
        proof: fromGraphName<RegisterRequest['proof']>(input.proof),
      };
      return toGraphResult('RightsRequestDone', await registerRequest(vault)(context, asked));
    },
    refuseRightsRequest: async (_: unknown, { input }: Asked<AnswerRequest>, context: RightsContext) =>
      toGraphResult('RightsRequestDone', await refuseRequest(vault)(context, { ...input })),
    deliverCopy: async (_: unknown, { input }: Asked<DeliverCopy>, context: RightsContext) =>
      toGraphResult('CopyDelivered', await deliverCopy(vault)(context, { ...input })),
    completeCorrection: async (_: unknown, { input }: Asked<AnswerRequest>, context: RightsContext) =>
      toGraphResult('RightsRequestDone', await completeCorrection(vault)(context, { ...input })),
    withdrawConsents: async (_: unknown, { input }: Asked<WithdrawConsents>, context: RightsContext) => {
      const purposes = input.purposes.map((purpose) => fromGraphName<ConsentPurpose>(purpose));
      return toGraphResult('RightsRequestDone', await withdrawConsents(vault)(context, { ...input, purposes }));
    },
    proposeErasure: async (_: unknown, { input }: Asked<AnswerRequest>, context: RightsContext) =>
      toGraphResult('RightsRequestDone', await proposeErasure(vault)(context, { ...input })),
    decideErasure: async (_: unknown, { input }: Asked<DecideErasure>, context: RightsContext) =>
      toGraphResult('RightsRequestDone', await decideErasure(vault)(context, { ...input })),
  },
});
