import { describe, expect, it } from '@jest/globals';
import { claimOpenedV1, clientOpenedV1, dealCancelledV1, dealClosedV1, type EventContract } from '@shouwen/contracts';
import { streamOf, subjectOf } from '../nats/subjects.ts';
import { groupConsumers, knownTypes } from './consumerGroup.ts';
import { defineConsumer } from './defineConsumer.ts';

const listening = <Data>(name: string, event: EventContract<Data>) =>
  defineConsumer({ name, event, handle: async () => undefined });

describe('consumers of a service', () => {
  it('make one group per name and publisher, with the aggregates they follow', () => {
    const groups = groupConsumers('finance', [
      listening('commission', dealClosedV1),
      listening('commission', dealCancelledV1),
      listening('commission', claimOpenedV1),
      listening('commission', clientOpenedV1),
      listening('statistics', dealClosedV1),
    ]);
    expect(groups.map(({ durable, publisher, aggregates }) => [durable, publisher, aggregates])).toEqual([
      ['finance_commission', 'sales-reception', ['claim', 'deal']],
      ['finance_commission', 'client-records', ['client']],
      ['finance_statistics', 'sales-reception', ['deal']],
    ]);
  });

  it('may not listen twice under one name', () => {
    const twice = [listening('commission', dealClosedV1), listening('commission', dealClosedV1)];
    expect(() => groupConsumers('finance', twice)).toThrow(TypeError);
  });

  it('may not have a name that is no name', () => {
    expect(() => listening('Commission*', dealClosedV1)).toThrow(TypeError);
  });

  it('know the types of the catalogue and their own', () => {
    expect([...knownTypes(new Map(), [listening('x', dealClosedV1)])]).toEqual([dealClosedV1.type]);
  });
});

describe('names in NATS', () => {
  it('follow the service and the type', () => {
    expect(streamOf('sales-reception')).toBe('EVT_SALES_RECEPTION');
    expect(subjectOf(dealClosedV1.type)).toBe('evt.sales-reception.deal.closed.v1');
  });
});
