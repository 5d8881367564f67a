import type { Tx } from '@shouwen/database';
import { type ErasureProof, hashOfProof } from './erasureProof.ts';

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
