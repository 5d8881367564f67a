import type { AuditChain } from '@shouwen/access';
import type { Checkpoint } from './checkpoint.ts';

export type Head = { readonly seq: number; readonly hash: string };

const everyMilliseconds = 10 * 60_000;

/** S35: every ten minutes in which the trail grew; at once when it shrank or the clock stands before the last checkpoint. */
export const isCheckpointDue = (last: Checkpoint | null, head: Head | null, now: Date): boolean => {
  if (last === null) return head !== null;
  const since = now.getTime() - Date.parse(last.at);
  const seq = head?.seq ?? 0;
  return since < 0 || seq < last.seq || (since >= everyMilliseconds && seq > last.seq);
};

export type TrailVerdict = 'INTACT' | 'ALTERED' | 'CUT' | 'CLOCK_WENT_BACK' | 'CHECKPOINTS_ALTERED';

export type TrailFacts = {
  readonly chain: AuditChain;
  /** The last line there is. */
  readonly headSeq: number;
  readonly checkpoints: readonly Checkpoint[];
  /** How many lines of the checkpoint file are not as they were written. */
  readonly alteredCheckpoints: number;
  /** Hashes of the lines that the checkpoints name, as the database has them now. */
  readonly hashes: ReadonlyMap<number, string>;
};

export type TrailFinding = { readonly verdict: TrailVerdict /** The line it begins at. */; readonly at: number | null };

/**
 * S35: what is wrong with the trail, the worst first. A tail that was cut off, or a chain that was computed anew after an edit, is intact
 * in itself and found against the checkpoints, as far as the last of them.
 */
export const judgeTrail = ({ chain, headSeq, checkpoints, alteredCheckpoints, hashes }: TrailFacts): TrailFinding => {
  const missing = lowest(checkpoints.filter(({ seq }) => seq > headSeq));
  if (missing !== null) return { verdict: 'CUT', at: headSeq + 1 };
  if (!chain.intact) return { verdict: 'ALTERED', at: chain.brokenAt };
  const other = lowest(checkpoints.filter(({ seq, hash }) => hashes.get(seq) !== hash));
  if (other !== null) return { verdict: 'ALTERED', at: other };
  if (alteredCheckpoints > 0) return { verdict: 'CHECKPOINTS_ALTERED', at: null };
  const back = [chain.wentBackAt, wentBackBetween(checkpoints)].filter((at) => at !== null);
  return back.length > 0 ? { verdict: 'CLOCK_WENT_BACK', at: Math.min(...back) } : { verdict: 'INTACT', at: null };
};

const lowest = (checkpoints: readonly Checkpoint[]): number | null =>
  checkpoints.length === 0 ? null : Math.min(...checkpoints.map(({ seq }) => seq));

/** By how much the clocks of two replicas may differ. */
const toleranceMilliseconds = 60_000;

/** The first checkpoint that has an earlier time than one of fewer lines. */
const wentBackBetween = (checkpoints: readonly Checkpoint[]): number | null => {
  let latest = Number.NEGATIVE_INFINITY;
  for (const { seq, at } of [...checkpoints].sort((a, b) => a.seq - b.seq)) {
    const time = Date.parse(at);
    if (time < latest - toleranceMilliseconds) return seq;
    latest = Math.max(latest, time);
  }
  return null;
};
