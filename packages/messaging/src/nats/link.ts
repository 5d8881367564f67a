import { setTimeout as pause } from 'node:timers/promises';
import { type ConnectionOptions, connect, type NatsConnection } from '@nats-io/transport-node';
import { errorFields, type Log } from '../operate/log.ts';

/** The connection to NATS, which may be up or down at any time. */
export interface Link {
  /** The connection when it is up, else null. */
  connection(): NatsConnection | null;
  /** Called with the connection whenever it comes up, also for the first time; `fresh` when it is a new one without subscriptions. */
  onUp(listener: (connection: NatsConnection, fresh: boolean) => void): void;
  close(): Promise<void>;
}

/** Dials in the background, for as long as it takes; a service starts and works without NATS. */
export const openLink = (url: string, name: string, log: Log): Link => {
  const listeners: ((connection: NatsConnection, fresh: boolean) => void)[] = [];
  const state = { closed: false, up: false, connection: null as NatsConnection | null };
  const closing = new AbortController();
  const up = (connection: NatsConnection, fresh: boolean) => {
    Object.assign(state, { up: true, connection });
    log.info({ server: connection.getServer() }, 'Connected to NATS');
    for (const listener of listeners) listener(connection, fresh);
  };

  const down = () => {
    state.up = false;
  };

  const dialling = (async () => {
    let complained = false;
    while (!state.closed) {
      try {
        const connection = await connect(connectionOptions(url, name));
        if (state.closed) return void (await connection.close());
        complained = false;
        up(connection, true);
        await follow(connection, { up: () => up(connection, false), down });
      } catch (error) {
        if (!complained) log.warn(errorFields(error), 'NATS cannot be reached; events wait in the outbox');
        complained = true;
      }
      down();
      await pause(redialMilliseconds, undefined, { signal: closing.signal }).catch(() => undefined);
    }
  })();

  return {
    connection: () => (state.up ? state.connection : null),
    onUp: (listener) => void listeners.push(listener),
    close: async () => {
      state.closed = true;
      closing.abort();
      // drain() throws while disconnected; close() always works.
      if (state.up) await state.connection?.drain().catch(() => state.connection?.close());
      else await state.connection?.close();
      await dialling;
    },
  };
};

const redialMilliseconds = 500;

const connectionOptions = (url: string, name: string): ConnectionOptions => {
  const addresses = url
    .split(',')
    .map((address) => new URL(address.includes('://') ? address.trim() : `nats://${address.trim()}`));
  const [first] = addresses;
  return {
    servers: addresses.map((address) => `${address.hostname}:${address.port || '4222'}`),
    ...(first?.username ? { user: decodeURIComponent(first.username), pass: decodeURIComponent(first.password) } : {}),
    ...(first?.protocol === 'tls:' ? { tls: {} } : {}),
    name,
    timeout: 2_000,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    pingInterval: 5_000,
    maxPingOut: 2,
  };
};

/** Follows the ups and downs of a connection until it is closed for good. */
const follow = async (
  connection: NatsConnection,
  { up, down }: { up: () => void; down: () => void },
): Promise<void> => {
  for await (const { type } of connection.status()) {
    if (type === 'reconnect') up();
    if (type === 'disconnect' || type === 'staleConnection') down();
    if (type === 'close') break;
  }
};
