import type { Tx } from '@shouwen/database';
import { isMergedSql } from '../../persons/index.ts';
import { type ClientRow, clientColumns, groundSql, type Reader, scopeParameters } from '../clientQueries.ts';
import type { Business, ClientClass, ClientKind, Urgency } from '../core/clientCore.ts';
import { isRestrictedSql } from '../restriction/restrictionStore.ts';

/** In which order a list comes; never a column that somebody names (S18). */
export type ClientSort = 'opened' | 'opened-desc' | 'name';

export type ClientFilter = {
  readonly kind: ClientKind | null;
  readonly class: ClientClass | null;
  readonly ownerId: string | null;
  readonly business: Business | null;
  readonly district: string | null;
  readonly urgency: Urgency | null;
  readonly namePrefix: string | null;
};

export type ListedClient = ClientRow & { readonly nameKey: string };

type Wanted = {
  readonly filter: ClientFilter;
  readonly sort: ClientSort;
  /** Of the last row: its id, or its name key and id. */
  readonly after: readonly string[] | null;
  readonly limit: number;
};

/** A page of the clients that the reader may read, in one statement. */
export const pageOfClients = async (
  tx: Tx,
  reader: Reader,
  { filter, sort, after, limit }: Wanted,
): Promise<ListedClient[]> => {
  const order = orders[sort];
  const { conditions, values } = conditionsFor(reader, filter);
  const keys = (after ?? []).map((_, index) => `$${values.length + 2 + index}`);
  return tx.query(
    `SELECT page.*, ${groundSql('page.id')} AS ground FROM (
       SELECT ${clientColumns}, c.name_key AS "nameKey" FROM client c
       WHERE ${conditions} ${after === null ? '' : `AND ${order.after(keys)}`}
       ORDER BY ${order.by('c.name_key', 'c.id')} LIMIT $${values.length + 1}
     ) page ORDER BY ${order.by('page."nameKey"', 'page.id')}`,
    [...values, limit, ...(after ?? [])],
  );
};

/** How many clients there are in the list for this reader; what may not be seen is not counted (S15). */
export const countClients = async (tx: Tx, reader: Reader, filter: ClientFilter): Promise<number> => {
  const { conditions, values } = conditionsFor(reader, filter);
  const [row] = (await tx.query(
    `WITH reader AS (SELECT ${typedScope}) SELECT count(*)::int AS n FROM client c WHERE ${conditions}`,
    values,
  )) as { n: number }[];
  return row?.n ?? 0;
};

type Order = {
  readonly by: (name: string, id: string) => string;
  readonly after: (keys: readonly string[]) => string;
};

const orders: Readonly<Record<ClientSort, Order>> = {
  opened: { by: (_, id) => id, after: ([id]) => `c.id > ${id}::uuid` },
  'opened-desc': { by: (_, id) => `${id} DESC`, after: ([id]) => `c.id < ${id}::uuid` },
  name: {
    by: (name, id) => `${name}, ${id}`,
    after: ([name, id]) => `(c.name_key, c.id) > (${name}::text COLLATE "C", ${id}::uuid)`,
  },
};

/** Names and types $1–$6, for a statement in which not all of them occur. */
const typedScope = '$1::boolean, $2::uuid[], $3::uuid, $4::boolean, $5::uuid[], $6::date';

const conditionsFor = (reader: Reader, filter: ClientFilter): { conditions: string; values: unknown[] } => {
  const values = scopeParameters(reader);
  const given = (value: unknown): string => {
    values.push(value);
    return `$${values.length}`;
  };
  const parts = [withinScope(reader), `NOT ${isMergedSql('c.id')}`, `NOT ${isRestrictedSql('c.id')}`];
  const { kind, business, district, urgency, namePrefix, ownerId } = filter;
  if (kind !== null) parts.push(`c.kind = ${given(kind)}`);
  if (business !== null) parts.push(`c.business = ${given(business)}`);
  if (district !== null) parts.push(`c.district = ${given(district)}`);
  if (urgency !== null) parts.push(`c.urgency = ${given(urgency)}`);
  if (namePrefix !== null) parts.push(startsWith(given(namePrefix)));
  if (filter.class !== null) parts.push(filedAs(given(filter.class), reader));
  if (ownerId !== null)
    parts.push(`c.id IN (${ownedBy(`${given(ownerId)}::uuid`)} AND ${atReadersSites('o.site_id', reader)})`);
  return { conditions: parts.join(' AND '), values };
};

/** The same grounds as in `readable`, written so that the database begins at the few that are somebody's or a site's. */
const withinScope = ({ scope }: Reader): string => {
  if (scope.custody) return 'true';
  const atSites = 'SELECT s.client_id FROM person_site s WHERE s.site_id = ANY($2::uuid[])';
  const own = `${ownedBy('$3::uuid')} AND ($4::boolean OR o.site_id = ANY($5::uuid[]))`;
  const grounds = [...(scope.siteIds.length > 0 ? [atSites] : []), ...(scope.own === null ? [] : [own])];
  return grounds.length === 0 ? 'false' : `c.id IN (${grounds.join(' UNION ')})`;
};

const ownedBy = (staffId: string): string => `SELECT o.client_id FROM person_owner o WHERE o.staff_id = ${staffId}
  AND o.ended_on IS NULL AND coalesce(o.valid_through >= $6::date, true) AND coalesce(o.fresh_through >= $6::date, true)`;

/** What is told of a site only to those who read clients there. */
const atReadersSites = (column: string, { scope }: Reader): string =>
  scope.custody || scope.own?.siteIds === '*' ? 'true' : `${column} = ANY($2::uuid[] || $5::uuid[])`;

const filedAs = (filed: string, reader: Reader): string => {
  const living = `k.class = ${filed} AND k.ended_at IS NULL AND ${atReadersSites('k.site_id', reader)}`;
  return `c.id IN (SELECT k.client_id FROM client_class k WHERE ${living} UNION ALL
    SELECT p.person_id FROM client_person p JOIN client_class k ON k.client_id = p.client_id WHERE ${living})`;
};

/** A range and no pattern: signs that mean something in a pattern mean themselves (S18), and the index serves it behind the wall. */
const startsWith = (prefix: string): string =>
  `c.name_key >= client_name_key(${prefix}) AND c.name_key < client_name_key(${prefix}) || U&'\\+10FFFF'`;
