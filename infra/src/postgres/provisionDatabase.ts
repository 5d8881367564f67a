import pg from 'pg';
import { messageOf, Problem } from '../problem.ts';

/** One database with its two roles: the owner migrates, the app reads and writes. */
export type DatabasePlan = {
  readonly name: string;
  readonly owner: { readonly role: string; readonly password: string };
  readonly app: { readonly role: string; readonly password: string };
  /** Makes the database as a copy of this one, when it is made at all. */
  readonly template?: string;
};

export type DatabaseAddresses = { readonly ownerUrl: string; readonly appUrl: string };

/**
 * Makes the roles and the database where they do not exist yet, and sets the passwords. Safe to run at once from several processes.
 * @throws Problem when the server cannot be reached or does not let us.
 */
export const provisionDatabase = async (adminUrl: string, plan: DatabasePlan): Promise<DatabaseAddresses> => {
  const client = await connectAsAdministrator(adminUrl);
  try {
    await client.query(`select pg_advisory_lock(hashtext('shouwen provision'))`);
    for (const { role, password } of [plan.owner, plan.app]) await provisionRole(client, role, password);
    await provisionEmptyDatabase(client, plan);
  } catch (error) {
    throw new Problem(
      `The database ${plan.name} could not be made: ${messageOf(error)}. Give DATABASE_URL a role that may create databases and roles.`,
    );
  } finally {
    await client.end();
  }
  return { ownerUrl: addressOf(adminUrl, plan.name, plan.owner), appUrl: addressOf(adminUrl, plan.name, plan.app) };
};

/** Connects with an administrator's address. @throws Problem with one sentence on what is wrong with it */
export const connectAsAdministrator = async (adminUrl: string): Promise<pg.Client> => {
  try {
    const client = new pg.Client({
      connectionString: adminUrl,
      connectionTimeoutMillis: 10_000,
      application_name: 'shouwen-provision',
    });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  } catch (error) {
    throw new Problem(
      `DATABASE_URL does not lead to a PostgreSQL that lets us in (${withoutPassword(adminUrl)}: ${messageOf(error)}): correct it, or unset it to use the embedded one.`,
    );
  }
};

const provisionRole = async (client: pg.Client, role: string, password: string): Promise<void> => {
  const name = client.escapeIdentifier(role);
  const known = await client.query('select 1 from pg_roles where rolname = $1', [role]);
  if (known.rowCount === 0) await client.query(`create role ${name} login`);
  await client.query(`alter role ${name} password ${client.escapeLiteral(password)}`);
};

const provisionEmptyDatabase = async (client: pg.Client, plan: DatabasePlan): Promise<void> => {
  const [name, owner, app] = [plan.name, plan.owner.role, plan.app.role].map((one) => client.escapeIdentifier(one));
  const known = await client.query('select 1 from pg_database where datname = $1', [plan.name]);
  if (known.rowCount === 0) {
    // An administrator who is not a superuser must belong to the owner role to hand the database over.
    await client.query(`grant ${owner} to current_user`);
    const template = client.escapeIdentifier(plan.template ?? 'template0');
    const encoding = plan.template === undefined ? "encoding 'UTF8'" : '';
    await client.query(`create database ${name} owner ${owner} template ${template} ${encoding}`);
    await client.query(`revoke connect, temporary on database ${name} from public`);
  }
  await client.query(`grant connect on database ${name} to ${app}`);
};

const addressOf = (adminUrl: string, database: string, login: { role: string; password: string }): string => {
  const url = new URL(adminUrl);
  url.pathname = `/${encodeURIComponent(database)}`;
  url.username = encodeURIComponent(login.role);
  url.password = encodeURIComponent(login.password);
  return url.toString();
};

const withoutPassword = (address: string): string => {
  try {
    const url = new URL(address);
    url.password = '';
    return url.toString();
  } catch {
    return 'not an address';
  }
};
