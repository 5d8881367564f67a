import { errors, type NatsConnection } from '@nats-io/transport-node';
import { type Envelope, envelopeSchema } from '@shouwen/contracts';
import { z } from 'zod';
import { outboxQuestion } from '../nats/subjects.ts';
import type { EventsQuestion, Head, HeadsQuestion } from '../outbox/outboxQueries.ts';

/** The publisher does not run now, so its outbox cannot be asked; nothing is known to be wrong. */
export class PublisherAway extends Error {
  override readonly name = 'PublisherAway';
}

const heads = z.array(z.object({ aggregateType: z.string(), aggregateId: z.string(), version: z.int() }));
const events = z.array(envelopeSchema);

const patienceMilliseconds = 5_000;

/** Asks a publisher how far its stories go. @throws PublisherAway */
export const askHeads = async (
  connection: NatsConnection,
  publisher: string,
  question: HeadsQuestion,
): Promise<Head[]> => heads.parse(await ask(connection, outboxQuestion(publisher, 'heads'), question));

/** Asks a publisher for the steps of one story. @throws PublisherAway */
export const askEvents = async (
  connection: NatsConnection,
  publisher: string,
  question: EventsQuestion,
): Promise<Envelope[]> =>
  events.parse(await ask(connection, outboxQuestion(publisher, 'events'), question)) as Envelope[];

const ask = async (connection: NatsConnection, subject: string, question: unknown): Promise<unknown> => {
  try {
    const reply = await connection.request(subject, JSON.stringify(question), { timeout: patienceMilliseconds });
    return reply.json();
  } catch (error) {
    if (isAway(error)) throw new PublisherAway(`Nobody answers ${subject}`, { cause: error });
    throw error;
  }
};

const isAway = (error: unknown): boolean =>
  error instanceof errors.TimeoutError ||
  error instanceof errors.NoRespondersError ||
  (error instanceof errors.RequestError && error.isNoResponders());
