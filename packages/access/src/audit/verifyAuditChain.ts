import type { Tx } from '@shouwen/database';
import { chainStart, entryHash } from './auditEntry.ts';
import { auditEntriesAfter, type StoredAuditEntry } from './auditStore.ts';

export type AuditChain =
  | {
      readonly intact: true;
      /** The last line that was looked at: the number of lines, when the whole trail was. */
      readonly entries: number;
      readonly headHash: string;
      /** The first line that was written at an earlier time than the one before it: somebody set the clock back. */
      readonly wentBackAt: number | null;
    }
  | { readonly intact: false; readonly brokenAt: number; readonly because: 'missing' | 'unlinked' | 'altered' };

export type VerifiedPart = {
  /** Begin behind this line, which was verified before; 0 is the beginning. */
  readonly afterSeq?: number;
  /** Look at this many lines at most. */
  readonly most?: number;
  readonly batchSize?: number;
};

/** What a clock that is set by the network may go back by; in milliseconds. */
const clockTolerance = 5_000;

/**
 * Recomputes the chain, or a part of it. It finds a line that was altered, cut out, moved or added between, and a clock that was set
 * back; a tail that was cut off is only found against a head kept elsewhere, which is why `headHash` and `entries` are returned.
 */
export const verifyAuditChain = async (tx: Tx, part: VerifiedPart = {}): Promise<AuditChain> => {
  const { afterSeq = 0, most = Number.MAX_SAFE_INTEGER, batchSize = 1000 } = part;
  const first = await lineAt(tx, afterSeq);
  if (first === null) return { intact: false, brokenAt: afterSeq, because: 'missing' };
  let last = first;
  let wentBackAt: number | null = null;
  for (;;) {
    const limit = Math.min(batchSize, afterSeq + most - last.seq);
    const batch: StoredAuditEntry[] = limit > 0 ? await auditEntriesAfter(tx, last.seq, limit) : [];
    for (const stored of batch) {
      const seq: number = last.seq + 1;
      const because = faultOf(stored, last);
      if (because) return { intact: false, brokenAt: seq, because };
      if (wentBackAt === null && wentBack(last, stored)) wentBackAt = seq;
      last = { seq, hash: stored.hash, keptAt: stored.entry.keptAt ?? last.keptAt };
    }
    if (batch.length < batchSize) return { intact: true, entries: last.seq, headHash: last.hash, wentBackAt };
  }
};

type Line = { readonly seq: number; readonly hash: string; readonly keptAt: Date | null };

const lineAt = async (tx: Tx, seq: number): Promise<Line | null> => {
  if (seq === 0) return { seq, hash: chainStart, keptAt: null };
  const [line] = await auditEntriesAfter(tx, seq - 1, 1);
  return line?.entry.seq === seq ? { seq, hash: line.hash, keptAt: line.entry.keptAt } : null;
};

const faultOf = (stored: StoredAuditEntry, last: Line) => {
  if (stored.entry.seq !== last.seq + 1) return 'missing';
  if (stored.previousHash !== last.hash) return 'unlinked';
  return stored.hash === entryHash(stored.previousHash, stored.entry) ? null : 'altered';
};

const wentBack = ({ keptAt }: Line, { entry }: StoredAuditEntry): boolean =>
  keptAt !== null && entry.keptAt !== null && entry.keptAt.getTime() < keptAt.getTime() - clockTolerance;
