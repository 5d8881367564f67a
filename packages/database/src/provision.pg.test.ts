import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestDatabase, testDatabase } from '@shouwen/testing';
import pg from 'pg';
import { DatabaseUnavailable, openDatabase, ProvisioningRefused, provisionDatabase } from './index.ts';

describe('provisionDatabase', () => {
  let test: TestDatabase;
  let admin: pg.Client;
  const names = {
    database: 'Odd "name" 一',
    ownerRole: 'odd "owner"',
    ownerPassword: `it's`,
    appRole: 'odd_app',
    appPassword: '首问 %/@',
  };
  const urlAs = (user: string, password: string) => {
    const url = new URL(test.adminUrl);
    url.username = encodeURIComponent(user);
    url.password = encodeURIComponent(password);
    url.pathname = `/${encodeURIComponent(names.database)}`;
    return url.href;
  };

  beforeAll(async () => {
    test = await testDatabase({ service: 'provision', migrations: [] });
    admin = new pg.Client({ connectionString: test.adminUrl });
    await admin.connect();
  });
  afterAll(async () => {
    await admin.query(`drop database if exists ${pg.escapeIdentifier(names.database)} with (force)`);
    for (const role of [names.ownerRole, names.appRole, 'weak', 'manager'])
      await admin.query(`drop role if exists ${pg.escapeIdentifier(role)}`);
    await admin.end();
    await test.drop();
  });

  it('makes database and roles, five at once and again, and sets the new password', async () => {
    await Promise.all(Array.from({ length: 5 }, () => provisionDatabase({ adminUrl: test.adminUrl, ...names })));
    await provisionDatabase({ adminUrl: test.adminUrl, ...names, appPassword: 'second' });
    const app = await openDatabase({ url: urlAs(names.appRole, 'second'), entities: [], applicationName: 'x' });
    await expect(app.transaction((tx) => tx.query('create table t (id int)'))).rejects.toThrow(/permission denied/);
    await app.close();
    const owner = await openDatabase({
      url: urlAs(names.ownerRole, names.ownerPassword),
      entities: [],
      applicationName: 'x',
    });
    await owner.transaction((tx) => tx.query('create table t (id int)'));
    await owner.close();
    const { rows } = await admin.query(
      `select rolsuper, rolcreatedb, rolcreaterole, rolbypassrls from pg_roles where rolname = $1`,
      [names.appRole],
    );
    expect(rows).toEqual([{ rolsuper: false, rolcreatedb: false, rolcreaterole: false, rolbypassrls: false }]);
  });

  it('keeps strangers out: a role of another service may not even connect', async () => {
    await admin.query(`create role weak login password 'weak'`);
    await expect(openDatabase({ url: urlAs('weak', 'weak'), entities: [], applicationName: 'x' })).rejects.toThrow(
      /permission denied for database/,
    );
  });

  it('works with an administrator who is no superuser', async () => {
    await admin.query(`create role manager login createdb createrole password 'manager'`);
    const url = new URL(test.adminUrl);
    url.username = 'manager';
    url.password = 'manager';
    url.pathname = '/postgres';
    const own = { ...names, database: 'managed', ownerRole: 'managed_owner', appRole: 'managed_app' };
    await provisionDatabase({ adminUrl: url.href, ...own });
    await provisionDatabase({ adminUrl: url.href, ...own });
    await admin.query('drop database managed with (force)');
    await admin.query('drop role managed_owner');
    await admin.query('drop role managed_app');
  });

  it('says clearly what is missing when it may not', async () => {
    const url = new URL(test.adminUrl);
    url.username = 'weak';
    url.password = 'weak';
    url.pathname = '/postgres';
    const refused = provisionDatabase({ adminUrl: url.href, ...names, ownerRole: 'another' });
    await expect(refused).rejects.toBeInstanceOf(ProvisioningRefused);
    await expect(refused).rejects.toThrow(/CREATEDB and CREATEROLE/);
    url.password = 'wrong';
    await expect(provisionDatabase({ adminUrl: url.href, ...names })).rejects.toThrow(/user name or password/);
    url.port = '1';
    await expect(provisionDatabase({ adminUrl: url.href, ...names })).rejects.toBeInstanceOf(DatabaseUnavailable);
  });
});
