import { guardedUpdate, type Tx } from '@shouwen/database';
import type { WrappedKey } from '../../vault/index.ts';
import type { ArchiveFile } from '../file.ts';
import type { KeptTitle } from './fileTitle.ts';

export type NewFile = Omit<ArchiveFile, 'objectId' | 'checksum' | 'bytes' | 'state' | 'version'> & KeptTitle;

export const insertFile = async (tx: Tx, file: NewFile): Promise<void> => {
  await tx.query(
    `INSERT INTO archive_file (id, client_id, site_id, index_number, kind, level, title, title_sealed, carrier, shelf_id, position,
       custodian_id, retention_from, retention_years, keep_through, state, filed_at, filed_by, explanation_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, 'kept', $16, $17, $18)`,
    [
      ...[
        file.fileId,
        file.clientId,
        file.siteId,
        file.indexNumber,
        file.kind,
        file.level,
        file.title,
        file.titleSealed,
      ],
      ...[file.carrier, file.shelfId, file.position, file.custodianId],
      ...[file.retentionFrom, file.retentionYears, file.keepThrough, file.filedAt, file.filedBy, file.explanationId],
    ],
  );
};

/** Columns of a file that an act may change, by their names in the table. */
export type FileChange = Partial<{
  readonly level: string;
  readonly title: string | null;
  readonly title_sealed: Buffer | null;
  readonly shelf_id: string | null;
  readonly position: number | null;
  readonly custodian_id: string;
  readonly retention_from: string;
  readonly retention_years: number | null;
  readonly keep_through: string | null;
  readonly state: string;
  readonly explanation_id: string;
}>;

/** @throws ConcurrentChange when somebody else changed the file meanwhile */
export const changeFile = async (
  tx: Tx,
  { fileId, version }: Pick<ArchiveFile, 'fileId' | 'version'>,
  set: FileChange,
): Promise<void> => guardedUpdate(tx, 'archive_file', { where: { id: fileId, version }, set });

export type FileActName = 'filed' | 'reclassified' | 'moved' | 'custodian-changed' | 'retention-set' | 'destroyed';

/** A line of a file's history: what was and what is. Never the title, which for classified files is sealed. */
export type FileHistory = {
  readonly id: string;
  readonly fileId: string;
  readonly siteId: string;
  readonly act: FileActName;
  readonly at: Date;
  readonly by: string;
  readonly was: Readonly<Record<string, string | number | null>> | null;
  readonly becomes: Readonly<Record<string, string | number | null>> | null;
  readonly reason: string | null;
  readonly explanationId: string;
};

export const insertFileHistory = async (tx: Tx, line: FileHistory): Promise<void> => {
  await tx.query(
    `INSERT INTO archive_file_history (id, file_id, site_id, act, at, by, was, becomes, reason, explanation_id)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      ...[line.id, line.fileId, line.siteId, line.act, line.at, line.by, line.was, line.becomes, line.reason],
      line.explanationId,
    ],
  );
};

/** Makes this transaction the only one that acts on these files until it ends; in one order, so that two wait for one another. */
export const lockFiles = async (tx: Tx, fileIds: readonly string[]): Promise<void> => {
  await tx.query('SELECT id FROM archive_file WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE', [fileIds]);
};

/** What seals the titles of a client's classified files, and the number under which the client is filed. */
export const keyOfClient = async (tx: Tx, clientId: string): Promise<{ key: WrappedKey | null; number: string }> => {
  const [row] = (await tx.query('SELECT number, key_id AS "keyId", wrapped_key AS wrapped FROM client WHERE id = $1', [
    clientId,
  ])) as { number: string; keyId: string; wrapped: Buffer | null }[];
  if (!row) throw new Error('an archive without its client');
  return { number: row.number, key: row.wrapped && { keyId: row.keyId, wrapped: row.wrapped } };
};
