import type { Tx } from '@shouwen/database';
import { personSql } from '../persons/index.ts';
import { type Ends, otherEndIs, type RelationKind, type SeenRelation } from './relation.ts';

type Row = Omit<SeenRelation, 'otherIs'> & { readonly kind: RelationKind; readonly seenFrom: 'from' | 'to' };

/** All records of the persons in `who (id)`, themselves included. */
const recordsOf = (who: string) =>
  `(SELECT ${who}.id AS record UNION ALL
    SELECT p.client_id FROM client_person p WHERE p.person_id = ${who}.id AND p.client_id <> ${who}.id)`;

const seen = (mine: 'from' | 'to', other: 'from' | 'to') => `
  SELECT r.relation_id AS "relationId", who.id AS "clientId", ${personSql(`r.${other}_id`)} AS "otherId", r.kind,
    '${mine}' AS "seenFrom", r.recorded_at AS "recordedAt", r.recorded_by AS "recordedBy", r.ended_at AS "endedAt",
    r.recorded_why AS "explanationId"
  FROM unnest($1::uuid[]) AS who (id) CROSS JOIN LATERAL ${recordsOf('who')} mine JOIN client_relation r ON r.${mine}_id = mine.record`;

/**
 * The relations of these persons, the oldest first, ended ones too, all records of a person together (CR-1.05). Unfiltered: whoever
 * shows them asks for the other end first.
 */
export const relationsOf = async (tx: Tx, personIds: readonly string[]): Promise<SeenRelation[]> => {
  const rows: Row[] = await tx.query(
    `${seen('from', 'to')} UNION ALL ${seen('to', 'from')} ORDER BY "recordedAt", "relationId"`,
    [personIds],
  );
  return rows
    .filter(({ clientId, otherId }) => clientId !== otherId)
    .map(({ kind, seenFrom, ...row }) => ({ ...row, otherIs: otherEndIs(kind, seenFrom) }));
};

/** Whether somebody is a parent, grandparent and so on of another; both by their surviving records. */
export const isAncestor = async (tx: Tx, ancestorId: string, ofId: string): Promise<boolean> => {
  const rows: { found: boolean }[] = await tx.query(
    `WITH RECURSIVE up (id) AS (
       SELECT $2::uuid
       UNION SELECT ${personSql('r.from_id')} FROM up CROSS JOIN LATERAL ${recordsOf('up')} mine
       JOIN client_relation r ON r.to_id = mine.record AND r.kind = 'parent' AND r.ended_at IS NULL)
     SELECT EXISTS (SELECT FROM up WHERE id = $1) AS found`,
    [ancestorId, ofId],
  );
  return rows[0]?.found === true;
};

export type KeptRelation = Ends & { readonly relationId: string; readonly endedAt: Date | null };

/** A relation by its id, locked; its ends by their surviving records. */
export const lockedRelation = async (tx: Tx, relationId: string): Promise<KeptRelation | null> => {
  const rows: KeptRelation[] = await tx.query(
    `SELECT relation_id AS "relationId", kind, ${personSql('r.from_id')} AS "fromId", ${personSql('r.to_id')} AS "toId",
       ended_at AS "endedAt" FROM client_relation r WHERE relation_id = $1 FOR UPDATE OF r`,
    [relationId],
  );
  return rows[0] ?? null;
};
