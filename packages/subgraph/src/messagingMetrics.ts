import type { MessagingStatus } from '@shouwen/messaging';
import { Gauge, type Registry } from 'prom-client';

type Reading = { readonly name: string; readonly help: string; readonly of: (status: MessagingStatus) => number };

const readings: readonly Reading[] = [
  { name: 'shouwen_nats_up', help: '1 while NATS answers.', of: ({ nats }) => (nats === 'up' ? 1 : 0) },
  {
    name: 'shouwen_outbox_waiting',
    help: 'Rows not yet carried to the stream.',
    of: ({ outbox }) => Number(outbox.waiting),
  },
  {
    name: 'shouwen_outbox_oldest_seconds',
    help: 'Age of the oldest waiting row.',
    of: ({ outbox }) => outbox.oldestSeconds,
  },
  {
    name: 'shouwen_outbox_withheld',
    help: 'Rows that the stream refused and that wait for a person.',
    of: ({ outbox }) => Number(outbox.withheld),
  },
  {
    name: 'shouwen_dead_letters',
    help: 'Events that could not be applied.',
    of: ({ deadLetters }) => Number(deadLetters),
  },
  { name: 'shouwen_parked', help: 'Events that wait for an earlier one.', of: ({ parked }) => Number(parked) },
  {
    name: 'shouwen_waiting_for_news',
    help: 'Events that wait for news of another department.',
    of: ({ news }) => Number(news.waiting),
  },
  {
    name: 'shouwen_waiting_for_news_oldest_seconds',
    help: 'How long the first of them has waited.',
    of: ({ news }) => news.oldestSeconds,
  },
];

const consumerReadings = ['applied', 'duplicate', 'waiting', 'failed', 'redelivered', 'healed', 'dead'] as const;

/** Reads the state of messaging whenever metrics are asked for; a database that is down leaves the last values standing. */
export const addMessagingMetrics = (registry: Registry, status: () => Promise<MessagingStatus>): void => {
  const gauges = readings.map(({ name, help }) => new Gauge({ name, help, registers: [registry] }));
  const consumers = new Gauge({
    name: 'shouwen_consumer_deliveries',
    help: 'What became of deliveries since the start of the process.',
    labelNames: ['consumer', 'outcome'],
    registers: [registry],
    collect: async () => {
      const now = await status().catch(() => null);
      if (!now) return;
      readings.forEach(({ of }, index) => void gauges[index]?.set(of(now)));
      for (const [consumer, counts] of Object.entries(now.consumers)) {
        for (const outcome of consumerReadings) consumers.set({ consumer, outcome }, counts[outcome]);
      }
    },
  });
};
