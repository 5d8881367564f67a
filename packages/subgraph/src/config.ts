import { hostname } from 'node:os';
import { type ContentsConfig, readContents } from './contentsConfig.ts';

export type { ContentsConfig, S3Config } from './contentsConfig.ts';

/** Which environment variables a service reads; the only place where a service looks at `process.env`. */
export type ServiceConfig = {
  readonly port: number;
  /** Address the server listens on; loopback unless told otherwise. */
  readonly host: string;
  /** The application role: reads and writes rows, changes no table. */
  readonly databaseUrl: string;
  /** The owner role, for migrations; null means: somebody else migrates. */
  readonly ownerDatabaseUrl: string | null;
  /** One address or several separated by commas. */
  readonly natsUrl: string;
  /** Copies of each stream: 1 on one machine, 3 in a cluster. */
  readonly natsReplicas: number;
  /** An alarm goes off when an event has waited longer for news of another department. */
  readonly newsAlarmSeconds: number;
  /** Shared with the gateway, one per subgraph. */
  readonly gatewaySecret: string;
  /** Whether the gateway may set the time of a request. Never in production. */
  readonly rehearsal: boolean;
  readonly production: boolean;
  /** Load the demo company when the database is empty. */
  readonly demo: boolean;
  readonly logLevel: string;
  /** Folder with key files. */
  readonly secretsDirectory: string;
  /** Folder for what a service keeps outside its database. */
  readonly filesDirectory: string;
  /** Where contents lie when not in that folder, and who looks through them for viruses. */
  readonly contents: ContentsConfig;
  readonly tracing: TracingConfig;
  /** Name of a crash point where the process kills itself; for fault tests, never in production. */
  readonly crashAt: string | null;
  /** Every event is sent twice, as a broker may do; for rehearsals, never in production. */
  readonly deliverTwice: boolean;
};

export type TracingConfig = { readonly otlpEndpoint: string | null; readonly file: string | null };

/** One or more settings are missing or wrong; each sentence says which and what to do. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly mistakes: readonly string[];
  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'));
    this.mistakes = mistakes;
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** The time of the machine, for what must not be rehearsed: the life of tokens. */
export const wallClock = (): Date => new Date();

/** The environment of this process. */
export const processEnvironment = (): Environment => process.env;

/** Names this process among its replicas. */
export const instanceName = (): string => `${hostname()}-${process.pid}`;

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'];

/** Reads settings one by one and remembers every mistake, so that all are told at once. */
export const settingsReader = (env: Environment) => {
  const mistakes: string[] = [];
  const complain = (sentence: string): void => void mistakes.push(sentence);
  return {
    mistakes,
    complain,
    text: (name: string, fallback: string | null): string => {
      const value = env[name]?.trim() || fallback;
      if (value === null) complain(`${name} is not set.`);
      return value ?? '';
    },
    optional: (name: string): string | null => env[name]?.trim() || null,
    flag: (name: string): boolean => {
      const value = env[name]?.trim() ?? '';
      if (!['', '0', '1', 'false', 'true'].includes(value)) complain(`${name} must be 1 or 0, not "${value}".`);
      return value === '1' || value === 'true';
    },
    port: (name: string, fallback: number): number => {
      const value = Number(env[name]?.trim() || fallback);
      if (!Number.isInteger(value) || value < 0 || value > 65_535) {
        complain(`${name} must be a port number between 0 and 65535, not "${env[name]}".`);
      }
      return value;
    },
    seconds: (name: string, fallback: number): number => {
      const value = Number(env[name]?.trim() || fallback);
      if (!Number.isInteger(value) || value < 1) complain(`${name} must be whole seconds, not "${env[name]}".`);
      return value;
    },
    url: (name: string, protocols: readonly string[], fallback: string | null): string => {
      const value = env[name]?.trim() || fallback;
      if (value === null) return complain(`${name} is not set; it is a ${protocols[0]}// address.`) ?? '';
      const parsed = URL.canParse(value) ? new URL(value) : null;
      if (!parsed || !protocols.includes(parsed.protocol)) complain(`${name} must be a ${protocols[0]}// address.`);
      return value;
    },
    oneOf: (name: string, allowed: readonly string[], fallback: string): string => {
      const value = env[name]?.trim() || fallback;
      if (!allowed.includes(value)) complain(`${name} must be one of ${allowed.join(', ')}, not "${value}".`);
      return value;
    },
  };
};

export type SettingsReader = ReturnType<typeof settingsReader>;

/** What gateway and services read alike. */
export const commonSettings = (read: SettingsReader) => {
  const production = read.optional('NODE_ENV') === 'production';
  const rehearsal = read.flag('REHEARSAL');
  if (rehearsal && production) {
    read.complain('REHEARSAL lets callers set the time, so it is refused when NODE_ENV is production.');
  }
  return {
    production,
    rehearsal,
    logLevel: read.oneOf('LOG_LEVEL', logLevels, 'info'),
    tracing: {
      otlpEndpoint: read.optional('OTEL_EXPORTER_OTLP_ENDPOINT'),
      file: read.optional('TRACE_FILE'),
    },
  };
};

/** `NATS_URL`: one address, or those of a cluster separated by commas. */
export const readNatsUrl = (read: SettingsReader): string => {
  const urls = read.text('NATS_URL', 'nats://127.0.0.1:4222');
  const isAddress = (url: string): boolean => /^(nats|tls):\/\//.test(url) && URL.canParse(url);
  if (!urls.split(',').every((url) => isAddress(url.trim()))) {
    read.complain('NATS_URL must be a nats:// address, or several separated by commas.');
  }
  return urls;
};

/** Reads and checks the settings of a service. Throws ConfigError with one sentence per mistake. */
export const readConfig = (env: Environment = processEnvironment()): ServiceConfig => {
  const read = settingsReader(env);
  const postgres = ['postgres:', 'postgresql:'];
  const config: ServiceConfig = {
    ...commonSettings(read),
    port: read.port('PORT', 0),
    host: read.text('HOST', '127.0.0.1'),
    databaseUrl: read.url('DATABASE_URL', postgres, null),
    ownerDatabaseUrl: read.optional('OWNER_DATABASE_URL') && read.url('OWNER_DATABASE_URL', postgres, null),
    natsUrl: readNatsUrl(read),
    natsReplicas: Number(read.oneOf('NATS_REPLICAS', ['1', '3', '5'], '1')),
    newsAlarmSeconds: read.seconds('NEWS_ALARM_SECONDS', 3_600),
    gatewaySecret: read.text('GATEWAY_SECRET', null),
    demo: read.flag('DEMO'),
    secretsDirectory: read.text('SECRETS_DIR', '.data/secrets'),
    filesDirectory: read.text('FILES_DIR', '.data/files'),
    contents: readContents(read),
    crashAt: read.optional('CRASH_AT'),
    deliverTwice: read.flag('DELIVER_TWICE'),
  };
  if (config.gatewaySecret !== '' && config.gatewaySecret.length < 32) {
    read.complain('GATEWAY_SECRET must have at least 32 characters.');
  }
  if (config.crashAt && config.production) read.complain('CRASH_AT is refused when NODE_ENV is production.');
  if (config.deliverTwice && config.production) {
    read.complain('DELIVER_TWICE is refused when NODE_ENV is production.');
  }
  if (read.mistakes.length > 0) throw new ConfigError(read.mistakes);
  return config;
};
