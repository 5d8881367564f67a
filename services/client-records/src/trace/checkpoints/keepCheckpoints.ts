import { auditHead } from '@shouwen/access';
import type { DueWork } from '@shouwen/timers';
import type { Department } from '../../department/index.ts';
import { hashesOfLines } from '../traceQueries.ts';
import type { Checkpoint } from './checkpoint.ts';
import type { Checkpoints } from './checkpointFile.ts';
import { isCheckpointDue } from './trail.decision.ts';

/**
 * Writes the end of the trail to the file outside the database, and into the log, which a house ships elsewhere (S35). Whoever changes
 * the database alone is found out by them; a checkpoint that does not fit any more is told at once.
 */
export const keepCheckpoints = (checkpoints: Checkpoints, log: Department['log']): DueWork => {
  let last: Checkpoint | null | undefined;
  return {
    name: 'trail.checkpoint',
    batch: async ({ db }, { now }) => {
      last ??= (await checkpoints.read()).checkpoints.at(-1) ?? null;
      const before = last;
      const { head, hash } = await db.read(async (tx) => ({
        head: await auditHead(tx),
        hash: before && (await hashesOfLines(tx, [before.seq])).get(before.seq),
      }));
      if (!isCheckpointDue(before, head, now)) return 0;
      if (before && hash !== before.hash)
        log.error({ seq: before.seq, head: head?.seq ?? 0 }, 'the audit trail does not fit its last checkpoint');
      last = { seq: head?.seq ?? 0, hash: head?.hash ?? '', at: now.toISOString() };
      await checkpoints.append(last);
      log.info({ seq: last.seq, hash: last.hash }, 'the end of the audit trail');
      return 1;
    },
  };
};
