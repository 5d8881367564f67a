import { type CommandResult, demand, refusedWith } from '@shouwen/access';
import type { BareContext } from '@shouwen/subgraph';
import { revokeGrantsOfRaised } from '../../grants/index.ts';
import type { Vault } from '../../vault/index.ts';
import { custodyOf, type FileLevel, isClassified } from '../file.ts';
import { type FileDone, type PlaceAsked, placeAt } from '../files/fileDocument.ts';
import { keepTitle, openTitle, tidied } from '../files/fileTitle.ts';
import { actOnFile, keepChange } from './actOnFile.ts';
import { decideReclassification } from './fileAct.decision.ts';

export type ReclassifyFile = {
  readonly idempotencyKey: string;
  readonly fileId: string;
  readonly level: FileLevel;
  readonly reason: string;
  readonly place: PlaceAsked | null;
};

const action = 'archive.reclassify';

/**
 * CR-3.02: raises or lowers the level. Needs the custody of both levels; when the file becomes classified or ceases to be, whoever does
 * it becomes its custodian, and the title is sealed or opened. Lowering hides it from nobody who knew of it (I18);
 * raising ends what was granted of it without the approval that CR-4.02 asks for.
 */
export const reclassifyFile =
  (vault: Vault) =>
  (context: BareContext, { idempotencyKey, ...input }: ReclassifyFile): Promise<CommandResult<FileDone>> => {
    const { fileId, level } = input;
    const reason = tidied(input.reason);
    return actOnFile(context, { name: 'reclassifyFile', action, idempotencyKey, fileId, input }, async (acting) => {
      const { tx, row, standing } = acting;
      const { file, by } = standing;
      demand(context.viewer, custodyOf(level), file.siteId);
      const at = { siteId: file.siteId, except: fileId };
      const place = input.place && (await placeAt(tx, context, { ...input.place, ...at }));
      const decision = decideReclassification({ ...standing, level, reason, place, erased: row.key === null });
      if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
      const title = keepTitle(vault, { ...row, level }, openTitle(vault, row));
      const crosses = isClassified(level) !== isClassified(file.level);
      const raised = crosses && isClassified(level);
      const ended = raised ? await revokeGrantsOfRaised(tx, { fileId, at: context.now, by }) : 0;
      return keepChange(context, acting, {
        ...{ act: 'reclassified', action, reason, explanation: decision.explanation },
        ...{ was: { level: file.level }, becomes: { level, ...(ended > 0 ? { grantsEnded: ended } : {}) } },
        set: {
          ...{ level, title: title.title, title_sealed: title.titleSealed },
          ...(crosses ? { custodian_id: by } : {}),
          ...(input.place ? { shelf_id: input.place.shelfId, position: input.place.position } : {}),
        },
      });
    });
  };
