import type { Tx } from '@shouwen/database';
import { readable, scopeParameters } from '../../clients/index.ts';
import { personSql } from '../../persons/index.ts';
import type { FileReader } from '../files/fileReader.ts';
import type { Archive } from './archive.ts';

const columns = `a.id AS "archiveId", a.client_id AS "clientId", a.site_id AS "siteId", a.opened_at AS "openedAt", a.opened_by AS "openedBy",
  a.opened_why AS "openedWhy", a.approve_by::text AS "approveBy", a.approved_at AS "approvedAt", a.approved_by AS "approvedBy",
  a.approved_why AS "approvedWhy"`;

/** Parameters $1–$8: whoever may read files of any kind at a site that knows the client, or whose own client it is. */
const readableArchive = `FROM archive a WHERE (
  $7::boolean OR EXISTS (SELECT FROM person_site s WHERE s.client_id = ${personSql('a.client_id')} AND s.site_id = ANY($8::uuid[]))
  OR EXISTS (SELECT FROM (${readable}) own WHERE own.id = ${personSql('a.client_id')}))`;

const parametersOf = ({ own, classified, custody, site }: FileReader): unknown[] => {
  const sites = [classified, custody, site];
  return [...scopeParameters(own), sites.includes('*'), sites.flatMap((one) => (one === '*' ? [] : one))];
};

/** An archive, and the id by which it was asked for: of any record of the person (CR-1.05). */
export type AskedArchive = Archive & { readonly askedId: string };

/** The archives of these clients, as far as the reader may know of them; of two merged clients that which was opened first. */
export const archivesOfClients = async (
  tx: Tx,
  reader: FileReader,
  clientIds: readonly string[],
): Promise<AskedArchive[]> =>
  tx.query(
    `SELECT DISTINCT ON (asked.id) one.*, asked.id AS "askedId"
     FROM (SELECT ${columns}, ${personSql('a.client_id')} AS person ${readableArchive}) one
     JOIN (SELECT x.id, ${personSql('x.id')} AS person FROM unnest($9::uuid[]) AS x (id)) asked USING (person)
     ORDER BY asked.id, one."openedAt", one."archiveId"`,
    [...parametersOf(reader), clientIds],
  );

export type UnapprovedPage = {
  readonly siteId: string;
  /** Only those whose approval should have come before this day; null: all that wait. */
  readonly lateOn: string | null;
  readonly after: readonly string[] | null;
  readonly limit: number;
};

/** The archives of a site that nobody has approved yet, oldest first. */
export const unapprovedArchives = async (tx: Tx, reader: FileReader, page: UnapprovedPage): Promise<Archive[]> =>
  tx.query(
    `SELECT ${columns} ${readableArchive} AND a.approved_at IS NULL AND a.site_id = $9 AND ($10::date IS NULL OR a.approve_by < $10)
       AND ($11::timestamptz IS NULL OR (a.opened_at, a.id) > ($11, $12::uuid)) ORDER BY a.opened_at, a.id LIMIT $13`,
    [...parametersOf(reader), page.siteId, page.lateOn, page.after?.[0], page.after?.[1], page.limit],
  );

/** The archive of a person, whoever asks; locked for the act that follows. */
export const lockArchive = async (tx: Tx, idsOfPerson: readonly string[]): Promise<Archive | null> => {
  const rows: Archive[] = await tx.query(
    `SELECT ${columns} FROM archive a WHERE a.client_id = ANY($1::uuid[]) ORDER BY a.opened_at, a.id LIMIT 1 FOR UPDATE`,
    [idsOfPerson],
  );
  return rows[0] ?? null;
};
