import { mergeResolvers } from '@shouwen/subgraph';
import type { Feature } from '../department/index.ts';
import { deputyResolvers } from './deputies/deputy.resolvers.ts';
import { requestResolvers } from './request.resolvers.ts';
import { requestDueWork } from './requestDueStore.ts';
import { requestLoaders } from './requestLoaders.ts';
import { requestMigrations } from './requestMigrations.ts';

export { unknown as answerUnknown } from './askedThings.ts';
export { type DraftRequest, draftRequest, type RequestDone } from './form/draftRequest.ts';
export { submitRequest } from './form/submitRequest.ts';
export { type AccessRequest, type EndReason, type RequestState, standsAt } from './request.ts';
export type { RequestLoaders } from './requestLoaders.ts';
export { type RequestReader, type RequestRow, requestsById } from './requestQueries.ts';
export { requestReaderOf } from './requestReader.ts';
export { changeRequest, filesOf, lockRequest, requestColumns } from './requestStore.ts';
export { attachFiles } from './steps/attachFiles.ts';
export { decideRequest, demandKnown } from './steps/decideRequest.ts';
export type { Entitlement } from './steps/entitlement.ts';

/** Requests for access (CR-4): a form, the approvers of its kind one after the other, and a grant that ends by itself. */
export const requestsFeature: Feature = ({ vault }) => ({
  migrations: requestMigrations,
  resolvers: mergeResolvers([requestResolvers(vault), deputyResolvers]),
  loaders: requestLoaders,
  dueWork: requestDueWork,
});
