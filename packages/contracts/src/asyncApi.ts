import { z } from 'zod';
import type { EventContract } from './defineEvent.ts';
import { envelopeSchema } from './envelope.ts';
import { eventCatalogue } from './eventCatalogue.ts';

type Json = { readonly [key: string]: unknown };

/** The published events as an AsyncAPI 3 document: what another system needs to listen to us. */
export const asyncApiDocument = (): Json => {
  const events = [...eventCatalogue.values()].sort((a, b) => (a.type < b.type ? -1 : 1));
  return {
    asyncapi: '3.0.0',
    info: {
      title: 'Shouwen 首问: published events',
      version: '1.0.0',
      description:
        'CloudEvents 1.0 in structured JSON mode over NATS JetStream, one stream per publishing service. Each event is delivered ' +
        'at least once; `aggregateversion` counts 1, 2, 3 … per aggregate, so that a listener can drop what comes twice and wait ' +
        'for what is missing. Unknown fields are to be ignored. Events carry ids, amounts, dates and rule ids, never names or phones.',
    },
    defaultContentType: 'application/cloudevents+json',
    channels: Object.fromEntries(events.map((event) => [event.type, channelOf(event)])),
    operations: Object.fromEntries(events.map((event) => [`publish ${event.type}`, operationOf(event)])),
    components: { messages: Object.fromEntries(events.map((event) => [event.type, messageOf(event)])) },
  };
};

const reference = (path: string): Json => ({ $ref: `#/${path}` });

const channelOf = (event: EventContract): Json => ({
  address: `evt.${event.type}`,
  description: event.summary,
  tags: [{ name: event.service }],
  messages: { [event.type]: reference(`components/messages/${event.type}`) },
});

const operationOf = (event: EventContract): Json => ({
  action: 'send',
  channel: reference(`channels/${event.type}`),
  messages: [reference(`channels/${event.type}/messages/${event.type}`)],
});

const messageOf = (event: EventContract): Json => ({
  name: event.type,
  summary: event.summary,
  headers: {
    type: 'object',
    properties: { 'Nats-Msg-Id': { type: 'string', format: 'uuid', description: 'The id of the event.' } },
  },
  payload: payloadOf(event),
});

const payloadOf = (event: EventContract): Json => {
  const { $schema: _, ...envelope } = z.toJSONSchema(envelopeSchema, { io: 'input' });
  const { $schema: __, ...data } = z.toJSONSchema(event.schema, { io: 'input' });
  return {
    ...envelope,
    properties: {
      ...envelope.properties,
      source: { const: `/shouwen/${event.service}` },
      type: { const: event.type },
      aggregatetype: { const: event.aggregate },
      data,
    },
  };
};
