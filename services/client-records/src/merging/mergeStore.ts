import type { Tx } from '@shouwen/database';
import { idsOfPerson, type MergeLink, survivors, writePersons } from '../persons/index.ts';

export type NewMerge = MergeLink & {
  readonly mergeId: string;
  readonly because: string;
  readonly at: Date;
  readonly by: string;
  readonly explanationId: string;
};

export const insertMerge = async (tx: Tx, merge: NewMerge): Promise<void> => {
  const { mergeId, survivingId, mergedId, because, at, by, explanationId } = merge;
  await tx.query(
    `INSERT INTO client_merge (merge_id, surviving_id, merged_id, because, merged_at, merged_by, merged_why)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [mergeId, survivingId, mergedId, because, at, by, explanationId],
  );
  await settlePersons(tx, [survivingId, mergedId]);
};

export type Undoing = Pick<
  NewMerge,
  'mergeId' | 'survivingId' | 'mergedId' | 'because' | 'at' | 'by' | 'explanationId'
>;

export const endMerge = async (tx: Tx, undoing: Undoing): Promise<void> => {
  const { mergeId, survivingId, mergedId, because, at, by, explanationId } = undoing;
  await tx.query(
    `UPDATE client_merge SET undone_at = $2, undone_because = $3, undone_by = $4, undone_why = $5 WHERE merge_id = $1`,
    [mergeId, at, because, by, explanationId],
  );
  await settlePersons(tx, [survivingId, mergedId]);
};

/** Writes anew whose the records around these are, from the merges that stand now. */
const settlePersons = async (tx: Tx, clientIds: readonly string[]): Promise<void> => {
  const around = new Set<string>();
  for (const id of clientIds) for (const one of await idsOfPerson(tx, id)) around.add(one);
  const links: MergeLink[] = await tx.query(
    `SELECT surviving_id AS "survivingId", merged_id AS "mergedId" FROM client_merge
     WHERE undone_at IS NULL AND merged_id = ANY($1::uuid[])`,
    [[...around]],
  );
  const alone = new Map([...around].map((id) => [id, id]));
  await writePersons(tx, new Map([...alone, ...survivors(links)]));
};
