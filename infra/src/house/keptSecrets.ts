import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Department } from './departments.ts';

/** Secrets are made once and kept in files that only we may read. */
export type KeptSecrets = {
  /** What the gateway proves itself with to this department. */
  gatewaySecret(department: Department): string;
  databasePassword(role: string): string;
  /** The folder in which a department keeps its own keys. */
  folderOf(department: Department): string;
};

/** Opens the folder of the secrets; what is missing is made when it is first asked for. */
export const keptSecrets = (folder: string): KeptSecrets => {
  const made = (name: string): string => {
    const file = join(makeFolder(folder), name);
    try {
      writeFileSync(file, randomBytes(32).toString('base64url'), { flag: 'wx', mode: 0o600 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    return readFileSync(file, 'utf8');
  };
  return {
    gatewaySecret: (department) => made(`gateway-to-${department}.secret`),
    databasePassword: (role) => made(`database-${role}.password`),
    folderOf: (department) => makeFolder(join(folder, department)),
  };
};

const makeFolder = (folder: string): string => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return folder;
};
