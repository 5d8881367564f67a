import { delimiter, dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Problem } from './problem.ts';

/** The folder of the repository, both from `src` and from `dist`. */
export const repositoryRoot = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** The folders the operating system looks for programs in, and those where it keeps servers. */
export const searchPath = (): string => [process.env.PATH ?? '', '/usr/sbin', '/usr/local/sbin'].join(delimiter);

/** What `npm start` may be told by the environment. */
export type StartConfig = {
  readonly dataDir: string;
  /** Where the compiled programs lie; the repository, except in tests of the starter. */
  readonly programs: string;
  /** The port of the gateway. */
  readonly port: number;
  /** An administrator's address of a PostgreSQL to use instead of the embedded one. */
  readonly databaseUrl: string | null;
  /** A NATS to use instead of the embedded one. */
  readonly natsUrl: string | null;
  /** The program of the embedded NATS, instead of the packaged one. */
  readonly natsProgram: string | null;
  readonly demo: boolean;
  readonly rehearsal: boolean;
  readonly logLevel: string;
  /** NODE_ENV; on one machine it is for trying things out, unless it is said otherwise. */
  readonly mode: string;
  /** True when npm runs us: should npm vanish, nobody could stop us any more. */
  readonly underNpm: boolean;
};

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads what `npm start` may be told. @throws Problem for what cannot be understood */
export const readStartConfig = (env: Environment = process.env): StartConfig => ({
  dataDir: resolve(repositoryRoot, env.DATA_DIR || '.data'),
  programs: env.PROGRAMS_DIR || repositoryRoot,
  port: portOf(env.PORT || '4000'),
  databaseUrl: env.DATABASE_URL || null,
  natsUrl: env.NATS_URL || null,
  natsProgram: env.NATS_SERVER_BIN || null,
  demo: env.DEMO !== '0',
  rehearsal: env.REHEARSAL === '1',
  logLevel: env.LOG_LEVEL || 'info',
  mode: env.NODE_ENV || 'development',
  underNpm: env.npm_lifecycle_event !== undefined,
});

/** What the services inherit of our own environment: tracing and the mode, no address and no secret. */
export const inheritedEnvironment = (env: Environment = process.env): Record<string, string> =>
  Object.fromEntries(
    ['PATH', 'HOME', 'NODE_ENV', 'OTEL_EXPORTER_OTLP_ENDPOINT', 'TRACE_FILE'].flatMap((name) =>
      env[name] === undefined ? [] : [[name, env[name]]],
    ),
  );

/** Where contents are to lie and who looks through them, for the department that keeps files; its key is in a file of the secrets. */
export const contentsEnvironment = (env: Environment = process.env): Record<string, string> =>
  Object.fromEntries(
    ['CONTENTS_S3_ENDPOINT', 'CONTENTS_S3_REGION', 'CONTENTS_S3_BUCKET', 'CONTENTS_S3_PREFIX', 'CLAMAV_URL'].flatMap(
      (name) => (env[name] ? [[name, env[name]]] : []),
    ),
  );

const portOf = (text: string): number => {
  const port = Number(text);
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port;
  throw new Problem(`PORT must be a number between 0 and 65535, not "${text}": correct it or unset it.`);
};
