import { type CommandResult, demand, demandStaff, done, keepAct, refusedWith, runCommand } from '@shouwen/access';
import { acrossSites, type Tx } from '@shouwen/database';
import type { BareContext } from '@shouwen/subgraph';
import { type ClientRow, clientsKnownAt, readableClients, readerOf } from '../../clients/index.ts';
import { idsOfPerson } from '../../persons/index.ts';
import { recordsPolicyAt } from '../../policies/index.ts';
import { refuseAttempt } from '../refusedAttempt.ts';
import { type ArchiveOpened, decideOpening } from './archive.decision.ts';
import { lockArchive } from './archiveQueries.ts';
import { insertArchive, lockOpening } from './archiveStore.ts';

export type OpenArchive = { readonly idempotencyKey: string; readonly siteId: string; readonly clientId: string };
export type ArchiveDone = { readonly clientId: string; readonly explanationId: string };

/**
 * CR-3.03: opens the archive of a client whom one may read, at a site that knows the client. Needs `archive.open` there.
 * @throws NotFound for a client the viewer may not know of
 */
export const openArchive = async (
  context: BareContext,
  { idempotencyKey, ...input }: OpenArchive,
): Promise<CommandResult<ArchiveDone>> => {
  const { staffId } = demandStaff(context.viewer);
  demand(context.viewer, 'archive.open', input.siteId);
  const client = await clientFor(context, input);
  return runCommand({ ...context, name: 'openArchive', idempotencyKey, input }, async (tx) => {
    const { now } = context;
    const { siteId } = input;
    const decision = decideOpening({
      ...{ now, openedBy: staffId, firstContactAt: client.openedAt, isOpen: await isOpenAlready(tx, client.id) },
      policy: await recordsPolicyAt(tx, siteId, now),
    });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const [{ approveBy }] = decision.events as [ArchiveOpened];
    const archiveId = context.newId();
    const subject = { type: 'Archive', id: archiveId };
    const act = { action: 'archive.open', siteId, subject, clientId: client.id, explanation: decision.explanation };
    const openedWhy = await keepAct(tx, context, act);
    await insertArchive(tx, {
      ...{ archiveId, clientId: client.id, siteId, openedAt: now, openedBy: staffId, openedWhy, approveBy },
    });
    return done({ clientId: client.id, explanationId: openedWhy });
  });
};

/**
 * Of two who open at once the second waits, and finds the archive of the first. The archive is the company's: another site may have
 * opened it, and whoever reads the client may know that.
 */
const isOpenAlready = async (tx: Tx, clientId: string): Promise<boolean> => {
  await lockOpening(tx, clientId);
  const ids = await idsOfPerson(tx, clientId);
  return (await acrossSites(tx, () => lockArchive(tx, ids))) !== null;
};

type Sought = Omit<OpenArchive, 'idempotencyKey'>;

const clientFor = async (context: BareContext, { clientId, siteId }: Sought): Promise<ClientRow> => {
  const client = await context.db.read(async (tx) => {
    const [one] = await readableClients(tx, readerOf(context, 'archive.open'), [clientId]);
    return one && (await clientsKnownAt(tx, siteId, [one.id])).length > 0 ? one : null;
  });
  return client ?? refuseAttempt(context, { action: 'archive.open', type: 'Client', id: clientId, clientId });
};
