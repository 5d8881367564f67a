import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';

/** One condition of being ready, told by name; resolves when it holds. */
export type ReadyCheck = () => Promise<unknown>;

export type OperationsOptions = {
  readonly registry: Registry;
  readonly log: Logger;
  readonly checks: Readonly<Record<string, ReadyCheck>>;
  readonly isStopping: () => boolean;
};

const outcomeOf = async (name: string, check: ReadyCheck, log: Logger): Promise<'ok' | 'failed'> => {
  try {
    await check();
    return 'ok';
  } catch (error) {
    // Asked every second or more often: at a level that does not fill the log.
    log.debug({ err: error, check: name }, 'not ready');
    return 'failed';
  }
};

/** `/livez` says that the process runs, `/readyz` that it can serve, `/metrics` how it is doing. */
export const addOperations = (app: FastifyInstance, { registry, checks, isStopping, log }: OperationsOptions): void => {
  app.get('/livez', async () => ({ status: 'alive' }));
  app.get('/readyz', async (_request, reply) => {
    const entries = await Promise.all(
      Object.entries(checks).map(async ([name, check]) => [name, await outcomeOf(name, check, log)] as const),
    );
    const ready = !isStopping() && entries.every(([, outcome]) => outcome === 'ok');
    return reply
      .code(ready ? 200 : 503)
      .send({ status: isStopping() ? 'stopping' : ready ? 'ready' : 'not ready', checks: Object.fromEntries(entries) });
  });
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
};
