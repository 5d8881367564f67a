/** Stream of the events that a service publishes: 'sales-reception' → 'EVT_SALES_RECEPTION'. */
export const streamOf = (service: string): string => `EVT_${service.toUpperCase().replaceAll('-', '_')}`;

/** Subject of an event: its type, so that a consumer can filter by aggregate. */
export const subjectOf = (type: string): string => `evt.${type}`;

/** All events of a service. */
export const allEventsOf = (service: string): string => `evt.${service}.>`;

/** All events of one kind of aggregate of a service. */
export const eventsOfAggregate = (service: string, aggregate: string): string => `evt.${service}.${aggregate}.>`;

/** Questions that a service answers about its outbox: 'heads' and 'events'. */
export const outboxQuestion = (service: string, question: 'heads' | 'events' | '*'): string =>
  `svc.${service}.outbox.${question}`;
