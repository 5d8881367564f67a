import { join } from 'node:path';
import { probeNats } from '../nats/probe.ts';
import { type NatsServer, startNats } from '../nats/startNats.ts';
import { type PostgresServer, startPostgres } from '../postgres/startPostgres.ts';
import { Problem } from '../problem.ts';

export type FoundationOptions = {
  readonly dataDir: string;
  readonly databaseUrl: string | null;
  readonly natsUrl: string | null;
  readonly natsProgram: string | null;
  readonly durable: boolean;
  readonly temporary: boolean;
  readonly tell: (sentence: string) => void;
};

/** What the services stand on: a PostgreSQL and a NATS, our own or given ones. */
export type Foundations = {
  readonly adminUrl: string;
  readonly natsUrl: string;
  /** Null when a given one is used. */
  readonly postgres: PostgresServer | null;
  readonly nats: NatsServer | null;
  stop(): Promise<void>;
};

/** Starts what was not given, both at once, and checks what was. Leaves nothing running when it fails. @throws Problem */
export const layFoundations = async (options: FoundationOptions): Promise<Foundations> => {
  const begun = await Promise.allSettled([postgresOf(options), natsOf(options)]);
  const [postgres, nats] = begun.map((one) => (one.status === 'fulfilled' ? one.value : null)) as [
    PostgresServer | null,
    NatsServer | null,
  ];
  const stop = async (): Promise<void> => {
    await nats?.stop();
    await postgres?.stop();
  };
  const failure = begun.find((one) => one.status === 'rejected');
  if (failure !== undefined) {
    await stop();
    throw failure.reason;
  }
  keepUp('PostgreSQL', postgres, options.tell);
  keepUp('NATS', nats, options.tell);
  return {
    adminUrl: postgres?.adminUrl ?? options.databaseUrl ?? '',
    natsUrl: nats?.url ?? options.natsUrl ?? '',
    postgres,
    nats,
    stop,
  };
};

const postgresOf = ({ dataDir, databaseUrl, durable, temporary }: FoundationOptions): Promise<PostgresServer | null> =>
  databaseUrl === null
    ? startPostgres({ dataDir: join(dataDir, 'postgres'), durable, temporary })
    : Promise.resolve(null);

const natsOf = async ({ dataDir, natsUrl, natsProgram, temporary }: FoundationOptions): Promise<NatsServer | null> => {
  if (natsUrl === null) {
    return startNats({
      storeDir: join(dataDir, 'nats'),
      temporary,
      ...(natsProgram === null ? {} : { program: natsProgram }),
    });
  }
  const advice = 'correct it, or unset it to use the embedded one.';
  if (!URL.canParse(natsUrl)) throw new Problem(`NATS_URL is not an address (nats://host:4222): ${advice}`);
  const { hostname, port } = new URL(natsUrl);
  const info = await probeNats(hostname, Number(port || 4222), 5_000);
  if (info === null)
    throw new Problem(`NATS_URL does not lead to a NATS server (${hostname}:${port || 4222}): ${advice}`);
  if (info.jetstream !== true)
    throw new Problem('The NATS server at NATS_URL runs without JetStream: start it with -js.');
  return null;
};

/** A server of ours that ends by itself is started again on the same port and the same data. */
const keepUp = (name: string, server: PostgresServer | NatsServer | null, tell: (sentence: string) => void): void =>
  server?.onUnexpectedExit((how) => {
    tell(`${name} ended (${how}) and is started again.`);
    server.restart().catch((error: Error) => tell(`${name} could not be started again: ${error.message}`));
  });
