import { setTimeout as pause } from 'node:timers/promises';
import { type ConsumerMessages, DeliverPolicy, jetstream } from '@nats-io/jetstream';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { parseData, parseEnvelope, partnerCredentialEndedV1, sessionEndedV1 } from '@shouwen/contracts';
import type { Logger } from 'pino';
import { type EndedSessions, rememberedMilliseconds } from './endedSessions.ts';

export type HearOptions = {
  readonly natsUrl: string;
  readonly ended: EndedSessions;
  readonly clock: () => Date;
  readonly log: Logger;
};

const stream = 'EVT_ORGANIZATION';
const retryMilliseconds = 1_000;

/**
 * Listens for sessions and partners' credentials that end, beginning with those of the last minutes, so that a gateway that just started knows them too.
 * The gateway keeps nothing, so it reads the stream by itself instead of having an inbox. Without NATS it keeps trying; until
 * then a token of an ended session stays good for what is left of its ten minutes.
 */
export const hearEndedSessions = (options: HearOptions): { stop(): Promise<void> } => {
  const stopping = new AbortController();
  let connection: NatsConnection | null = null;
  const listening = (async () => {
    while (!stopping.signal.aborted) {
      try {
        connection = await dial(options.natsUrl);
        // The signal may have come while the line was being dialled.
        if (!stopping.signal.aborted) await listen(connection, options, stopping.signal);
      } catch (error) {
        options.log.warn({ err: error }, 'sessions that end cannot be heard of; trying again');
      }
      await connection?.close();
      await pause(retryMilliseconds, undefined, { signal: stopping.signal }).catch(() => undefined);
    }
  })();
  return {
    stop: async () => {
      stopping.abort();
      await connection?.close();
      await listening;
    },
  };
};

const dial = (natsUrl: string): Promise<NatsConnection> => {
  const urls = natsUrl.split(',').map((url) => new URL(url.trim()));
  const [first] = urls;
  const login = first?.username
    ? { user: decodeURIComponent(first.username), pass: decodeURIComponent(first.password) }
    : {};
  // No reconnecting inside: a new line also asks again for what was missed.
  const servers = urls.map(({ host }) => host);
  return connect({ servers, ...login, name: 'shouwen-gateway', timeout: 2_000, reconnect: false });
};

const listen = async (connection: NatsConnection, options: HearOptions, stopped: AbortSignal): Promise<void> => {
  const since = new Date(options.clock().getTime() - rememberedMilliseconds);
  const consumer = await jetstream(connection).consumers.get(stream, {
    filter_subjects: [`evt.${sessionEndedV1.type}`, `evt.${partnerCredentialEndedV1.type}`],
    deliver_policy: DeliverPolicy.StartTime,
    opt_start_time: since.toISOString(),
  });
  const messages = await consumer.consume();
  const stop = (): void => void messages.close();
  stopped.addEventListener('abort', stop);
  connection.closed().then(stop);
  await hear(messages, options);
};

const hear = async (messages: ConsumerMessages, { ended, log }: HearOptions): Promise<void> => {
  for await (const message of messages) {
    try {
      ended.add(whatEnded(message.string()));
    } catch (error) {
      log.error({ err: error }, 'an event about a session cannot be read');
    }
  }
};

/** Tokens of people bear the id of their session, those of partners that of the credential they were given for. */
const whatEnded = (message: string): string => {
  const { type, data } = parseEnvelope(message);
  return type === partnerCredentialEndedV1.type
    ? parseData(partnerCredentialEndedV1, data).credentialId
    : parseData(sessionEndedV1, data).sessionId;
};
