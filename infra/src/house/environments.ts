import type { Department } from './departments.ts';
import type { Foundations } from './foundations.ts';
import type { KeptSecrets } from './keptSecrets.ts';
import type { DatabaseLogins } from './provisionDatabases.ts';

/** How much of the demo company is there: nothing, its sites and people, or also their history. */
export type Demo = boolean | 'people';

type Variables = Readonly<Record<string, string>>;
type Mode = { readonly demo?: Demo; readonly rehearsal?: boolean; readonly logLevel?: string };

export type ServiceSurroundings = {
  readonly options: Mode;
  readonly department: Department;
  readonly port: number;
  readonly secrets: KeptSecrets;
  readonly foundations: Foundations;
  readonly databases: Readonly<Record<Department, DatabaseLogins>>;
};

/** What a service is told by its environment; `packages/subgraph/src/config.ts` reads it. */
export const serviceEnvironment = (around: ServiceSurroundings): Variables => ({
  ...modeOf(around.options),
  DEMO: demoFor(around) ? '1' : '0',
  HOST: '127.0.0.1',
  PORT: String(around.port),
  DATABASE_URL: around.databases[around.department].appUrl,
  OWNER_DATABASE_URL: around.databases[around.department].ownerUrl,
  NATS_URL: around.foundations.natsUrl,
  GATEWAY_SECRET: around.secrets.gatewaySecret(around.department),
  SECRETS_DIR: around.secrets.folderOf(around.department),
});

/** People and sites are the organization's part; the history is played by the others. */
const demoFor = ({ options: { demo = false }, department }: ServiceSurroundings): boolean =>
  demo === 'people' ? department === 'organization' : demo;

export type GatewaySurroundings = {
  readonly options: Mode;
  readonly port: number;
  readonly secrets: KeptSecrets;
  readonly foundations: Foundations;
  /** Where each service will listen; it need not yet. */
  readonly ports: Readonly<Record<Department, number>>;
};

/** What the gateway is told by its environment; `gateway/src/config.ts` reads it. */
export const gatewayEnvironment = ({ options, port, secrets, foundations, ports }: GatewaySurroundings): Variables => ({
  ...modeOf(options),
  HOST: '127.0.0.1',
  PORT: String(port),
  NATS_URL: foundations.natsUrl,
  ...Object.fromEntries(
    Object.entries(ports).flatMap(([department, servicePort]) => {
      const name = department.toUpperCase().replaceAll('-', '_');
      return [
        [`${name}_URL`, `http://127.0.0.1:${servicePort}`],
        [`${name}_SECRET`, secrets.gatewaySecret(department as Department)],
      ];
    }),
  ),
});

const modeOf = ({ rehearsal, logLevel }: Mode): Variables => ({
  REHEARSAL: rehearsal === true ? '1' : '0',
  LOG_LEVEL: logLevel ?? 'info',
});
