import { randomUUID } from 'node:crypto';
import { createVault, readKeyring, type Vault } from '@shouwen/client-records';
import type pg from 'pg';
import type { BenchService } from './benchService.ts';

export type SeededClients = {
  readonly count: number;
  readonly siteIds: readonly string[];
  readonly consultants: readonly { readonly staffId: string; readonly siteId: string }[];
  /** Id, site and phone of the n-th client. */
  readonly client: (n: number) => { readonly id: string; readonly siteId: string; readonly phone: string };
};

const clientsOfASite = 10_000;
const clientsOfAConsultant = 200;
const rowsAtOnce = 5_000;

/** Ids in the order of opening, as the service makes them, so that the tables look as they would. */
const idOf = (n: number): string => `019b8a00-${hex(n >>> 16, 4)}-7${hex((n >>> 4) & 0xfff, 3)}-8000-${hex(n, 12)}`;
const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0').slice(-digits);
const phoneOf = (n: number): string => `1380${String(n).padStart(7, '0')}`;

/** So many clients of many sites, each with an owner; sealed and indexed as at the desk. */
export const seedClients = async (bench: BenchService, count: number): Promise<SeededClients> => {
  const vault = createVault(() => readKeyring(bench.world.secrets).now());
  const siteIds = Array.from({ length: Math.ceil(count / clientsOfASite) }, () => randomUUID());
  const siteOf = (n: number): string => siteIds[n % siteIds.length] as string;
  const consultants = Array.from({ length: Math.ceil(count / clientsOfAConsultant) }, (_, n) => ({
    staffId: randomUUID(),
    siteId: siteOf(n),
  }));
  const client = (n: number) => ({ id: idOf(n), siteId: siteOf(n), phone: phoneOf(n) });
  await bench.asOwner(async (owner) => {
    await owner.query(`SET shouwen.reach = '*'`);
    await owner.query(`SET synchronous_commit = off`);
    for (let from = 0; from < count; from += rowsAtOnce) {
      const numbers = Array.from({ length: Math.min(rowsAtOnce, count - from) }, (_, index) => from + index);
      await writeClients(
        owner,
        vault,
        numbers.map((n) => ({ ...client(n), n })),
      );
      await writeOwners(
        owner,
        numbers.map((n) => ({ ...client(n), staffId: consultants[n % consultants.length]?.staffId })),
      );
    }
    await owner.query(`SELECT setval('client_number_seq', $1)`, [count]);
    await owner.query('VACUUM ANALYZE');
  });
  return { count, siteIds, consultants, client };
};

type Row = { readonly n: number; readonly id: string; readonly siteId: string; readonly phone: string };

const writeClients = async (owner: pg.Client, vault: Vault, rows: readonly Row[]): Promise<void> => {
  const sealed = rows.map(({ id, phone }) => {
    const key = vault.newDataKey(id);
    const place = { table: 'client', column: 'phone', row: id };
    return { ...key, phone: vault.seal(key, id, place, phone), index: vault.blindIndex('phone', phone) };
  });
  await owner.query(
    `INSERT INTO client (id, number, name, phone_sealed, phone_index, key_id, wrapped_key, opened_at, opened_by)
     SELECT id, 'C' || lpad((n + 1)::text, 7, '0'), '客户' || n, sealed, index, key_id, wrapped, timestamptz '2026-01-01', 'seed'
     FROM unnest($1::uuid[], $2::int[], $3::bytea[], $4::bytea[], $5::text[], $6::bytea[]) AS r (id, n, sealed, index, key_id, wrapped)`,
    [
      rows.map(({ id }) => id),
      rows.map(({ n }) => n),
      ...[sealed.map(({ phone }) => phone), sealed.map(({ index }) => index)],
      ...[sealed.map(({ keyId }) => keyId), sealed.map(({ wrapped }) => wrapped)],
    ],
  );
  await owner.query(
    `INSERT INTO client_contact (id, client_id, kind, value_sealed, value_index, is_main, added_at, added_by, checked_at, checked_by)
     SELECT id, id, 'phone', phone_sealed, phone_index, true, opened_at, opened_by, opened_at, opened_by
     FROM client WHERE id = ANY($1::uuid[])`,
    [rows.map(({ id }) => id)],
  );
};

const writeOwners = async (
  owner: pg.Client,
  rows: readonly { readonly id: string; readonly siteId: string; readonly staffId: string | undefined }[],
): Promise<void> => {
  const columns = [rows.map(({ id }) => id), rows.map(({ siteId }) => siteId)];
  await owner.query(
    `INSERT INTO client_site (client_id, site_id, since)
     SELECT id, site, timestamptz '2026-01-01' FROM unnest($1::uuid[], $2::uuid[]) AS r (id, site)`,
    columns,
  );
  await owner.query(
    `INSERT INTO client_owner (basis_id, basis, client_id, site_id, staff_id, valid_through)
     SELECT gen_random_uuid(), 'claim', id, site, staff, date '2027-01-01'
     FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS r (id, site, staff)`,
    [...columns, rows.map(({ staffId }) => staffId)],
  );
};
