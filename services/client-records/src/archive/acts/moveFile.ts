import { type CommandResult, refusedWith } from '@shouwen/access';
import type { BareContext } from '@shouwen/subgraph';
import { type FileDone, placeAt } from '../files/fileDocument.ts';
import { shelfById } from '../files/shelfQueries.ts';
import { actOnFile, keepChange } from './actOnFile.ts';
import { decideMove } from './fileAct.decision.ts';

export type MoveFile = {
  readonly idempotencyKey: string;
  readonly fileId: string;
  readonly shelfId: string;
  readonly position: number;
};

const action = 'archive.move';

/** CR-3.01: a paper gets another place. Needs the custody of its level. */
export const moveFile = (
  context: BareContext,
  { idempotencyKey, ...input }: MoveFile,
): Promise<CommandResult<FileDone>> => {
  const { fileId, shelfId, position } = input;
  return actOnFile(context, { name: 'moveFile', action, idempotencyKey, fileId, input }, async (acting) => {
    const { tx, row, standing } = acting;
    const { file } = standing;
    const place = await placeAt(tx, context, { shelfId, position, siteId: file.siteId, except: fileId });
    const shelf = await shelfById(tx, shelfId);
    const decision = decideMove({
      ...{ ...standing, place, sameRoom: shelf?.room === row.room },
      samePlace: file.shelfId === shelfId && file.position === position,
    });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    return keepChange(context, acting, {
      ...{ act: 'moved', action, reason: null, explanation: decision.explanation },
      was: { shelfId: file.shelfId, position: file.position },
      becomes: { shelfId, position },
      set: { shelf_id: shelfId, position },
    });
  });
};
