import { createHash, randomBytes } from 'node:crypto';
import { get } from 'node:http';
import { checksumOf, type Migration, migrate, provisionDatabase } from '@shouwen/database';
import pg from 'pg';
import { deskAddress } from '../config.ts';

export type TestDatabaseOptions = {
  /** The service the database stands for, e.g. 'finance'; it only shows in names. */
  readonly service: string;
  /** Applied to the fresh database, in the order of their names. */
  readonly migrations: readonly Migration[];
};

/** A real, fresh database for one test file. It vanishes with the run; `drop` only gives the space back earlier. */
export type TestDatabase = {
  readonly name: string;
  /** The role that migrates. */
  readonly ownerUrl: string;
  /** The role the service runs as: it reads and writes rows and changes no table. */
  readonly appUrl: string;
  readonly ownerRole: string;
  readonly appRole: string;
  /** The superuser, in this database: to look at what the app may not, or to break things on purpose. */
  readonly adminUrl: string;
  drop(): Promise<void>;
};

/** Makes the database of a test file in the PostgreSQL of the run; equal sets of migrations are applied once and copied. */
export const testDatabase = async ({ service, migrations }: TestDatabaseOptions): Promise<TestDatabase> => {
  const server = await postgresOfThisRun();
  const slug = service.replaceAll('-', '_');
  const roles = { ownerRole: `test_${slug}_owner`, appRole: `test_${slug}_app` };
  const template = await migratedTemplate(server, { slug, roles, migrations });
  const name = `test_${slug}_${randomBytes(5).toString('hex')}`;
  await asAdministrator(server, (admin) => copyDatabase(admin, { name, template, owner: roles.ownerRole }));
  await provision(server, name, roles);
  return {
    name,
    ...roles,
    ownerUrl: addressOf(server, name, { user: roles.ownerRole, password }),
    appUrl: addressOf(server, name, { user: roles.appRole, password }),
    adminUrl: addressOf(server, name),
    drop: () => asAdministrator(server, (admin) => admin.query(`drop database if exists "${name}" with (force)`)),
  };
};

/** The roles live as long as the run and are reachable from this machine only. */
const password = 'known to every test';

/** On a line of its own: one that an earlier test file left open may be hung up in this very moment. */
const askTheDesk = (): Promise<{ status: number | undefined; body: string }> =>
  new Promise((resolve, reject) => {
    const asked = get(deskAddress(), { agent: false }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => resolve({ status: answer.statusCode, body: Buffer.concat(chunks).toString() }));
    });
    asked.on('error', reject);
  });

type Roles = { readonly ownerRole: string; readonly appRole: string };

const postgresOfThisRun = async (): Promise<string> => {
  const { status, body } = await askTheDesk();
  if (status !== 200) throw new Error(`The PostgreSQL of the tests did not start: ${body}`);
  return body;
};

/** The name of a database in which exactly these migrations were applied; whoever comes second waits for the first. */
const migratedTemplate = async (
  server: string,
  { slug, roles, migrations }: { slug: string; roles: Roles; migrations: readonly Migration[] },
): Promise<string> => {
  const said = await Promise.all(
    migrations.map(async (one) => [one.name, await checksumOf(one), one.appendOnly ?? []]),
  );
  const hash = createHash('sha256')
    .update(JSON.stringify([roles, said]))
    .digest('hex');
  const template = `template_${slug}_${hash.slice(0, 16)}`;
  await asAdministrator(server, async (admin) => {
    await admin.query('select pg_advisory_lock(hashtext($1))', [template]);
    const known = await admin.query('select 1 from pg_database where datname = $1 and datistemplate', [template]);
    if (known.rowCount !== 0) return;
    await admin.query(`drop database if exists "${template}" with (force)`);
    await provision(server, template, roles);
    const ownerUrl = addressOf(server, template, { user: roles.ownerRole, password });
    await migrate({ ownerUrl, appRole: roles.appRole, migrations });
    await admin.query(`alter database "${template}" is_template true`);
  });
  return template;
};

const provision = (server: string, database: string, roles: Roles): Promise<void> =>
  provisionDatabase({ adminUrl: server, database, ...roles, ownerPassword: password, appPassword: password });

type Copy = { readonly name: string; readonly template: string; readonly owner: string };

/** PostgreSQL copies a template only while nobody is connected to it, and a connection that was closed lingers for a moment. */
const copyDatabase = async (admin: pg.Client, { name, template, owner }: Copy): Promise<void> => {
  await admin.query('select pg_advisory_lock(hashtext($1))', [template]);
  for (let attempt = 1; ; attempt += 1) {
    try {
      await admin.query(`create database "${name}" template "${template}" owner "${owner}"`);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== '55006' || attempt >= 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
};

const asAdministrator = async (server: string, work: (admin: pg.Client) => Promise<unknown>): Promise<void> => {
  const admin = new pg.Client({ connectionString: server });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
};

const addressOf = (server: string, database: string, login?: { user: string; password: string }): string => {
  const url = new URL(server);
  url.pathname = `/${database}`;
  if (login !== undefined) {
    url.username = login.user;
    url.password = login.password;
  }
  return url.toString();
};
