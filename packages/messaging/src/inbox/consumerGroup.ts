import type { EventContract } from '@shouwen/contracts';
import type { Consumer } from './defineConsumer.ts';

/** The consumers of one name that listen to one publisher: one durable, one inbox, one order. */
export interface ConsumerGroup {
  readonly name: string;
  readonly publisher: string;
  /** '<service>_<name>' */
  readonly durable: string;
  /** Kinds of aggregate it follows; it hears all their events, so that it can see a gap in the versions. */
  readonly aggregates: readonly string[];
  readonly handlers: ReadonlyMap<string, Consumer>;
}

/**
 * Gathers the consumers of a service by name and publisher.
 * @throws TypeError when two of one name listen to the same event.
 */
export const groupConsumers = (service: string, consumers: readonly Consumer[]): ConsumerGroup[] => {
  const groups = new Map<string, Consumer[]>();
  for (const consumer of consumers) {
    const key = `${consumer.name}/${consumer.event.service}`;
    groups.set(key, [...(groups.get(key) ?? []), consumer]);
  }
  return [...groups.values()].map((members) => groupOf(service, members));
};

const groupOf = (service: string, members: readonly Consumer[]): ConsumerGroup => {
  const [first] = members as [Consumer, ...Consumer[]];
  const handlers = new Map(members.map((member) => [member.event.type, member]));
  if (handlers.size < members.length)
    throw new TypeError(`Two consumers called ${first.name} listen to the same event`);
  return {
    name: first.name,
    publisher: first.event.service,
    durable: `${service}_${first.name}`,
    aggregates: [...new Set(members.map((member) => member.event.aggregate))].sort(),
    handlers,
  };
};

/** All event types that a service has heard of: those of the catalogue and those it listens to. */
export const knownTypes = (
  catalogue: ReadonlyMap<string, EventContract>,
  consumers: readonly Consumer[],
): ReadonlySet<string> => new Set([...catalogue.keys(), ...consumers.map((consumer) => consumer.event.type)]);
