import { acrossSites, type Tx } from '@shouwen/database';
import { readable, scopeParameters } from '../../clients/index.ts';
import { personSql } from '../../persons/index.ts';
import type { WrappedKey } from '../../vault/index.ts';
import type { ArchiveFile, FileGround } from '../file.ts';
import type { FileReader, Sites } from './fileReader.ts';

/** A file as this reader may know of it. The title of a classified one is still sealed: `disclose` opens it. */
export type FileRow = ArchiveFile & {
  readonly title: string | null;
  readonly titleSealed: Buffer | null;
  /** Null once the client's data were erased (CR-2.06): what it sealed nobody opens again. */
  readonly key: WrappedKey | null;
  readonly room: string | null;
  readonly cabinet: string | null;
  readonly shelf: number | null;
  readonly ground: FileGround;
};

export const fileColumns = `f.id AS "fileId", f.client_id AS "clientId", f.site_id AS "siteId", f.index_number AS "indexNumber", f.kind, f.level,
  f.carrier, f.shelf_id AS "shelfId", f.position, f.object_id AS "objectId", f.checksum, f.bytes::float8 AS bytes,
  f.custodian_id AS "custodianId", f.retention_from::text AS "retentionFrom", f.retention_years AS "retentionYears",
  f.keep_through::text AS "keepThrough", f.state, f.filed_at AS "filedAt", f.filed_by AS "filedBy", f.version,
  f.explanation_id AS "explanationId"`;

/**
 * The one place where grounds become SQL, so that a list, a count, a search and a read by id agree (I20). Parameters $1–$15 are
 * `readerParameters`.
 */
export const known = `archive_file f CROSS JOIN LATERAL (SELECT CASE
    WHEN $7::boolean OR f.site_id = ANY($8::uuid[]) THEN 'custody'
    WHEN NOT f.classified AND ($9::boolean OR f.site_id = ANY($10::uuid[])) THEN 'custody'
    WHEN NOT f.classified AND ($11::boolean OR f.site_id = ANY($12::uuid[])) THEN 'site-role'
    WHEN f.level = 'ordinary' AND ($13::boolean OR f.site_id = ANY($14::uuid[]))
      AND EXISTS (SELECT FROM (${readable}) own WHERE own.id = ${personSql('f.client_id')}) THEN 'own-client'
    WHEN f.id = ANY($15::uuid[]) THEN 'grant'
  END AS ground) g`;

const select = `SELECT ${fileColumns}, f.title, f.title_sealed AS "titleSealed", c.key_id AS "keyId", c.wrapped_key AS wrapped,
    s.room, s.cabinet, s.shelf, g.ground
  FROM ${known} JOIN client c ON c.id = f.client_id LEFT JOIN archive_shelf s ON s.id = f.shelf_id WHERE g.ground IS NOT NULL`;

const listOf = (sites: Sites): [boolean, readonly string[]] => (sites === '*' ? [true, []] : [false, sites]);

export const readerParameters = ({ own, classified, custody, site, granted }: FileReader): unknown[] => [
  ...scopeParameters(own),
  ...listOf(classified),
  ...listOf(custody),
  ...listOf(site),
  ...listOf(own.scope.own?.siteIds ?? []),
  granted,
];

type Raw = Omit<FileRow, 'key'> & { readonly keyId: string; readonly wrapped: Buffer | null };
const toRow = ({ keyId, wrapped, ...file }: Raw): FileRow => ({ ...file, key: wrapped && { keyId, wrapped } });

/** A file may be granted to somebody of another site. The grounds are in the query itself; only then does it look past the sites. */
const asFarAsGranted = <T>(tx: Tx, { granted }: FileReader, work: () => Promise<T>): Promise<T> =>
  granted.length > 0 ? acrossSites(tx, work) : work();

/** Files among `ids` that the reader may know of; the others are missing, as if there were none. */
export const filesById = async (tx: Tx, reader: FileReader, ids: readonly string[]): Promise<FileRow[]> => {
  const rows = (await asFarAsGranted(tx, reader, () =>
    tx.query(`${select} AND f.id = ANY($16::uuid[])`, [...readerParameters(reader), ids]),
  )) as Raw[];
  return rows.map(toRow);
};

export type FileSort = 'oldest' | 'newest' | 'index';

/** What narrows a list; null leaves out. `titles` are classified files whose opened title begins with the prefix. */
export type FileFilter = {
  /** All records of a person. */
  readonly clientIds: readonly string[] | null;
  readonly siteId: string | null;
  readonly indexNumber: string | null;
  readonly kinds: readonly string[] | null;
  readonly levels: readonly string[] | null;
  readonly carrier: string | null;
  readonly titlePrefix: string | null;
  /** Only those that are kept and whose retention is over on this day. */
  readonly overOn: string | null;
  readonly titles: readonly string[];
};

export const everyFile: FileFilter = {
  ...{
    clientIds: null,
    siteId: null,
    indexNumber: null,
    kinds: null,
    levels: null,
    carrier: null,
    titlePrefix: null,
    overOn: null,
  },
  titles: [],
};

export type FilePage = { readonly sort: FileSort; readonly after: readonly string[] | null; readonly limit: number };

const filtered = `($16::uuid[] IS NULL OR f.client_id = ANY($16)) AND ($17::uuid IS NULL OR f.site_id = $17)
  AND ($18::text IS NULL OR f.index_number = $18) AND ($19::text[] IS NULL OR f.kind = ANY($19))
  AND ($20::text[] IS NULL OR f.level = ANY($20)) AND ($21::text IS NULL OR f.carrier = $21)
  AND ($22::text IS NULL OR starts_with(f.title, $22) OR f.id = ANY($23::uuid[]))
  AND ($24::date IS NULL OR (f.keep_through < $24 AND f.state = 'kept'))`;

const filterParameters = (filter: FileFilter): unknown[] => [
  ...[filter.clientIds, filter.siteId, filter.indexNumber, filter.kinds, filter.levels, filter.carrier],
  ...[filter.titlePrefix, filter.titles, filter.overOn],
];

// The ways to sort are these and no others; none of them is what a reader may not know.
const order: Readonly<Record<FileSort, { readonly after: string; readonly by: string }>> = {
  oldest: { after: '(f.filed_at, f.id) > ($25::timestamptz, $26::uuid)', by: 'f.filed_at, f.id' },
  newest: { after: '(f.filed_at, f.id) < ($25::timestamptz, $26::uuid)', by: 'f.filed_at DESC, f.id DESC' },
  index: { after: '(f.index_number, f.id) > ($25::text, $26::uuid)', by: 'f.index_number, f.id' },
};

export type FileListAsked = { readonly filter: FileFilter; readonly page: FilePage };

export const pageOfFiles = async (tx: Tx, reader: FileReader, asked: FileListAsked): Promise<FileRow[]> => {
  const { sort, after, limit } = asked.page;
  const parameters = [...readerParameters(reader), ...filterParameters(asked.filter)];
  const where = `${select} AND ${filtered}`;
  const sql = after
    ? `${where} AND ${order[sort].after} ORDER BY ${order[sort].by} LIMIT $27`
    : `${where} ORDER BY ${order[sort].by} LIMIT $25`;
  const all = [...parameters, ...(after ?? []), limit];
  return ((await asFarAsGranted(tx, reader, () => tx.query(sql, all))) as Raw[]).map(toRow);
};

export const countFiles = async (tx: Tx, reader: FileReader, filter: FileFilter): Promise<number> => {
  const sql = `SELECT count(*)::int AS n FROM ${known} WHERE g.ground IS NOT NULL AND ${filtered}`;
  const parameters = [...readerParameters(reader), ...filterParameters(filter)];
  const rows = (await asFarAsGranted(tx, reader, () => tx.query(sql, parameters))) as { n: number }[];
  return rows[0]?.n ?? 0;
};

/** Classified files that the filter leaves, but for the title: theirs is sealed, so the prefix is looked for in the opened ones. */
export const classifiedFiles = async (tx: Tx, reader: FileReader, filter: FileFilter): Promise<FileRow[]> => {
  const sql = `${select} AND f.classified AND ${filtered}`;
  const parameters = [...readerParameters(reader), ...filterParameters({ ...filter, titlePrefix: null })];
  return ((await asFarAsGranted(tx, reader, () => tx.query(sql, parameters))) as Raw[]).map(toRow);
};

/** What lies on a shelf, from left to right, as far as the reader may know of it. */
export const filesInPlace = async (tx: Tx, reader: FileReader, shelfId: string): Promise<FileRow[]> => {
  const sql = `${select} AND f.shelf_id = $16 AND f.state <> 'destroyed' ORDER BY f.position`;
  return ((await tx.query(sql, [...readerParameters(reader), shelfId])) as Raw[]).map(toRow);
};
