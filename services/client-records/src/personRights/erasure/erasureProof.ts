import { createHash } from 'node:crypto';
import { canonicalJson } from '@shouwen/access';
import type { Tx } from '@shouwen/database';
import type { Destroyed } from './eraseRecords.ts';

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

export const insertProof = async (tx: Tx, bare: Omit<ErasureProof, 'hash'>): Promise<void> => {
  const hash = hashOfProof({ ...bare, hash: '' });
  await tx.query(
    `INSERT INTO erasure_proof (id, request_id, client_ids, client_numbers, erased_at, proposed_by, approved_by, again, destroyed, hash)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[bare.id, bare.requestId, bare.clientIds, bare.clientNumbers, bare.erasedAt, bare.proposedBy, bare.approvedBy],
      ...[bare.again, JSON.stringify(bare.destroyed), hash],
    ],
  );
};

/** The proofs of these requests, the oldest first. */
export const proofsOf = async (tx: Tx, requestIds: readonly string[]): Promise<ErasureProof[]> =>
  tx.query(
    `SELECT id, request_id AS "requestId", client_ids AS "clientIds", client_numbers AS "clientNumbers", erased_at AS "erasedAt",
       proposed_by AS "proposedBy", approved_by AS "approvedBy", again, destroyed, hash
     FROM erasure_proof WHERE request_id = ANY($1::uuid[]) ORDER BY erased_at, id`,
    [requestIds],
  );
