import {
  ConfigError,
  commonSettings,
  type Environment,
  processEnvironment,
  readNatsUrl,
  type SettingsReader,
  settingsReader,
  type TracingConfig,
} from '@shouwen/subgraph';
import { type SubgraphName, subgraphNames } from './subgraphs/subgraphNames.ts';

/** Apollo's gateway reports to its makers unless it is told not to before it is made. */
export const keepApolloSilent = (): void => {
  process.env.APOLLO_TELEMETRY_DISABLED = '1';
};

/** Where a subgraph answers, and the secret that lets the gateway in. */
export type SubgraphAddress = { readonly url: string; readonly secret: string };

export type GatewayConfig = {
  readonly port: number;
  readonly host: string;
  readonly subgraphs: Readonly<Record<SubgraphName, SubgraphAddress>>;
  readonly natsUrl: string;
  /** The supergraph that serving starts from and that is watched for a new one. */
  readonly supergraphFile: string | null;
  /** Origins of pages that may call the gateway. */
  readonly corsOrigins: readonly string[];
  readonly introspection: boolean;
  readonly rehearsal: boolean;
  readonly production: boolean;
  readonly logLevel: string;
  readonly tracing: TracingConfig;
};

const jsonMap = (read: SettingsReader, name: string): Readonly<Record<string, unknown>> => {
  const written = read.optional(name);
  if (!written) return {};
  try {
    const value: unknown = JSON.parse(written);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  } catch {
    // Told below, together with JSON that is no object.
  }
  read.complain(`${name} must be a JSON object such as {"organization": "..."}.`);
  return {};
};

/** `SUBGRAPH_URLS` and `SUBGRAPH_SECRETS` for all, or `SALES_RECEPTION_URL` and `SALES_RECEPTION_SECRET` for one. */
const readSubgraphs = (read: SettingsReader): GatewayConfig['subgraphs'] => {
  const urls = jsonMap(read, 'SUBGRAPH_URLS');
  const secrets = jsonMap(read, 'SUBGRAPH_SECRETS');
  const addressOf = (name: SubgraphName): SubgraphAddress => {
    const prefix = name.toUpperCase().replaceAll('-', '_');
    const url = read.optional(`${prefix}_URL`) ?? urls[name];
    const secret = read.optional(`${prefix}_SECRET`) ?? secrets[name];
    if (typeof url !== 'string' || !/^https?:\/\//.test(url) || !URL.canParse(url)) {
      read.complain(`The address of ${name} is missing: set ${prefix}_URL or SUBGRAPH_URLS to its http:// address.`);
    }
    if (typeof secret !== 'string' || secret.length < 32) {
      read.complain(`The secret of ${name} is missing or shorter than 32 characters: set ${prefix}_SECRET.`);
    }
    return { url: String(url ?? '').replace(/\/$/, ''), secret: String(secret ?? '') };
  };
  return Object.fromEntries(subgraphNames.map((name) => [name, addressOf(name)])) as GatewayConfig['subgraphs'];
};

const readOrigins = (read: SettingsReader): string[] => {
  const origins = (read.optional('CORS_ORIGINS') ?? '').split(',').map((origin) => origin.trim());
  const named = origins.filter((origin) => origin !== '');
  for (const origin of named) {
    if (origin.includes('*') || !URL.canParse(origin) || new URL(origin).origin !== origin) {
      read.complain(`CORS_ORIGINS lists exact origins such as https://desk.example.com, not "${origin}".`);
    }
  }
  return named;
};

/** Reads and checks the settings of the gateway. Throws ConfigError with one sentence per mistake. */
export const readGatewayConfig = (env: Environment = processEnvironment()): GatewayConfig => {
  const read = settingsReader(env);
  const config: GatewayConfig = {
    ...commonSettings(read),
    port: read.port('PORT', 4000),
    host: read.text('HOST', '127.0.0.1'),
    subgraphs: readSubgraphs(read),
    natsUrl: readNatsUrl(read),
    supergraphFile: read.optional('SUPERGRAPH_FILE'),
    corsOrigins: readOrigins(read),
    introspection: read.optional('NODE_ENV') === 'development',
  };
  if (read.mistakes.length > 0) throw new ConfigError(read.mistakes);
  return config;
};
