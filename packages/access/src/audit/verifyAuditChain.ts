import type { Tx } from '@shouwen/database';
import { chainStart, entryHash } from './auditEntry.ts';
import { auditEntriesAfter, type StoredAuditEntry } from './auditStore.ts';

export type AuditChain =
  | { readonly intact: true; readonly entries: number; readonly headHash: string }
  | { readonly intact: false; readonly brokenAt: number; readonly because: 'missing' | 'unlinked' | 'altered' };

/**
 * Recomputes the whole chain. It finds a line that was altered, cut out, moved or added between; a tail that was cut off
 * is only found against a head hash kept elsewhere, which is why `headHash` and `entries` are returned.
 */
export const verifyAuditChain = async (tx: Tx, batchSize = 1000): Promise<AuditChain> => {
  let seq = 0;
  let previousHash = chainStart;
  for (;;) {
    const batch = await auditEntriesAfter(tx, seq, batchSize);
    for (const stored of batch) {
      const because = faultOf(stored, { seq: seq + 1, previousHash });
      if (because) return { intact: false, brokenAt: seq + 1, because };
      seq += 1;
      previousHash = stored.hash;
    }
    if (batch.length < batchSize) return { intact: true, entries: seq, headHash: previousHash };
  }
};

const faultOf = (stored: StoredAuditEntry, expected: { seq: number; previousHash: string }) => {
  if (stored.entry.seq !== expected.seq) return 'missing';
  if (stored.previousHash !== expected.previousHash) return 'unlinked';
  return stored.hash === entryHash(stored.previousHash, stored.entry) ? null : 'altered';
};
