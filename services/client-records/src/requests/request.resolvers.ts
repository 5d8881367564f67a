import { type CommandResult, demandIds, demandStaff } from '@shouwen/access';
import {
  connectionOf,
  explanationOf,
  fromGraphName,
  type PageArguments,
  toGraphResult,
  typedPageOf,
} from '@shouwen/subgraph';
import type { Vault } from '../vault/index.ts';
import { type EndAccess, endAccess, recordUse } from './endAccess.ts';
import { type DraftRequest, draftRequest, type RequestDone } from './form/draftRequest.ts';
import type { Outsider, OutsiderProof } from './form/outsiderStore.ts';
import { type SubmitRequest, submitRequest } from './form/submitRequest.ts';
import { withdrawRequest } from './form/withdrawRequest.ts';
import type { RequestKind } from './requestKinds.ts';
import { requestsOfParty, requestsWaitingFor } from './requestQueries.ts';
import { type RequestContext, requestTypes } from './requestTypes.resolvers.ts';
import { type AttachFiles, attachFiles } from './steps/attachFiles.ts';
import { type DecideRequest, decideRequest } from './steps/decideRequest.ts';

type Asked<Input> = { readonly input: Input };
type DraftInput = Pick<DraftRequest, 'idempotencyKey' | 'siteId'> & {
  readonly kind: string;
  readonly outsider?: (Omit<Outsider, 'proof'> & { readonly proof: string }) | null;
} & Partial<Omit<DraftRequest, 'idempotencyKey' | 'siteId' | 'kind' | 'outsider'>>;

const draftFrom = ({ kind, outsider, ...input }: DraftInput): DraftRequest => {
  demandIds({ siteId: input.siteId, readerId: input.readerId, clientId: input.clientId, carrierId: input.carrierId });
  demandIds(Object.fromEntries((input.fileIds ?? []).map((id, index) => [`fileIds.${index}`, id])));
  return {
    ...{ idempotencyKey: input.idempotencyKey, siteId: input.siteId, kind: fromGraphName<RequestKind>(kind) },
    ...{ readerId: input.readerId ?? null, clientId: input.clientId ?? null, described: input.described ?? null },
    ...{
      fields: input.fields ?? [],
      showsClient: input.showsClient ?? false,
      fileIds: [...new Set(input.fileIds ?? [])],
    },
    ...{ purpose: input.purpose ?? null, reason: input.reason ?? null, untilOn: input.untilOn ?? null },
    ...{ pages: input.pages ?? null, copies: input.copies ?? null, loanDays: input.loanDays ?? null },
    ...{ carrierId: input.carrierId ?? null, safeguards: input.safeguards ?? null },
    ...{ recipient: input.recipient ?? null, scope: null },
    outsider: outsider ? { ...outsider, proof: fromGraphName<OutsiderProof>(outsider.proof) } : null,
  };
};

const answered = async (answer: Promise<CommandResult<RequestDone>>) =>
  toGraphResult('AccessRequestDone', await answer);

export const requestResolvers = (vault: Vault) => ({
  ...requestTypes(vault),
  Query: {
    accessRequest: (_: unknown, { id }: { readonly id: string }, { viewer, loaders }: RequestContext) => {
      demandStaff(viewer);
      return loaders.accessRequests.load(id);
    },
    myAccessRequests: async (_: unknown, asked: PageArguments, { viewer, db }: RequestContext) => {
      const { staffId } = demandStaff(viewer);
      const { limit, after } = typedPageOf(asked, ['time', 'id']);
      const rows = await db.read((tx) => requestsOfParty(tx, staffId, { after, limit: limit + 1 }));
      return connectionOf(rows, limit, ({ createdAt, id }) => [createdAt.toISOString(), id]);
    },
    accessRequestsWaiting: async (_: unknown, asked: PageArguments, { viewer, db, loaders }: RequestContext) => {
      demandStaff(viewer);
      const { limit, after } = typedPageOf(asked, ['time', 'id']);
      const reader = await loaders.requestReader();
      const rows = await db.read((tx) => requestsWaitingFor(tx, reader, { after, limit: limit + 1 }));
      return connectionOf(rows, limit, ({ submittedAt, id }) => [submittedAt?.toISOString() ?? '', id]);
    },
  },
  Mutation: {
    draftRequest: (_: unknown, { input }: Asked<DraftInput>, context: RequestContext) =>
      answered(draftRequest(vault)(context, draftFrom(input))),
    submitRequest: (_: unknown, { input }: Asked<SubmitRequest>, context: RequestContext) => {
      demandIds({ requestId: input.requestId });
      return answered(submitRequest(context, input));
    },
    withdrawRequest: (_: unknown, { input }: Asked<SubmitRequest>, context: RequestContext) => {
      demandIds({ requestId: input.requestId });
      return answered(withdrawRequest(context, input));
    },
    decideRequest: (_: unknown, { input }: Asked<DecideInput>, context: RequestContext) => {
      demandIds({ requestId: input.requestId });
      const { reason = null, verdict, ...rest } = input;
      return answered(decideRequest(context, { ...rest, reason, verdict: fromGraphName(verdict) }));
    },
    attachFiles: (_: unknown, { input }: Asked<AttachFiles>, context: RequestContext) => {
      demandIds({ requestId: input.requestId });
      return answered(attachFiles(context, { ...input, fileIds: [...new Set(input.fileIds)] }));
    },
    endAccess: (_: unknown, { input }: Asked<EndAccess>, context: RequestContext) => {
      demandIds({ requestId: input.requestId });
      return answered(endAccess(context, input));
    },
    recordUse: (_: unknown, { input }: Asked<SubmitRequest>, context: RequestContext) => {
      demandIds({ requestId: input.requestId });
      return answered(recordUse(context, input));
    },
  },
  AccessRequestDone: {
    request: ({ requestId }: RequestDone, _: unknown, { loaders }: RequestContext) =>
      loaders.accessRequests.load(requestId),
    explanation: ({ explanationId }: RequestDone, _: unknown, { loaders }: RequestContext) =>
      explanationOf(loaders, explanationId),
  },
});

type DecideInput = Omit<DecideRequest, 'verdict' | 'reason'> & {
  readonly verdict: string;
  readonly reason?: string | null;
};
