import { z } from 'zod';
import type { EventContract } from './defineEvent.ts';

/** A CloudEvents 1.0 envelope in structured JSON mode. `subject` is the aggregate's id, `aggregateversion` counts 1, 2, 3 … per aggregate. */
export interface Envelope<Data = unknown> {
  readonly specversion: '1.0';
  /** The outbox row's id; also the `Nats-Msg-Id`. */
  readonly id: string;
  /** '/shouwen/<service>' */
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  /** ISO-8601 with zone. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  readonly aggregatetype: string;
  readonly aggregateversion: number;
  /** W3C trace context of the command that caused the event. */
  readonly traceparent?: string;
  readonly data: Data;
}

export const envelopeSchema = z.object({
  specversion: z.literal('1.0'),
  id: z.uuid(),
  source: z.string().regex(/^\/shouwen\/[a-z-]+$/),
  type: z.string().min(1),
  subject: z.string().min(1),
  time: z.iso.datetime({ offset: true }),
  datacontenttype: z.literal('application/json'),
  aggregatetype: z.string().min(1),
  aggregateversion: z.int().positive(),
  traceparent: z.string().optional(),
  data: z.unknown(),
});

/** The text is not a CloudEvent of ours, or its data breaks the contract. */
export class ContractBroken extends Error {
  override readonly name = 'ContractBroken';
}

/** Reads the envelope without looking into the data. @throws ContractBroken */
export const parseEnvelope = (text: string): Envelope => {
  const parsed = envelopeSchema.safeParse(jsonOf(text));
  if (!parsed.success) throw new ContractBroken(`Not an event envelope: ${z.prettifyError(parsed.error)}`);
  return parsed.data as Envelope;
};

/** Checks the data against the contract; fields the contract does not know are dropped. @throws ContractBroken */
export const parseData = <Data>(contract: EventContract<Data>, data: unknown): Data => {
  const parsed = contract.schema.safeParse(data);
  if (!parsed.success) throw new ContractBroken(`${contract.type}: ${z.prettifyError(parsed.error)}`);
  return parsed.data;
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    throw new ContractBroken('Not JSON');
  }
};
