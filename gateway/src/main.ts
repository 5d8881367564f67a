import { randomBytes } from 'node:crypto';
import { uuidRandomBytes, uuidV7 } from '@shouwen/kernel';
import { ConfigError, openLog, startTracing, stopOnSignals, wallClock } from '@shouwen/subgraph';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { supergraphPath } from './compose/supergraphPath.ts';
import { type GatewayConfig, readGatewayConfig } from './config.ts';
import { identification, keysOfOrganization } from './identity/accessTokens.ts';
import { rememberEndedSessions } from './identity/endedSessions.ts';
import { hearEndedSessions } from './identity/hearEndedSessions.ts';
import { startGateway } from './startGateway.ts';
import { supergraphFromFile } from './supergraph/supergraphFile.ts';

const start = async (config: GatewayConfig): Promise<void> => {
  const log = openLog({ service: 'gateway', level: config.logLevel });
  const tracing = await startTracing('gateway', config.tracing);
  const registry = new Registry();
  registry.setDefaultLabels({ service: 'gateway' });
  collectDefaultMetrics({ register: registry });
  const ended = rememberEndedSessions(wallClock);
  const hearing = hearEndedSessions({ natsUrl: config.natsUrl, ended, clock: wallClock, log });
  const gateway = await startGateway({
    ...config,
    supergraph: supergraphFromFile({ path: config.supergraphFile ?? supergraphPath, log }),
    identify: identification(keysOfOrganization(config.subgraphs.organization.url), ended),
    newId: () => uuidV7(wallClock(), randomBytes(uuidRandomBytes)),
    log,
    registry,
  });
  log.info({ url: gateway.url }, 'ready');
  stopOnSignals(
    [
      { name: 'http', stop: () => gateway.stop() },
      { name: 'sessions', stop: () => hearing.stop() },
      { name: 'tracing', stop: () => tracing.stop() },
    ],
    log,
  );
};

try {
  await start(readGatewayConfig());
} catch (error) {
  // A mistake in the settings is told in sentences, anything else with its trace.
  const told = error instanceof ConfigError ? error.message : String((error as Error)?.stack ?? error);
  process.stderr.write(`The gateway did not start.\n${told}\n`);
  process.exit(1);
}
