import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import {
  addGraphRoute,
  addOperations,
  apolloOptions,
  createHttpApp,
  gatewayLimits,
  isFilePath,
} from '@shouwen/subgraph';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { Counter, Registry } from 'prom-client';
import { keepApolloSilent, type SubgraphAddress } from './config.ts';
import type { GatewayContext } from './context.ts';
import { addFileProxy, type FileProxy, filesDepartment } from './files/fileProxy.ts';
import { admit, contextOf } from './http/admit.ts';
import { completionPlugin } from './http/completionPlugin.ts';
import { addCors } from './http/cors.ts';
import type { Identification } from './identity/accessTokens.ts';
import { sensitiveFields } from './sensitiveFields.ts';
import { type SubgraphFailure, SubgraphSource } from './subgraphs/subgraphSource.ts';
import type { SupergraphHook } from './supergraph/supergraphFile.ts';

export type GatewayOptions = {
  readonly supergraph: SupergraphHook;
  /** By name of the subgraph, as the supergraph calls it. */
  readonly subgraphs: Readonly<Record<string, SubgraphAddress>>;
  readonly identify: Identification;
  readonly log: Logger;
  readonly newId: () => string;
  readonly port?: number;
  readonly host?: string;
  readonly corsOrigins?: readonly string[];
  readonly introspection?: boolean;
  readonly rehearsal?: boolean;
  readonly registry?: Registry;
  readonly subgraphTimeoutMilliseconds?: number;
};

export type RunningGateway = {
  readonly url: string;
  readonly port: number;
  /** For supertest. */
  readonly server: FastifyInstance['server'];
  stop(): Promise<void>;
};

type Equipped = GatewayOptions & { readonly registry: Registry };

type OnFailure = (failure: SubgraphFailure) => void;

/** Counts what departments did not answer, and notes why. */
const failuresTo = ({ log, registry }: Equipped): OnFailure => {
  const failures = new Counter({
    name: 'shouwen_subgraph_failures_total',
    help: 'Requests that a department did not answer.',
    labelNames: ['subgraph'],
    registers: [registry],
  });
  return (failure) => {
    failures.inc({ subgraph: failure.subgraph });
    log.warn(failure, 'a department does not answer');
  };
};

const makeSources = ({ subgraphs, subgraphTimeoutMilliseconds }: Equipped, onFailure: OnFailure) =>
  new Map(
    Object.entries(subgraphs).map(([name, address]) => [
      name,
      new SubgraphSource({ ...address, name, timeoutMilliseconds: subgraphTimeoutMilliseconds, onFailure }),
    ]),
  );

/** Where the department that keeps files is known, its files flow through here. */
const proxyFiles = (app: FastifyInstance, { subgraphs }: Equipped, onFailure: OnFailure): FileProxy | null => {
  const keeper = subgraphs[filesDepartment];
  return keeper === undefined ? null : addFileProxy(app, { ...keeper, onFailure });
};

const makeApollo = (options: Equipped, sources: ReadonlyMap<string, SubgraphSource>) => {
  keepApolloSilent();
  const log = options.log.child({ part: 'apollo' }, { level: 'warn' });
  const gateway = new ApolloGateway({
    supergraphSdl: options.supergraph,
    buildService: ({ name }) => {
      const source = sources.get(name);
      if (!source) throw new Error(`the supergraph names a department without an address: ${name}`);
      return source;
    },
    __exposeQueryPlanExperimental: false,
    logger: log,
  });
  return new ApolloServer<GatewayContext>({
    ...apolloOptions({
      log: options.log,
      registry: options.registry,
      introspection: options.introspection ?? false,
      limits: gatewayLimits,
      sensitiveFields,
      plugins: [completionPlugin(options.log)],
    }),
    gateway,
  });
};

/** Serves one graph out of the departments' parts. */
export const startGateway = async (given: GatewayOptions): Promise<RunningGateway> => {
  let stopping = false;
  const registry = given.registry ?? new Registry();
  const options = { ...given, registry };
  const onFailure = failuresTo(options);
  const sources = makeSources(options, onFailure);
  const apollo = makeApollo(options, sources);
  await apollo.start();
  const app = createHttpApp({
    log: options.log,
    newId: options.newId,
    bodyLimit: gatewayLimits.bodyBytes,
    registry,
    isPatient: isFilePath,
  });
  addCors(app, options.corsOrigins ?? []);
  admit(app, { identify: options.identify, rehearsal: options.rehearsal ?? false });
  addOperations(app, {
    registry,
    checks: { supergraph: async () => apollo.assertStarted('readyz') },
    isStopping: () => stopping,
    log: options.log,
  });
  addGraphRoute(app, { apollo, methods: ['GET', 'POST'], contextOf: async (request) => contextOf(request) });
  const files = proxyFiles(app, options, onFailure);
  const host = options.host ?? '127.0.0.1';
  await app.listen({ port: options.port ?? 0, host });
  const { port } = app.server.address() as { port: number };
  return {
    url: `http://${host}:${port}`,
    port,
    server: app.server,
    stop: async () => {
      stopping = true;
      await app.close();
      await apollo.stop();
      await Promise.all([...sources.values()].map((source) => source.close()));
      await files?.close();
    },
  };
};
