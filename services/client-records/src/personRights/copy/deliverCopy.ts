import { type CommandResult, can, demandStaff, done, Forbidden } from '@shouwen/access';
import type { BareContext } from '@shouwen/subgraph';
import type { Vault } from '../../vault/index.ts';
import { actOnRequest, rightsSitesOf } from '../reachedRequest.ts';
import { rightsRequestsById } from '../rightsQueries.ts';
import { takeCopy } from '../rightsStore.ts';
import { takeStep } from '../steps/takeStep.ts';
import { type CopiedSection, copyOf, countRows } from './clientCopy.ts';
import type { Watermark } from './copyFile.ts';

export type DeliverCopy = {
  readonly idempotencyKey: string;
  readonly requestId: string;
  readonly withClassified: boolean;
};
export type CopyDelivered = { readonly requestId: string; readonly rows: number; readonly withClassified: boolean };

/**
 * CR-2.06, CR-2.05: closes the request and writes down that a copy of so many lines is given out, and to whom; what is in it is read after
 * that, once (`takenCopy`). Classified files are in it when the client-service manager says so.
 * @throws NotFound, Forbidden
 */
export const deliverCopy =
  (vault: Vault) =>
  (
    context: BareContext,
    { idempotencyKey, requestId, withClassified }: DeliverCopy,
  ): Promise<CommandResult<CopyDelivered>> =>
    actOnRequest(vault)(
      context,
      {
        ...{ name: 'deliverCopy', permission: 'personRights.handle', idempotencyKey, requestId },
        input: { withClassified },
      },
      async (tx, request) => {
        const manager = 'request.reviewClassified';
        if (withClassified && !can(context.viewer, manager, request.siteId)) throw new Forbidden(manager);
        const rows = countRows(await copyOf(tx, vault, { clientId: request.clientId, withClassified }));
        const detail = `copy rows:${rows}${withClassified ? ' classified' : ''}`;
        const taken = await takeStep(tx, { context, vault, request }, { step: 'deliver', answer: '', detail });
        if (taken.outcome === 'refused') return taken;
        return done({ requestId, rows, withClassified });
      },
    );

export type TakenCopy = { readonly watermark: Watermark; readonly sections: readonly CopiedSection[] };

/** The copy that was just delivered, for whoever delivered it; null when it was taken before. */
export const takenCopy =
  (vault: Vault) =>
  async (context: BareContext, { requestId, withClassified }: CopyDelivered): Promise<TakenCopy | null> => {
    const { db, now, viewer } = context;
    const { staffId } = demandStaff(viewer);
    return db.transaction(async (tx) => {
      const [request] = await rightsRequestsById(tx, rightsSitesOf(viewer), [requestId]);
      if (!request || !(await takeCopy(tx, requestId, { by: staffId, at: now }))) return null;
      const sections = await copyOf(tx, vault, { clientId: request.clientId, withClassified });
      return { watermark: { request: request.number, staffId, at: now.toISOString() }, sections };
    });
  };
