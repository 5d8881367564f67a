import { isUuid } from '@shouwen/kernel';
import { type BareContext, listLoaderOf, loaderOf } from '@shouwen/subgraph';
import { type Grant, grantsOfRequests } from '../grants/index.ts';
import {
  filesOfRequests,
  type ReminderRow,
  type RequestFileRow,
  type RequestReader,
  type RequestRow,
  remindersOfRequests,
  requestsById,
  type StepRow,
  stepsOfRequests,
} from './requestQueries.ts';
import { requestReaderOf } from './requestReader.ts';

export type RequestLoaders = {
  /** The viewer, with all they may decide now; found once for a request of the graph. */
  readonly requestReader: () => Promise<RequestReader>;
  /** Requests by id, as far as this viewer may know of them. */
  readonly accessRequests: ReturnType<typeof loaderOf<RequestRow>>;
  readonly requestSteps: ReturnType<typeof listLoaderOf<StepRow>>;
  readonly requestReminders: ReturnType<typeof listLoaderOf<ReminderRow>>;
  readonly requestFiles: ReturnType<typeof listLoaderOf<RequestFileRow>>;
  readonly requestGrants: ReturnType<typeof loaderOf<Grant>>;
};

/** Of a request that the viewer was found to know of, its parts come by its id. */
export const requestLoaders = (context: BareContext): RequestLoaders => {
  let found: Promise<RequestReader> | null = null;
  const requestReader = () => {
    found ??= context.db.read((tx) => requestReaderOf(tx, context));
    return found;
  };
  const byRequest = ({ requestId }: { readonly requestId: string }) => requestId;
  return {
    requestReader,
    accessRequests: loaderOf<RequestRow>(
      async (ids) => {
        const reader = await requestReader();
        return context.db.read((tx) => requestsById(tx, reader, ids.filter(isUuid)));
      },
      ({ id }) => id,
    ),
    requestSteps: listLoaderOf<StepRow>((ids) => context.db.read((tx) => stepsOfRequests(tx, ids)), byRequest),
    requestReminders: listLoaderOf<ReminderRow>(
      (ids) => context.db.read((tx) => remindersOfRequests(tx, ids)),
      byRequest,
    ),
    requestFiles: listLoaderOf<RequestFileRow>((ids) => context.db.read((tx) => filesOfRequests(tx, ids)), byRequest),
    requestGrants: loaderOf<Grant>((ids) => context.db.read((tx) => grantsOfRequests(tx, ids)), byRequest),
  };
};
