import pg from 'pg';
import { translated } from './errors.ts';

export interface ProvisionOptions {
  /** A role that may create databases and roles. */
  readonly adminUrl: string;
  readonly database: string;
  readonly ownerRole: string;
  readonly ownerPassword: string;
  readonly appRole: string;
  readonly appPassword: string;
}

/** The given role may not make databases or roles here; the message says what to do. */
export class ProvisioningRefused extends Error {
  override readonly name = 'ProvisioningRefused';
}

/**
 * Makes the database of a service, the role that owns it and the role the service runs as; running it again changes nothing
 * except that the passwords become the given ones.
 * @throws ProvisioningRefused, DatabaseUnavailable
 */
export const provisionDatabase = async (options: ProvisionOptions): Promise<void> => {
  await connected(options.adminUrl, async (admin) => {
    // One at a time: services that start together would fall over each other in the catalogue.
    await admin.query('select pg_advisory_lock(7302115841)');
    await makeRole(admin, options.ownerRole, options.ownerPassword);
    await makeRole(admin, options.appRole, options.appPassword);
    await makeDatabase(admin, options);
  });
  const inside = new URL(options.adminUrl);
  inside.pathname = `/${options.database}`;
  await connected(inside.href, async (admin) => {
    const [owner, app] = [quoted(options.ownerRole), quoted(options.appRole)];
    await admin.query(`alter schema public owner to ${owner}; revoke all on schema public from public;
      grant usage on schema public to ${app}; grant usage, create on schema public to ${owner}`);
  });
};

const quoted = (name: string): string => pg.escapeIdentifier(name);

const connected = async (url: string, work: (client: pg.Client) => Promise<void>): Promise<void> => {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    application_name: 'shouwen-provision',
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await work(client);
  } catch (error) {
    throw explained(error);
  } finally {
    await client.end().catch(() => undefined);
  }
};

const explained = (error: unknown): unknown => {
  const code = (error as { code?: string }).code ?? '';
  if (code === '42501')
    return new ProvisioningRefused(
      'The role in DATABASE_URL may not create databases and roles: give it CREATEDB and CREATEROLE, or use a superuser',
      { cause: error },
    );
  if (code.startsWith('28'))
    return new ProvisioningRefused('PostgreSQL refused the user name or password in DATABASE_URL', { cause: error });
  return translated(error);
};

const makeRole = async (admin: pg.Client, role: string, password: string): Promise<void> => {
  const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [role]);
  const verb = rowCount === 0 ? 'create' : 'alter';
  await admin.query(
    `${verb} role ${quoted(role)} login nocreatedb nocreaterole password ${pg.escapeLiteral(password)}`,
  );
};

const makeDatabase = async (admin: pg.Client, { database, ownerRole, appRole }: ProvisionOptions): Promise<void> => {
  const { rows } = await admin.query('select rolsuper from pg_roles where rolname = current_user');
  // An administrator who is no superuser must be a member of the role that is to own something.
  if (!rows[0].rolsuper) await admin.query(`grant ${quoted(ownerRole)} to current_user`);
  const { rowCount } = await admin.query('select from pg_database where datname = $1', [database]);
  if (rowCount === 0) {
    await admin.query(
      `create database ${quoted(database)} owner ${quoted(ownerRole)} encoding 'UTF8' template template0`,
    );
  }
  await admin.query(`revoke all on database ${quoted(database)} from public`);
  await admin.query(`grant connect on database ${quoted(database)} to ${quoted(appRole)}`);
};
