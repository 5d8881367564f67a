import type { Tx } from '@shouwen/database';
import type { Ends } from './relation.ts';

export type NewRelation = Ends & {
  readonly relationId: string;
  readonly at: Date;
  readonly by: string;
  readonly explanationId: string;
};

export const insertRelation = async (tx: Tx, relation: NewRelation): Promise<void> => {
  const { relationId, kind, fromId, toId, at, by, explanationId } = relation;
  await tx.query(
    `INSERT INTO client_relation (relation_id, kind, from_id, to_id, recorded_at, recorded_by, recorded_why)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [relationId, kind, fromId, toId, at, by, explanationId],
  );
};

export type RelationEnd = { readonly at: Date; readonly by: string; readonly because: string };

/** Ends these relations; one that is over stays as it ended. */
export const endRelations = async (tx: Tx, relationIds: readonly string[], { at, by, because }: RelationEnd) => {
  await tx.query(
    `UPDATE client_relation SET ended_at = $2, ended_by = $3, ended_because = $4
     WHERE relation_id = ANY($1::uuid[]) AND ended_at IS NULL`,
    [relationIds, at, by, because],
  );
};
