import { type ExplanationLoaders, explanationOf, type GraphContext, toGraphName } from '@shouwen/subgraph';
import type { TableFormat } from '@shouwen/tables';
import type { ClientLoaders, ClientRow } from '../clients/index.ts';
import type { Vault } from '../vault/index.ts';
import { copyAsJson, copyAsTable } from './copy/copyFile.ts';
import { type CopyDelivered, type TakenCopy, takenCopy } from './copy/deliverCopy.ts';
import { type ErasureProof, hashOfProof } from './erasure/erasureProof.ts';
import type { RightsLoaders } from './rightsLoaders.ts';
import type { FrozenClient } from './rightsQueries.ts';
import { isOverdue, placeOfText, type RightsRequest, type RightsText } from './rightsRequest.ts';
import { clientKeyOf } from './rightsStore.ts';
import type { RightsDone } from './steps/registerRequest.ts';

export type RightsContext = GraphContext<ClientLoaders & RightsLoaders & ExplanationLoaders>;

const person = (id: string | null) => id && { id };

export const rightsTypes = (vault: Vault) => {
  const shownText =
    (column: RightsText, sealedOf: (request: RightsRequest) => Buffer | null) =>
    async (request: RightsRequest, _: unknown, { db }: RightsContext): Promise<string | null> => {
      const sealed = sealedOf(request);
      const key = sealed && (await db.read((tx) => clientKeyOf(tx, request.clientId)));
      return sealed && key ? vault.open(key, request.clientId, placeOfText(column, request.id), sealed) : null;
    };
  return {
    Client: {
      frozen: (client: Partial<ClientRow> & { readonly id: string }, _: unknown, { loaders }: RightsContext) =>
        client.ground === 'custody' ? loaders.frozenClients.load(client.id) : null,
    },
    ClientFrozen: { duties: ({ duties }: FrozenClient) => duties.map(toGraphName) },
    RightsRequest: {
      kind: ({ kind }: RightsRequest) => toGraphName(kind),
      state: ({ state }: RightsRequest) => toGraphName(state),
      site: ({ siteId }: RightsRequest) => ({ id: siteId }),
      client: ({ clientId }: RightsRequest, _: unknown, { loaders }: RightsContext) => loaders.clients.load(clientId),
      askedBy: ({ askedBy }: RightsRequest) => toGraphName(askedBy),
      asker: shownText('asker', ({ askerSealed }) => askerSealed),
      proof: ({ proof }: RightsRequest) => toGraphName(proof),
      proofNumber: shownText('proof', ({ proofSealed }) => proofSealed),
      wish: shownText('wish', ({ wishSealed }) => wishSealed),
      answer: shownText('answer', ({ answerSealed }) => answerSealed),
      registeredBy: ({ registeredBy }: RightsRequest) => ({ id: registeredBy }),
      overdue: (request: RightsRequest, _: unknown, { now }: RightsContext) => isOverdue(request, now),
      proposedBy: ({ proposedBy }: RightsRequest) => person(proposedBy),
      decidedBy: ({ decidedBy }: RightsRequest) => person(decidedBy),
      duties: ({ duties }: RightsRequest) => duties.map(toGraphName),
      erasureProofs: ({ id }: RightsRequest, _: unknown, { loaders }: RightsContext) => loaders.erasureProofs.load(id),
      explanation: ({ explanationId }: RightsRequest, _: unknown, { loaders }: RightsContext) =>
        explanationOf(loaders, explanationId),
    },
    ErasureProof: {
      proposedBy: ({ proposedBy }: ErasureProof) => person(proposedBy),
      approvedBy: ({ approvedBy }: ErasureProof) => person(approvedBy),
      destroyed: ({ destroyed }: ErasureProof) => Object.entries(destroyed).map(([table, rows]) => ({ table, rows })),
      intact: (proof: ErasureProof) => hashOfProof(proof) === proof.hash,
    },
    RightsRequestDone: { request: requestOf, explanation: explanationOfRequest },
    CopyDelivered: {
      request: requestOf,
      explanation: explanationOfRequest,
      copy: (delivered: CopyDelivered, _: unknown, context: RightsContext) => takenCopy(vault)(context, delivered),
    },
    RightsCopy: {
      json: ({ watermark, sections }: TakenCopy) => copyAsJson(watermark, sections),
      file: ({ watermark, sections }: TakenCopy, { format }: { readonly format: TableFormat }) =>
        copyAsTable(watermark, sections, format),
    },
  };
};

async function requestOf({ requestId }: RightsDone, _: unknown, { loaders }: RightsContext): Promise<RightsRequest> {
  const request = await loaders.rightsRequests.load(requestId);
  if (!request) throw new Error('a request that was just changed is gone');
  return request;
}

async function explanationOfRequest(done: RightsDone, _: unknown, context: RightsContext) {
  const { explanationId } = await requestOf(done, _, context);
  return explanationOf(context.loaders, explanationId);
}
