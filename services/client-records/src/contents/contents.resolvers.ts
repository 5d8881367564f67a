import { demandIds } from '@shouwen/access';
import { isUuid } from '@shouwen/kernel';
import {
  type ExplanationLoaders,
  explanationOf,
  type GraphContext,
  toGraphName,
  toGraphResult,
} from '@shouwen/subgraph';
import type { ArchiveLoaders } from '../archive/index.ts';
import { openName } from './contentKeys.ts';
import type { ContentLoaders } from './contentLoaders.ts';
import type { Content } from './contentStore.ts';
import { type OpenContent, openContent, type TicketIssued } from './downloads/openContent.ts';
import { partBytes, partsOf } from './sealing/index.ts';
import { type BeginUpload, beginUpload, type UploadRef } from './uploads/beginUpload.ts';
import { type CompleteUpload, type Completing, completeUpload } from './uploads/completeUpload.ts';
import { stateAt, type Upload } from './uploads/upload.ts';
import { partsReceived } from './uploads/uploadStore.ts';

type Context = GraphContext<ArchiveLoaders & ContentLoaders & ExplanationLoaders>;
type Asked<Input> = { readonly input: Input };
type OpenInput = Omit<OpenContent, 'purpose'> & { readonly purpose?: string | null };

export const contentResolvers = (deps: Completing) => ({
  Query: {
    upload: (_: unknown, { id }: { readonly id: string }, { loaders }: Context) =>
      isUuid(id) ? loaders.uploads.load(id) : null,
  },
  Mutation: {
    beginUpload: async (_: unknown, { input }: Asked<BeginUpload>, context: Context) => {
      demandIds({ fileId: input.fileId });
      return toGraphResult('UploadDone', await beginUpload(deps.vault)(context, input));
    },
    completeUpload: async (_: unknown, { input }: Asked<CompleteUpload>, context: Context) => {
      demandIds({ uploadId: input.uploadId });
      return toGraphResult('UploadDone', await completeUpload(deps)(context, input));
    },
    openContent: async (_: unknown, { input }: Asked<OpenInput>, context: Context) => {
      demandIds({ fileId: input.fileId });
      const { purpose = null, ...rest } = input;
      return toGraphResult('ContentOpened', await openContent(context, { ...rest, purpose }));
    },
  },
  UploadDone: {
    upload: ({ uploadId }: UploadRef, _: unknown, { loaders }: Context) => loaders.uploads.load(uploadId),
  },
  Upload: {
    id: ({ uploadId }: Upload) => uploadId,
    file: ({ fileId }: Upload, _: unknown, { loaders }: Context) => loaders.files.load(fileId),
    state: (upload: Upload, _: unknown, { now }: Context) => toGraphName(stateAt(upload, now)),
    partBytes: () => partBytes,
    parts: ({ bytes }: Upload) => partsOf(bytes),
    partsReceived: async ({ uploadId }: Upload, _: unknown, { db }: Context) =>
      (await db.read((tx) => partsReceived(tx, uploadId))).map(({ part }) => part),
    link: ({ uploadId }: Upload) => `/files/uploads/${uploadId}`,
    explanation: ({ explanationId }: Upload, _: unknown, { loaders }: Context) => explanationOf(loaders, explanationId),
  },
  File: {
    content: ({ fileId }: { readonly fileId: string }, _: unknown, { loaders }: Context) =>
      loaders.contents.load(fileId),
  },
  FileContent: {
    name: (content: Content) => openName(deps.vault, content, content.nameSealed),
    kind: ({ kind }: Content) => toGraphName(kind),
    attachedBy: ({ attachedBy }: Content) => ({ id: attachedBy }),
  },
  ContentOpened: {
    link: ({ ticketId }: TicketIssued) => `/files/${ticketId}`,
    goodUntil: ({ goodUntil }: TicketIssued) => new Date(goodUntil),
    content: ({ fileId }: TicketIssued, _: unknown, { loaders }: Context) => loaders.contents.load(fileId),
    explanation: ({ explanationId }: TicketIssued, _: unknown, { loaders }: Context) =>
      explanationOf(loaders, explanationId),
  },
});
