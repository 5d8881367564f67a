import { createHash } from 'node:crypto';
import { canonicalJson } from '@shouwen/access';
import type { Destroyed } from './erasureStore.ts';

/** CR-2.06: that somebody's data were erased: when, by which request, by whom, and how much of what. Ids, numbers and counts only. */
export type ErasureProof = {
  readonly id: string;
  readonly requestId: string;
  readonly clientIds: readonly string[];
  readonly clientNumbers: readonly string[];
  readonly erasedAt: Date;
  readonly proposedBy: string | null;
  readonly approvedBy: string | null;
  /** The records had come back with a backup. */
  readonly again: boolean;
  /** Rows by table. */
  readonly destroyed: Destroyed;
  /** SHA-256 of all the above: whoever keeps it can tell a changed proof. */
  readonly hash: string;
};

export const hashOfProof = ({ hash: _, erasedAt, ...rest }: ErasureProof): string =>
  createHash('sha256')
    .update(canonicalJson({ ...rest, erasedAt: erasedAt.toISOString() }))
    .digest('hex');
