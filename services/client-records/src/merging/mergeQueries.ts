import type { Tx } from '@shouwen/database';
import { personSql } from '../persons/index.ts';
import type { MergeSide } from './merge.decision.ts';

export type MergeRow = {
  readonly mergeId: string;
  /** The person in whose history it stands; asked for. */
  readonly clientId: string;
  readonly survivingId: string;
  readonly mergedId: string;
  readonly because: string;
  readonly mergedAt: Date;
  readonly mergedBy: string;
  readonly mergedWhy: string;
  readonly undoneAt: Date | null;
  readonly undoneBy: string | null;
  readonly undoneBecause: string | null;
  readonly undoneWhy: string | null;
};

const columns = `m.merge_id AS "mergeId", m.surviving_id AS "survivingId", m.merged_id AS "mergedId", m.because,
  m.merged_at AS "mergedAt", m.merged_by AS "mergedBy", m.merged_why AS "mergedWhy", m.undone_at AS "undoneAt",
  m.undone_by AS "undoneBy", m.undone_because AS "undoneBecause", m.undone_why AS "undoneWhy"`;

/** The merges of all records of these persons, the oldest first, undone ones too. Unfiltered: whoever shows them asks for both ends. */
export const mergesOf = async (tx: Tx, personIds: readonly string[]): Promise<MergeRow[]> =>
  tx.query(
    `SELECT DISTINCT who.id AS "clientId", ${columns}
     FROM unnest($1::uuid[]) AS who (id) CROSS JOIN LATERAL (
       SELECT who.id AS record UNION ALL
       SELECT p.client_id FROM client_person p WHERE p.person_id = who.id AND p.client_id <> who.id) mine
     JOIN client_merge m ON m.surviving_id = mine.record OR m.merged_id = mine.record
     ORDER BY "mergedAt", "mergeId"`,
    [personIds],
  );

export const findMerge = async (tx: Tx, mergeId: string): Promise<MergeRow | null> => {
  const rows: MergeRow[] = await tx.query(
    `SELECT ${columns}, m.surviving_id AS "clientId" FROM client_merge m WHERE merge_id = $1`,
    [mergeId],
  );
  return rows[0] ?? null;
};

/** A record itself, merged or not. */
export type BareRecord = {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly phoneSealed: Buffer;
  readonly keyId: string;
  readonly wrappedKey: Buffer;
};

/** Records by their own ids, not by the surviving ones. For whom they may be shown was decided before. */
export const bareRecords = async (tx: Tx, ids: readonly string[]): Promise<BareRecord[]> =>
  tx.query(
    `SELECT id, number, name, phone_sealed AS "phoneSealed", key_id AS "keyId", wrapped_key AS "wrappedKey"
     FROM client WHERE id = ANY($1::uuid[])`,
    [ids],
  );

type Side = MergeSide & { readonly nameKey: string };

export const sideOf = async (tx: Tx, id: string): Promise<Side> => {
  const rows: Side[] = await tx.query(
    `SELECT c.id, c.number, c.kind, c.name_key AS "nameKey", ${personSql('c.id')} AS "personId",
       EXISTS (SELECT FROM client_identity i WHERE i.client_id = c.id) AS "hasIdentityNumber"
     FROM client c WHERE c.id = $1`,
    [id],
  );
  if (!rows[0]) throw new Error('a record that was read is gone');
  return rows[0];
};

export type SealedIdentity = {
  readonly clientId: string;
  readonly numberSealed: Buffer;
  readonly keyId: string;
  readonly wrappedKey: Buffer;
};

export const identitiesOfRecords = async (tx: Tx, ids: readonly string[]): Promise<SealedIdentity[]> =>
  tx.query(
    `SELECT i.client_id AS "clientId", i.number_sealed AS "numberSealed", c.key_id AS "keyId", c.wrapped_key AS "wrappedKey"
     FROM client_identity i JOIN client c ON c.id = i.client_id WHERE i.client_id = ANY($1::uuid[])`,
    [ids],
  );
