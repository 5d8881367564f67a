import { isMergedSql } from '../../persons/index.ts';
import { groundSql, type Reader } from '../clientQueries.ts';
import { isRestrictedSql } from '../restriction/restrictionStore.ts';
import type { ClientFilter } from './clientListQueries.ts';

/** The filter as SQL: the name of a parameter for what was asked for. */
export type ClientFilterSql = { readonly [Field in keyof ClientFilter]: string | null };

/** One way to reach clients, which begins where the fewest are: the ids of a site, those of an owner, or all. */
export type Branch = {
  readonly id: string;
  readonly nameKey: string;
  readonly from: string;
  readonly where: string;
};

/**
 * The same grounds as in `readable`, but each by itself, so that the database begins at the few that are somebody's or a site's and comes
 * to the record, and to the wall before it, last. A list is their union. Parameters $1–$6 are `scopeParameters`.
 */
export const branchesFor = (reader: Reader, filter: ClientFilterSql): Branch[] => {
  const { custody, siteIds, own } = reader.scope;
  const sources: Source[] = custody
    ? [{ ...record, where: 'true' }]
    : [
        ...siteIds.map((_, index) => ({ ...site, where: `s.site_id = ($2::uuid[])[${index + 1}]` })),
        ...(siteIds.length > 0 ? [mergedAtSites] : []),
        ...(own === null
          ? []
          : [{ ...record, where: `c.id = ANY (ARRAY(${ownedBySql('$3::uuid')} AND ${atOwnSites}))` }]),
      ];
  if (sources.length > 0 && filter.class !== null) sources.push(mergedInClass(filter.class, reader));
  return sources.map((source) => ({ ...source, where: conditions(source, filter, reader) }));
};

type Source = Branch & { readonly isRecord: boolean; readonly inClass?: true };

const record = { id: 'c.id', nameKey: 'c.name_key', from: 'client c', isRecord: true } as const;
const site = { id: 's.client_id', nameKey: 's.name_key', from: 'client_site s', isRecord: false } as const;
const atOwnSites = '($4::boolean OR o.site_id = ANY($5::uuid[]))';

/** Whose merged record is known there, and not the surviving one (CR-1.05). */
const mergedAtSites: Source = {
  ...record,
  from: `client_person p JOIN client_site s ON s.client_id = p.client_id AND s.site_id = ANY ($2::uuid[])
    JOIN client c ON c.id = p.person_id`,
  where: 'p.client_id <> p.person_id',
};

/** Whose merged record is filed under the class. */
const mergedInClass = (filed: string, reader: Reader): Source => ({
  ...record,
  from: `client_person p JOIN client_class k ON k.client_id = p.client_id JOIN client c ON c.id = p.person_id`,
  where: `p.client_id <> p.person_id AND ${filedAs(filed, reader)} AND ${groundSql('c.id')} IS NOT NULL`,
  inClass: true,
});

const conditions = (
  { id, nameKey, where, isRecord, inClass }: Source,
  filter: ClientFilterSql,
  reader: Reader,
): string => {
  const columns = (['kind', 'business', 'district', 'urgency'] as const)
    .filter((column) => filter[column] !== null)
    .map((column) => `${isRecord ? 'c' : 'f'}.${column} = ${filter[column]}`);
  const onRecord = isRecord
    ? columns
    : [`EXISTS (SELECT FROM client f WHERE ${[`f.id = ${id}`, ...columns].join(' AND ')})`];
  const filed = `EXISTS (SELECT FROM client_class k WHERE k.client_id = ${id} AND ${filedAs(filter.class ?? '', reader)})`;
  return [
    where,
    `NOT ${isMergedSql(id)}`,
    `NOT ${isRestrictedSql(id)}`,
    ...(columns.length > 0 ? onRecord : []),
    ...(filter.namePrefix === null ? [] : [startsWith(nameKey, filter.namePrefix)]),
    ...(filter.class === null || inClass ? [] : [filed]),
    ...(filter.ownerId === null
      ? []
      : [`${id} = ANY (ARRAY(${ownedBySql(`${filter.ownerId}::uuid`)} AND ${atReadersSites('o.site_id', reader)}))`]),
  ].join(' AND ');
};

/** SQL: the clients, as `o.client_id`, who are that consultant's today; further conditions on `o` may follow. */
export const ownedBySql = (
  staffId: string,
): string => `SELECT o.client_id FROM person_owner o WHERE o.staff_id = ${staffId}
  AND o.ended_on IS NULL AND coalesce(o.valid_through >= $6::date, true) AND coalesce(o.fresh_through >= $6::date, true)`;

/** What is told of a site only to those who read clients there. */
const atReadersSites = (column: string, { scope }: Reader): string =>
  scope.custody || scope.own?.siteIds === '*' ? 'true' : `${column} = ANY($2::uuid[] || $5::uuid[])`;

const filedAs = (filed: string, reader: Reader): string =>
  `k.class = ${filed} AND k.ended_at IS NULL AND ${atReadersSites('k.site_id', reader)}`;

/** A range and no pattern: signs that mean something in a pattern mean themselves (S18), and the index serves it behind the wall. */
const startsWith = (nameKey: string, prefix: string): string =>
  `${nameKey} >= client_name_key(${prefix}) AND ${nameKey} < client_name_key(${prefix}) || U&'\\+10FFFF'`;
