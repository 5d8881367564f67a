import { DatabaseUnavailable, ProvisioningRefused, provisionDatabase } from '@shouwen/database';
import { messageOf, Problem } from '../problem.ts';
import { type Department, databaseOf, departments } from './departments.ts';
import type { KeptSecrets } from './keptSecrets.ts';

/** The two addresses of a department's database. */
export type DatabaseLogins = {
  /** The role that migrates. */
  readonly ownerUrl: string;
  /** The role the service runs as. */
  readonly appUrl: string;
};

/** Makes one database and two roles for each department, where they do not exist yet. @throws Problem */
export const provisionDatabases = async (
  adminUrl: string,
  secrets: KeptSecrets,
): Promise<Readonly<Record<Department, DatabaseLogins>>> => {
  if (!/^postgres(ql)?:$/.test(URL.canParse(adminUrl) ? new URL(adminUrl).protocol : '')) {
    throw new Problem(
      'DATABASE_URL is not an address of PostgreSQL (postgres://admin:password@host:5432/postgres): correct it, or unset it to use the embedded one.',
    );
  }
  const logins: [Department, DatabaseLogins][] = [];
  for (const department of departments)
    logins.push([department, await provisionOne(adminUrl, secrets, databaseOf(department))]);
  return Object.fromEntries(logins) as Record<Department, DatabaseLogins>;
};

const provisionOne = async (adminUrl: string, secrets: KeptSecrets, database: string): Promise<DatabaseLogins> => {
  const [ownerRole, appRole] = [`${database}_owner`, `${database}_app`];
  const [ownerPassword, appPassword] = [secrets.databasePassword(ownerRole), secrets.databasePassword(appRole)];
  try {
    await provisionDatabase({ adminUrl, database, ownerRole, ownerPassword, appRole, appPassword });
  } catch (error) {
    throw explained(error);
  }
  const addressFor = (user: string, password: string): string => {
    const url = new URL(adminUrl);
    url.pathname = `/${database}`;
    url.username = user;
    url.password = password;
    return url.href;
  };
  return { ownerUrl: addressFor(ownerRole, ownerPassword), appUrl: addressFor(appRole, appPassword) };
};

const explained = (error: unknown): unknown => {
  if (error instanceof ProvisioningRefused)
    return new Problem(`${error.message}: correct DATABASE_URL, or unset it to use the embedded one.`);
  if (error instanceof DatabaseUnavailable) {
    return new Problem(
      `DATABASE_URL does not lead to a PostgreSQL that answers (${messageOf(error.cause)}): correct it, or unset it to use the embedded one.`,
    );
  }
  return error;
};
