import { guardedUpdate, type Tx } from '@shouwen/database';
import type { Destruction, DestructionMethod } from './destruction.ts';

export type NewDestruction = Pick<
  Destruction,
  'destructionId' | 'siteId' | 'fileIds' | 'reason' | 'proposedBy' | 'proposedAt' | 'explanationId'
>;

export const insertDestruction = async (tx: Tx, one: NewDestruction): Promise<void> => {
  await tx.query(
    `INSERT INTO archive_destruction (id, site_id, reason, proposed_by, proposed_at, explanation_id, state)
     VALUES ($1, $2, $3, $4, $5, $6, 'proposed')`,
    [one.destructionId, one.siteId, one.reason, one.proposedBy, one.proposedAt, one.explanationId],
  );
  await tx.query(
    `INSERT INTO archive_destruction_file (destruction_id, file_id, site_id, standing)
     SELECT $1, id, $3, true FROM unnest($2::uuid[]) AS f (id)`,
    [one.destructionId, one.fileIds, one.siteId],
  );
};

export type DestructionChange = Partial<{
  readonly state: string;
  readonly decided_by: string;
  readonly decided_at: Date;
  readonly decided_reason: string;
  readonly method: DestructionMethod;
  readonly witnessed_by: string;
  readonly witnessed_at: Date;
}> & { readonly explanation_id: string };

type Changed = Pick<Destruction, 'destructionId' | 'version'>;

/** @throws ConcurrentChange when another step was faster */
export const changeDestruction = async (
  tx: Tx,
  { destructionId, version }: Changed,
  set: DestructionChange,
): Promise<void> => guardedUpdate(tx, 'archive_destruction', { where: { id: destructionId, version }, set });

/** The files of a rejected one may be proposed again. */
export const freeFiles = async (tx: Tx, destructionId: string): Promise<void> => {
  await tx.query('UPDATE archive_destruction_file SET standing = false WHERE destruction_id = $1', [destructionId]);
};
