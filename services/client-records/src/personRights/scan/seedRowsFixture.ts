import { openDatabase } from '@shouwen/database';
import type { Desk } from '../../archive/archiveFixture.ts';
import { createVault, readKeyring, type WrappedKey } from '../../vault/index.ts';
import { archiveRows } from './archiveRowsFixture.ts';
import { careRows, personRows, tierRows } from './personRowsFixture.ts';
import { visitRows } from './visitRowsFixture.ts';
import { wayRows } from './wayRowsFixture.ts';

/** What a row is written with: the person, the marker plain and sealed, and ids of things that must be there. */
export type Seeds = {
  readonly clientId: string;
  readonly secondId: string;
  readonly fileId: string;
  readonly marker: string;
  readonly sealed: Buffer;
  /** A key of another owner, and the marker sealed under it. */
  readonly other: WrappedKey & { readonly sealed: Buffer };
  readonly phoneIndex: Buffer;
  readonly explanation: string;
  readonly id: () => string;
};
/** A table, its columns and their values. */
export type SeedRow = readonly [table: string, values: Readonly<Record<string, unknown>>];

type Person = Pick<Seeds, 'clientId' | 'secondId' | 'fileId' | 'marker'> & { readonly phone: string };

/** Rows that other features write in the course of weeks, with the marker wherever somebody could type it. */
export const seedRows = async (desk: Desk, person: Person): Promise<void> => {
  const { newId, secrets } = desk.service.world;
  const { clientId, marker } = person;
  const keyrings = readKeyring(secrets);
  const vault = createVault(() => keyrings.now());
  const db = await openDatabase({ url: desk.service.adminUrl, entities: [], applicationName: 'seed' });
  await db.transaction(async (tx) => {
    const [key] = (await tx.query('SELECT key_id AS "keyId", wrapped_key AS wrapped FROM client WHERE id = $1', [
      clientId,
    ])) as [WrappedKey];
    const [{ explanation }] = (await tx.query('SELECT id AS explanation FROM explanation LIMIT 1')) as [
      { explanation: string },
    ];
    const sealed = vault.seal(key, clientId, { table: 'anywhere', column: 'any', row: clientId }, marker);
    const otherKey = vault.newDataKey('other');
    const place = { table: 'anywhere', column: 'any', row: 'other' };
    const other = { ...otherKey, sealed: vault.seal(otherKey, 'other', place, marker) };
    const phoneIndex = vault.blindIndex('phone', person.phone);
    const seeds: Seeds = { ...person, sealed, other, phoneIndex, explanation, id: newId };
    for (const [table, values] of [personRows, careRows, tierRows, visitRows, archiveRows, wayRows].flatMap((rows) =>
      rows(seeds),
    )) {
      const columns = Object.keys(values);
      const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((_, index) => `$${index + 1}`).join(', ')})`;
      await tx.query(sql, Object.values(values));
    }
  });
  await db.close();
};
