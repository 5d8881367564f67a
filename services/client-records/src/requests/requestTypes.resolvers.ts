import { type ExplanationLoaders, explanationOf, type GraphContext, toGraphName } from '@shouwen/subgraph';
import { type ArchiveFile, filesForAct, readableFiles } from '../archive/index.ts';
import type { ClientLoaders } from '../clients/index.ts';
import { maskIdentityNumber } from '../contacts/index.ts';
import type { Grant } from '../grants/index.ts';
import type { Vault } from '../vault/index.ts';
import { outsiderOf } from './form/outsiderStore.ts';
import { partiesTo, standsAt, waitingStates } from './request.ts';
import type { RequestLoaders } from './requestLoaders.ts';
import type { ReminderRow, RequestRow, StepRow } from './requestQueries.ts';

export type RequestContext = GraphContext<RequestLoaders & ClientLoaders & ExplanationLoaders>;

const staffOrNull = (id: string | null) => (id === null ? null : { id });

const standing = async (request: RequestRow, { loaders, now }: RequestContext) =>
  standsAt(request, await loaders.requestGrants.load(request.id), now);

/** Whether the viewer decides on the content of the request: not its parties, and not a head who only signs for a department. */
const decides = async (request: RequestRow, { loaders }: RequestContext): Promise<boolean> => {
  const { staffId, entitlements } = await loaders.requestReader();
  const own = partiesTo(request).includes(staffId);
  return (
    !own &&
    entitlements.some(
      ({ step, as, siteId }) =>
        as === 'permission' && request.plan.includes(step) && (siteId === null || siteId === request.siteId),
    )
  );
};

const knownFiles = async (request: RequestRow, context: RequestContext): Promise<readonly ArchiveFile[]> => {
  const ids = (await context.loaders.requestFiles.load(request.id)).map(({ fileId }) => fileId);
  const all = await decides(request, context);
  return context.db.read((tx) => (all ? filesForAct(tx, ids) : readableFiles(tx, context, ids)));
};

const isPast = (at: Date | null, { nextStep, state }: RequestRow, now: Date): boolean =>
  at !== null && nextStep !== null && waitingStates.includes(state) && at <= now;

export const requestTypes = (vault: Vault) => ({
  AccessRequest: {
    kind: ({ kind }: RequestRow) => toGraphName(kind),
    state: async (request: RequestRow, _: unknown, context: RequestContext) =>
      toGraphName((await standing(request, context)).state),
    endReason: async (request: RequestRow, _: unknown, context: RequestContext) => {
      const { endReason } = await standing(request, context);
      return endReason === null ? null : toGraphName(endReason);
    },
    site: ({ siteId }: RequestRow) => ({ id: siteId }),
    requester: ({ requesterId }: RequestRow) => ({ id: requesterId }),
    reader: ({ readerId }: RequestRow) => ({ id: readerId }),
    carrier: ({ carrierId }: RequestRow) => staffOrNull(carrierId),
    client: ({ clientId }: RequestRow, _: unknown, { loaders }: RequestContext) =>
      clientId === null ? null : loaders.clients.load(clientId),
    files: async (request: RequestRow, _: unknown, context: RequestContext) =>
      (await knownFiles(request, context)).map(({ fileId, indexNumber, kind, level }) => ({
        ...{ id: fileId, indexNumber, kind: toGraphName(kind), level: toGraphName(level) },
      })),
    outsider: async (request: RequestRow, _: unknown, context: RequestContext) => {
      const { staffId } = await context.loaders.requestReader();
      if (request.requesterId !== staffId && !(await decides(request, context))) return null;
      return context.db.read((tx) => outsiderOf(tx, vault, request.id));
    },
    plan: ({ plan }: RequestRow) => plan.map(toGraphName),
    nextStep: ({ nextStep }: RequestRow) => (nextStep === null ? null : toGraphName(nextStep)),
    isOverdue: (request: RequestRow, _: unknown, { now }: RequestContext) => isPast(request.dueAt, request, now),
    isEscalated: (request: RequestRow, _: unknown, { now }: RequestContext) => isPast(request.escalateAt, request, now),
    steps: ({ id }: RequestRow, _: unknown, { loaders }: RequestContext) => loaders.requestSteps.load(id),
    reminders: ({ id }: RequestRow, _: unknown, { loaders }: RequestContext) => loaders.requestReminders.load(id),
    grant: ({ id }: RequestRow, _: unknown, { loaders }: RequestContext) => loaders.requestGrants.load(id),
    explanation: ({ explanationId }: RequestRow, _: unknown, { loaders }: RequestContext) =>
      explanationOf(loaders, explanationId),
  },
  RequestOutsider: {
    proof: ({ proof }: { readonly proof: string }) => toGraphName(proof),
    identityNumber: ({ identityNumber }: { readonly identityNumber: string }) => maskIdentityNumber(identityNumber),
  },
  AccessRequestStepTaken: {
    step: ({ step }: StepRow) => toGraphName(step),
    verdict: ({ verdict }: StepRow) => toGraphName(verdict),
    by: ({ by }: StepRow) => ({ id: by }),
    inPlaceOf: ({ forStaff }: StepRow) => staffOrNull(forStaff),
    explanation: ({ explanationId }: StepRow, _: unknown, { loaders }: RequestContext) =>
      explanationOf(loaders, explanationId),
  },
  AccessRequestReminder: {
    step: ({ step }: ReminderRow) => toGraphName(step),
    kind: ({ kind }: ReminderRow) => toGraphName(kind),
  },
  AccessGrant: {
    staff: ({ staffId }: Grant) => ({ id: staffId }),
    acts: ({ acts }: Grant) => acts.map(toGraphName),
  },
});
