import { randomBytes } from 'node:crypto';
import { type Database, migrate, openDatabase } from '@shouwen/database';
import { uuidRandomBytes, uuidV7 } from '@shouwen/kernel';
import { startMessaging } from '@shouwen/messaging';
import { type DueWorkRunner, startDueWork } from '@shouwen/timers';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { allMigrations } from './allMigrations.ts';
import { ConfigError, readConfig, type ServiceConfig, wallClock } from './config.ts';
import type { Service, ServiceDefinition, World } from './context.ts';
import { type RunningDemo, startDemo } from './demo/startDemo.ts';
import { openLog } from './log/openLog.ts';
import { addMessagingMetrics } from './messagingMetrics.ts';
import { migrationsApplied } from './migrationsApplied.ts';
import { openSecrets } from './secrets.ts';
import { stopOnSignals } from './shutdown.ts';
import { type RunningSubgraph, startSubgraph } from './startSubgraph.ts';
import { startTracing, type Tracing } from './tracing/startTracing.ts';

/** Runs a department as a process of its own until it is told to stop; called by its `main.ts` and by nothing else. */
export const runService = async (definition: ServiceDefinition): Promise<void> => {
  try {
    await start(definition, readConfig());
  } catch (error) {
    // A mistake in the settings is told in sentences, anything else with its trace.
    const told = error instanceof ConfigError ? error.message : String((error as Error)?.stack ?? error);
    process.stderr.write(`${definition.name} did not start.\n${told}\n`);
    process.exit(1);
  }
};

const makeWorld = async (definition: ServiceDefinition, config: ServiceConfig, log: Logger): Promise<World> => {
  const db = await openDatabase({
    url: config.databaseUrl,
    entities: definition.entities ?? [],
    applicationName: `shouwen-${definition.name}`,
    onPoolError: (error) => log.warn({ err: error }, 'a database connection broke'),
  });
  return {
    db: definition.walled ? db.within('*') : db,
    clock: wallClock,
    newId: () => uuidV7(wallClock(), randomBytes(uuidRandomBytes)),
    log,
    secrets: openSecrets(config.secretsDirectory, { mayCreate: !config.production }),
    filesDirectory: config.filesDirectory,
    contents: config.contents,
  };
};

const migrateIfOwner = async (service: Service, config: ServiceConfig, log: Logger): Promise<void> => {
  if (!config.ownerDatabaseUrl) return;
  const appRole = decodeURIComponent(new URL(config.databaseUrl).username);
  const applied = await migrate({ ownerUrl: config.ownerDatabaseUrl, appRole, migrations: allMigrations(service) });
  if (applied.length > 0) log.info({ applied }, 'migrated');
};

const start = async (definition: ServiceDefinition, config: ServiceConfig): Promise<void> => {
  const log = openLog({ service: definition.name, level: config.logLevel });
  const registry = new Registry();
  registry.setDefaultLabels({ service: definition.name });
  collectDefaultMetrics({ register: registry });
  const tracing = await startTracing(definition.name, config.tracing);
  const world = await makeWorld(definition, config, log);
  const service = await definition.create(world);
  await migrateIfOwner(service, config, log);
  const messaging = await startMessaging({
    db: world.db,
    natsUrl: config.natsUrl,
    service: definition.name,
    consumers: [...service.consumers],
    clock: world.clock,
    log,
    crashAt: config.crashAt ?? undefined,
    copies: config.deliverTwice ? 2 : 1,
    settings: { replicas: config.natsReplicas, newsAlarmSeconds: config.newsAlarmSeconds },
  });
  addMessagingMetrics(registry, () => messaging.status());
  const demo = config.demo ? startDemo(service, world) : null;
  // The acts of a demo's past have times of their own: by the clock of today everything in it would be overdue.
  const dueWork = config.rehearsal ? null : startDueWork({ ...world, works: service.dueWork ?? [], after: demo?.over });
  const subgraph = await startSubgraph(service, world, {
    ...config,
    name: definition.name,
    root: definition.root,
    walled: definition.walled ?? false,
    registry,
    ready: {
      migrations: migrationsApplied(world.db, allMigrations(service)),
      ...(demo ? { demo: demo.loaded } : {}),
    },
  });
  log.info({ url: subgraph.url }, 'ready');
  stopOnSignals(stepsToStop({ service, db: world.db, messaging, dueWork, subgraph, tracing, demo }), log);
};

type Parts = {
  readonly service: Service;
  readonly db: Database;
  readonly messaging: { stop(): Promise<void> };
  readonly dueWork: DueWorkRunner | null;
  readonly subgraph: RunningSubgraph;
  readonly tracing: Tracing;
  readonly demo: RunningDemo | null;
};

/** Nobody new comes in, what runs is finished, and only then the database goes. */
const stepsToStop = ({ service, db, messaging, dueWork, subgraph, tracing, demo }: Parts) => [
  { name: 'http', stop: () => subgraph.stop() },
  { name: 'demo', stop: async () => demo?.stop() },
  { name: 'due work', stop: async () => dueWork?.stop() },
  { name: 'messaging', stop: () => messaging.stop() },
  { name: 'service', stop: async () => service.stop?.() },
  { name: 'database', stop: () => db.close() },
  { name: 'tracing', stop: () => tracing.stop() },
];
