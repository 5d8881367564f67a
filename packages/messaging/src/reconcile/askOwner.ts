import type { NatsConnection } from '@nats-io/transport-node';
import { type Envelope, envelopeSchema } from '@shouwen/contracts';
import { z } from 'zod';
import { outboxQuestion } from '../nats/subjects.ts';
import type { EventsQuestion, Head, HeadsQuestion } from '../outbox/outboxQueries.ts';

const heads = z.array(z.object({ aggregateType: z.string(), aggregateId: z.string(), version: z.int() }));
const events = z.array(envelopeSchema);

const patienceMilliseconds = 5_000;

/** Asks a publisher how far its stories go. @throws when it does not answer. */
export const askHeads = async (
  connection: NatsConnection,
  publisher: string,
  question: HeadsQuestion,
): Promise<Head[]> => heads.parse(await ask(connection, outboxQuestion(publisher, 'heads'), question));

/** Asks a publisher for the steps of one story. @throws when it does not answer. */
export const askEvents = async (
  connection: NatsConnection,
  publisher: string,
  question: EventsQuestion,
): Promise<Envelope[]> =>
  events.parse(await ask(connection, outboxQuestion(publisher, 'events'), question)) as Envelope[];

const ask = async (connection: NatsConnection, subject: string, question: unknown): Promise<unknown> => {
  const reply = await connection.request(subject, JSON.stringify(question), { timeout: patienceMilliseconds });
  return reply.json();
};
