import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestService, testService } from '@shouwen/testing';
import { clientRecords } from './service.ts';

/** Tables of the house itself: what they hold about a site or a client is asked for by their own features only. */
const ofTheHouse = ['audit_entry', 'explanation', 'policy_version', 'command_key', 'outbox', 'inbox'];

let service: TestService;
beforeAll(async () => {
  service = await testService(clientRecords);
});
afterAll(() => service?.stop());

describe('S14 every table that says whose rows it holds is walled', () => {
  const tables = async (): Promise<{ name: string; walled: boolean }[]> =>
    service.world.db.read((tx) =>
      tx.query(
        `SELECT DISTINCT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity
           AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid) AS walled
         FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
         WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace AND a.attname IN ('site_id', 'client_id')
         ORDER BY 1`,
      ),
    );

  it('with row-level security that holds for the owner of the table too', async () => {
    const open = (await tables()).filter(({ walled }) => !walled).map(({ name }) => name);
    expect(open.filter((name) => !ofTheHouse.includes(name))).toEqual([]);
    expect((await tables()).length).toBeGreaterThan(3);
  });

  it('and none of them shows a row to a transaction without a reach', async () => {
    const walled = (await tables()).filter(({ walled }) => walled);
    await service.world.db.transaction(async (tx) => {
      await tx.query(`INSERT INTO client_owner (basis_id, basis, client_id, site_id, staff_id)
        SELECT gen_random_uuid(), 'deal', gen_random_uuid(), gen_random_uuid(), gen_random_uuid()`);
    });
    const bare = service.world.db.within([]);
    for (const { name } of walled) expect(await bare.read((tx) => tx.query(`SELECT * FROM ${name}`))).toEqual([]);
    expect(await service.world.db.read((tx) => tx.query('SELECT * FROM client_owner'))).toHaveLength(1);
  });
});

describe('every foreign key', () => {
  it('begins an index of all rows, so that what refers to a row is found; explanations apart, of which none is deleted', async () => {
    const keys: { name: string; indexed: boolean }[] = await service.world.db.read((tx) =>
      tx.query(
        `SELECT k.conrelid::regclass || '.' || (SELECT string_agg(a.attname, ',' ORDER BY a.attnum) FROM pg_attribute a
             WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey)) AS name,
           EXISTS (SELECT FROM pg_index i WHERE i.indrelid = k.conrelid AND i.indisvalid AND i.indnkeyatts >= cardinality(k.conkey)
             AND i.indpred IS NULL
             AND (i.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey) AS indexed
         FROM pg_constraint k
         WHERE k.contype = 'f' AND k.connamespace = 'public'::regnamespace AND k.confrelid <> 'explanation'::regclass
         ORDER BY 1`,
      ),
    );
    expect(keys.filter(({ indexed }) => !indexed).map(({ name }) => name)).toEqual([]);
    expect(keys.length).toBeGreaterThan(20);
  });
});
