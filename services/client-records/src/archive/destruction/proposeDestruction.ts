import {
  type CommandResult,
  demand,
  demandStaff,
  done,
  keepAct,
  NotFound,
  refusedWith,
  runCommand,
} from '@shouwen/access';
import type { BareContext } from '@shouwen/subgraph';
import { demandKnown } from '../acts/actOnFile.ts';
import { tidied } from '../files/fileTitle.ts';
import { decideProposal } from './destruction.decision.ts';
import { mostFilesAtOnce } from './destruction.ts';
import { destructionFacts } from './destructionFacts.ts';
import { insertDestruction } from './destructionStore.ts';

export type ProposeDestruction = {
  readonly idempotencyKey: string;
  readonly siteId: string;
  readonly fileIds: readonly string[];
  readonly reason: string;
};
export type DestructionDone = { readonly destructionId: string; readonly explanationId: string };

const action = 'archive.proposeDestruction';

/**
 * CR-3.05: proposes to destroy files of the site whose retention is over. Needs `archive.destroyPropose` there.
 * @throws NotFound when the viewer may not know of one of the files, or it is kept at another site
 */
export const proposeDestruction = async (
  context: BareContext,
  { idempotencyKey, ...input }: ProposeDestruction,
): Promise<CommandResult<DestructionDone>> => {
  const { staffId: by } = demandStaff(context.viewer);
  const { siteId } = input;
  demand(context.viewer, 'archive.destroyPropose', siteId);
  const fileIds = [...new Set(input.fileIds)].slice(0, mostFilesAtOnce + 1);
  for (const fileId of fileIds) {
    const file = await demandKnown(context, action, fileId);
    if (file.siteId !== siteId) throw new NotFound();
  }
  return runCommand({ ...context, name: 'proposeDestruction', idempotencyKey, input }, async (tx) => {
    const { now } = context;
    const reason = tidied(input.reason);
    const facts = await destructionFacts(tx, { fileIds, destructionId: null, by, now });
    const decision = decideProposal({ ...facts, reason });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const destructionId = context.newId();
    const { explanation } = decision;
    const subject = { type: 'Destruction', id: destructionId };
    const explanationId = await keepAct(tx, context, { action, siteId, subject, explanation });
    await insertDestruction(tx, {
      destructionId,
      siteId,
      fileIds,
      reason,
      proposedBy: by,
      proposedAt: now,
      explanationId,
    });
    return done({ destructionId, explanationId });
  });
};
