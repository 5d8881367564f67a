import type { Tx } from '@shouwen/database';
import { type ClientRow, clientColumns, groundSql, type Reader, scopeParameters } from '../clientQueries.ts';
import type { Business, ClientClass, ClientKind, Urgency } from '../core/clientCore.ts';
import { branchesFor, type ClientFilterSql } from './listBranchQueries.ts';

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

/** A page of the clients that the reader may read, in one statement: first the ids, and only of those the records. */
export const pageOfClients = async (
  tx: Tx,
  reader: Reader,
  { filter, sort, after, limit }: Wanted,
): Promise<ListedClient[]> => {
  const order = orders[sort];
  const { values, given } = collector(scopeParameters(reader));
  const keys = (after ?? []).map(given);
  const most = given(limit);
  const asked = asParameters(filter, given);
  const branches = branchesFor(reader, asked).map(({ id, nameKey, from, where }) => {
    const rest = after === null ? '' : `AND ${order.after({ id, nameKey, keys })}`;
    const name = sort === 'name' ? nameKey : 'NULL::text';
    return `(SELECT DISTINCT ${id} AS id, ${name} AS name_key FROM ${from} WHERE ${where} ${rest}
      ORDER BY ${order.by} LIMIT ${most})`;
  });
  if (branches.length === 0) return [];
  return tx.query(
    `WITH reader AS (SELECT ${typedScope}), listed AS MATERIALIZED (
       SELECT id FROM (${branches.join(' UNION ')}) one ORDER BY ${order.by} LIMIT ${most})
     SELECT ${clientColumns}, c.name_key AS "nameKey", ${groundSql('c.id')} AS ground
     FROM client c WHERE c.id = ANY (ARRAY(SELECT id FROM listed)) ORDER BY ${order.by}`,
    values,
  );
};

/** How many clients there are in the list for this reader; what may not be seen is not counted (S15). */
export const countClients = async (tx: Tx, reader: Reader, filter: ClientFilter): Promise<number> => {
  const { values, given } = collector(scopeParameters(reader));
  const branches = branchesFor(reader, asParameters(filter, given));
  if (branches.length === 0) return 0;
  const ids = branches.map(({ id, from, where }) => `SELECT ${id} AS id FROM ${from} WHERE ${where}`);
  const [row] = (await tx.query(
    `WITH reader AS (SELECT ${typedScope}) SELECT count(*)::int AS n FROM (${ids.join(' UNION ')}) one`,
    values,
  )) as { n: number }[];
  return row?.n ?? 0;
};

type Order = {
  /** By the columns `id` and `name_key`. */
  readonly by: string;
  readonly after: (row: { readonly id: string; readonly nameKey: string; readonly keys: readonly string[] }) => string;
};

const orders: Readonly<Record<ClientSort, Order>> = {
  opened: { by: 'id', after: ({ id, keys }) => `${id} > ${keys[0]}::uuid` },
  'opened-desc': { by: 'id DESC', after: ({ id, keys }) => `${id} < ${keys[0]}::uuid` },
  name: {
    by: 'name_key, id',
    after: ({ id, nameKey, keys }) => `(${nameKey}, ${id}) > (${keys[0]}::text COLLATE "C", ${keys[1]}::uuid)`,
  },
};

type Given = (value: unknown) => string;

const collector = (values: unknown[]): { values: unknown[]; given: Given } => ({
  values,
  given: (value) => {
    values.push(value);
    return `$${values.length}`;
  },
});

/** The filter with names of parameters in place of what was asked for. */
const asParameters = (filter: ClientFilter, given: Given): ClientFilterSql =>
  Object.fromEntries(
    Object.entries(filter).map(([field, value]) => [field, value === null ? null : given(value)]),
  ) as ClientFilterSql;

/** Names and types $1–$6, for a statement in which not all of them occur. */
const typedScope = '$1::boolean, $2::uuid[], $3::uuid, $4::boolean, $5::uuid[], $6::date';
