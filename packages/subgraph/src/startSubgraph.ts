import { fileURLToPath } from 'node:url';
import { ApolloServer } from '@apollo/server';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { reachOf } from '@shouwen/access';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Registry } from 'prom-client';
import { wallClock } from './config.ts';
import type { BareContext, GraphContext, Service, World } from './context.ts';
import { addFileRoutes } from './files/addFileRoutes.ts';
import { isFilePath } from './files/fileRequests.ts';
import { apolloOptions } from './http/apolloOptions.ts';
import { errorEnvelope } from './http/errorEnvelope.ts';
import { type GatewayClaims, gatewayHeader, verifyGatewayToken } from './http/gatewayToken.ts';
import { addGraphRoute } from './http/graphRoute.ts';
import { createHttpApp } from './http/httpApp.ts';
import { addOperations, type ReadyCheck } from './http/operations.ts';
import { subgraphLimits } from './limits/limits.ts';
import { sharedScalars } from './schema/scalars.ts';
import { currentTraceparent } from './tracing/requestSpans.ts';
import { loadTypeDefs } from './typeDefs.ts';

export type SubgraphOptions = {
  /** Name of the subgraph, also the audience of the gateway's token. */
  readonly name: string;
  /** `import.meta.url` of a file in `src` or `dist` of the service. */
  readonly root: string;
  readonly gatewaySecret: string;
  /** 0 takes any free port. */
  readonly port?: number;
  readonly host?: string;
  /** Whether the gateway may set the time of a request. */
  readonly rehearsal?: boolean;
  /** Whether a request sees only the rows of its viewer's sites in the walled tables. */
  readonly walled?: boolean;
  readonly ready?: Readonly<Record<string, ReadyCheck>>;
  readonly registry?: Registry;
};

export type RunningSubgraph = {
  readonly url: string;
  readonly port: number;
  /** For supertest. */
  readonly server: FastifyInstance['server'];
  stop(): Promise<void>;
};

type Admitted = FastifyRequest & { claims?: GatewayClaims };

/** Nobody but the gateway is let in, and that is decided before a byte of the body is read. */
const admitOnlyGateway = (app: FastifyInstance, open: ReadonlySet<string>, options: SubgraphOptions): void => {
  app.addHook('onRequest', async (request: Admitted, reply) => {
    if (open.has(request.url)) return;
    const claims = verifyGatewayToken(request.headers[gatewayHeader], {
      secret: options.gatewaySecret,
      subgraph: options.name,
      at: wallClock(),
    });
    if (!claims) return reply.code(401).send(errorEnvelope('UNAUTHENTICATED', 'Please sign in.', request.id));
    request.claims = claims;
    request.id = claims.requestId;
  });
};

const bareContextFor =
  (world: World, options: SubgraphOptions) =>
  (request: FastifyRequest): BareContext => {
    const { claims } = request as Admitted;
    if (!claims) throw new Error('a request came past the gateway check');
    return {
      viewer: claims.viewer,
      now: (options.rehearsal && claims.now) || world.clock(),
      requestId: claims.requestId,
      ...(claims.clientAddress ? { clientAddress: claims.clientAddress } : {}),
      db: options.walled ? world.db.within(reachOf(claims.viewer)) : world.db,
      newId: world.newId,
      log: world.log.child({ requestId: claims.requestId }),
      trace: currentTraceparent(),
    };
  };

/** Builds the executable schema of a department. Throws when types and resolvers do not fit. */
export const buildSchemaOf = (service: Pick<Service, 'resolvers' | 'typeDefsDirectory'>, root: string) =>
  buildSubgraphSchema({
    typeDefs: loadTypeDefs(service.typeDefsDirectory ?? fileURLToPath(new URL('../src', root))),
    resolvers: { ...sharedScalars, ...service.resolvers } as NonNullable<
      Extract<Parameters<typeof buildSubgraphSchema>[0], { typeDefs: unknown }>
    >['resolvers'],
  });

/** Serves one department's part of the graph. Opens no database, runs no migration: the world is given. */
export const startSubgraph = async (
  service: Service,
  world: World,
  options: SubgraphOptions,
): Promise<RunningSubgraph> => {
  let stopping = false;
  const registry = options.registry ?? new Registry();
  const apollo = new ApolloServer<GraphContext>({
    ...apolloOptions({ log: world.log, registry, introspection: false, limits: subgraphLimits }),
    schema: buildSchemaOf(service, options.root),
  });
  await apollo.start();
  const publicJson = Object.entries(service.publicJson ?? {});
  // The gateway's token carries the viewer's grants, so headers may be larger than usual.
  const app = createHttpApp({
    log: world.log,
    newId: world.newId,
    bodyLimit: subgraphLimits.bodyBytes,
    registry,
    maxHeaderSize: 64 * 1024,
    ...(service.files ? { isPatient: isFilePath } : {}),
  });
  const open = new Set(['/livez', '/readyz', '/metrics', ...publicJson.map(([path]) => path)]);
  admitOnlyGateway(app, open, options);
  addOperations(app, {
    registry,
    checks: { database: () => world.db.ping(), ...options.ready },
    isStopping: () => stopping,
    log: world.log,
  });
  for (const [path, answer] of publicJson) app.get(path, async () => answer());
  const bareContextOf = bareContextFor(world, options);
  const contextOf = async (request: FastifyRequest): Promise<GraphContext> => {
    const bare = bareContextOf(request);
    return { ...bare, loaders: service.loaders?.(bare) ?? {} };
  };
  addGraphRoute(app, { apollo, methods: ['POST'], contextOf });
  if (service.files) addFileRoutes(app, service.files, bareContextOf);
  await app.listen({ port: options.port ?? 0, host: options.host ?? '127.0.0.1' });
  const { port } = app.server.address() as { port: number };
  return {
    url: `http://${options.host ?? '127.0.0.1'}:${port}`,
    port,
    server: app.server,
    stop: async () => {
      stopping = true;
      await app.close();
      await apollo.stop();
    },
  };
};
