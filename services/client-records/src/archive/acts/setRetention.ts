import { type CommandResult, refusedWith } from '@shouwen/access';
import type { BareContext } from '@shouwen/subgraph';
import type { FileDone } from '../files/fileDocument.ts';
import { tidied } from '../files/fileTitle.ts';
import { keptThrough, type Retention } from '../files/retention.ts';
import { actOnFile, keepChange } from './actOnFile.ts';
import { decideRetention } from './fileAct.decision.ts';

export type SetRetention = {
  readonly idempotencyKey: string;
  readonly fileId: string;
  readonly retention: Retention;
  readonly reason: string;
};

const action = 'archive.setRetention';

/** CR-3.01, CR-3.05: how long the file is kept, from now on. Needs the custody of its level. */
export const setRetention = (
  context: BareContext,
  { idempotencyKey, ...input }: SetRetention,
): Promise<CommandResult<FileDone>> => {
  const { fileId, retention } = input;
  const reason = tidied(input.reason);
  return actOnFile(context, { name: 'setRetention', action, idempotencyKey, fileId, input }, async (acting) => {
    const { file } = acting.standing;
    const decision = decideRetention({ ...acting.standing, retention, reason });
    if (decision.outcome === 'refused') return refusedWith(decision.refusal, decision.explanation);
    const { from, years } = retention;
    const keepThrough = keptThrough(retention);
    return keepChange(context, acting, {
      ...{ act: 'retention-set', action, reason, explanation: decision.explanation },
      was: { from: file.retentionFrom, years: file.retentionYears, keepThrough: file.keepThrough },
      becomes: { from, years, keepThrough },
      set: { retention_from: from, retention_years: years, keep_through: keepThrough },
    });
  });
};
