import {
  type CommandResult,
  canSomewhere,
  demand,
  demandStaff,
  done,
  Forbidden,
  keepAct,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import { acrossSites } from '@shouwen/database';
import type { BareContext } from '@shouwen/subgraph';
import { readableClients, readerOf } from '../../clients/index.ts';
import { idsOfPerson } from '../../persons/index.ts';
import { refuseAttempt } from '../refusedAttempt.ts';
import { decideApproval } from './archive.decision.ts';
import { lockArchive } from './archiveQueries.ts';
import { keepApproval } from './archiveStore.ts';
import type { ArchiveDone } from './openArchive.ts';

export type ApproveArchive = { readonly idempotencyKey: string; readonly clientId: string };

/**
 * CR-3.03: the sales director of the site at which it was opened approves the archive, if another opened it. Needs `archive.approve`.
 * @throws NotFound for a client the viewer may not know of
 */
export const approveArchive = async (
  context: BareContext,
  { idempotencyKey, ...input }: ApproveArchive,
): Promise<CommandResult<ArchiveDone>> => {
  const { staffId } = demandStaff(context.viewer);
  if (!canSomewhere(context.viewer, 'archive.approve')) throw new Forbidden('archive.approve');
  const reader = readerOf(context, 'archive.approve');
  const [client] = await context.db.read((tx) => readableClients(tx, reader, [input.clientId]));
  const { clientId } = input;
  if (!client) return refuseAttempt(context, { action: 'archive.approve', type: 'Client', id: clientId, clientId });
  return runCommand({ ...context, name: 'approveArchive', idempotencyKey, input }, async (tx) => {
    const ids = await idsOfPerson(tx, client.id);
    const archive = await acrossSites(tx, () => lockArchive(tx, ids));
    if (archive) demand(context.viewer, 'archive.approve', archive.siteId);
    const decision = decideApproval({ now: context.now, by: staffId, archive });
    if (decision.outcome === 'refused' || !archive) return refusedFrom(decision);
    const { archiveId, siteId } = archive;
    const { explanation } = decision;
    const subject = { type: 'Archive', id: archiveId };
    const why = await keepAct(tx, context, {
      action: 'archive.approve',
      siteId,
      subject,
      clientId: client.id,
      explanation,
    });
    await keepApproval(tx, archiveId, { at: context.now, by: staffId, why });
    return done({ clientId: client.id, explanationId: why });
  });
};

const refusedFrom = (decision: ReturnType<typeof decideApproval>): CommandResult<ArchiveDone> => {
  if (decision.outcome === 'accepted') throw new Error('approved what there is not');
  return refusedWith(decision.refusal, decision.explanation);
};
