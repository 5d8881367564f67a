import { type Envelope, type EventContract, parseData } from '@shouwen/contracts';
import type { Tx } from '@shouwen/database';

/** Something in a service that listens to one kind of event. Consumers of one name share an inbox and the order of each aggregate. */
export interface Consumer {
  readonly name: string;
  readonly event: EventContract;
  /** @throws ContractBroken when the data breaks the contract, and whatever the handler throws. */
  handle(tx: Tx, event: Envelope): Promise<void>;
}

export interface ConsumerDefinition<Data> {
  /** Lower-case words with hyphens, unique in the service for one purpose, e.g. 'known-client'. */
  readonly name: string;
  readonly event: EventContract<Data>;
  /** The effect, in the transaction that also writes the inbox row: both happen once or not at all. */
  readonly handle: (tx: Tx, event: Envelope<Data>) => Promise<void>;
}

/**
 * Defines what a service does when it hears an event. The handler sees checked data, each event once, and the events of one
 * aggregate in order.
 */
export const defineConsumer = <Data>({ name, event, handle }: ConsumerDefinition<Data>): Consumer => {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) throw new TypeError(`Not a consumer name: ${name}`);
  return {
    name,
    event,
    handle: (tx, envelope) => handle(tx, { ...envelope, data: parseData(event, envelope.data) }),
  };
};
