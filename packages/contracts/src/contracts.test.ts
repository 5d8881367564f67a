import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import * as contracts from './index.ts';
import {
  asyncApiDocument,
  ContractBroken,
  defineEvent,
  type Envelope,
  type EventContract,
  eventCatalogue,
  parseData,
  parseEnvelope,
} from './index.ts';

interface Schema {
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly anyOf?: readonly Schema[];
}

const letters = fc.string({ unit: fc.constantFrom(...'abc首问 -'), minLength: 1, maxLength: 12 });
const moments = fc.date({ min: new Date('2020-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });

const ofFormat: Readonly<Record<string, fc.Arbitrary<string>>> = {
  uuid: fc.uuid(),
  guid: fc.uuid(),
  date: moments.map((at) => at.toISOString().slice(0, 10)),
  'date-time': moments.map((at) => at.toISOString()),
};

/** Any data that a JSON schema of ours allows. */
const dataOf = (schema: Schema): fc.Arbitrary<unknown> => {
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map(dataOf));
  if (schema.enum) return fc.constantFrom(...schema.enum);
  switch (schema.type) {
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case 'string':
      return schema.format ? (ofFormat[schema.format] ?? fc.constant(`no format ${schema.format}`)) : letters;
    case 'integer':
      return fc.integer({
        min: Math.max(-(10 ** 9), schema.minimum ?? (schema.exclusiveMinimum ?? -(10 ** 9)) + 1),
        max: 10 ** 9,
      });
    case 'array':
      return fc.array(dataOf(schema.items as Schema), { maxLength: 3 });
    case 'object':
      return fc.record(
        Object.fromEntries(Object.entries(schema.properties ?? {}).map(([key, own]) => [key, dataOf(own)])),
      );
    default:
      throw new Error(`No data for ${JSON.stringify(schema)}`);
  }
};

const schemaOf = (event: EventContract): Schema => z.toJSONSchema(event.schema, { io: 'input' }) as Schema;
const anyOf = (event: EventContract) => dataOf(schemaOf(event)) as fc.Arbitrary<Record<string, unknown>>;
const oneOf = (event: EventContract): Record<string, unknown> =>
  fc.sample(anyOf(event), { seed: 1, numRuns: 1 })[0] ?? {};

const envelopeOf = (event: EventContract, data: unknown): Envelope => ({
  specversion: '1.0',
  id: '00000000-0000-7000-8000-000000000001',
  source: `/shouwen/${event.service}`,
  type: event.type,
  subject: '00000000-0000-7000-8000-000000000002',
  time: '2026-03-01T02:00:00.000Z',
  datacontenttype: 'application/json',
  aggregatetype: event.aggregate,
  aggregateversion: 1,
  data,
});

const events = [...eventCatalogue.values()];

describe.each(events.map((event) => [event.type, event] as const))('%s', (_, event) => {
  it('comes through writing and reading unchanged (I12)', () => {
    fc.assert(
      fc.property(anyOf(event), (data) => {
        const envelope = parseEnvelope(JSON.stringify(envelopeOf(event, data)));
        expect(parseData(event, envelope.data)).toEqual(data);
      }),
      { seed: 20260301, numRuns: 50 },
    );
  });

  it('is read by somebody who does not know a newer field', () => {
    const data = oneOf(event);
    expect(parseData(event, { ...data, addedLater: { deep: [1] } })).toEqual(data);
  });

  it('is refused without any one of its fields, or with nothing in it', () => {
    const data = oneOf(event);
    for (const key of schemaOf(event).required ?? []) {
      const { [key]: __, ...rest } = data;
      expect(() => parseData(event, rest)).toThrow(ContractBroken);
    }
    for (const nothing of [null, undefined, [], 'text'])
      expect(() => parseData(event, nothing)).toThrow(ContractBroken);
  });

  it('names its service, its aggregate and its version', () => {
    expect(event.type).toMatch(new RegExp(`^${event.service}\\.${event.aggregate}\\.[a-z-]+\\.v${event.version}$`));
    expect(event.summary).toMatch(/^[A-Z].*\.$/);
    const name = Object.entries(contracts).find(([, value]) => value === event)?.[0];
    expect(name).toMatch(new RegExp(`V${event.version}$`));
  });

  it('has no field for what only one department may know', () => {
    const names = JSON.stringify(schemaOf(event)).match(/"[a-zA-Z]+(?=":\{)/g) ?? [];
    expect(names.filter((name) => /name|phone|mobile|address|identity|idcard/i.test(name))).toEqual([]);
  });
});

describe('the catalogue', () => {
  it('has every contract that the package exports, and each type once', () => {
    const exported = Object.entries(contracts).filter(([name]) => /V[0-9]+$/.test(name));
    expect(new Set(exported.map(([, event]) => event))).toEqual(new Set(events));
    expect(exported.length).toBe(eventCatalogue.size);
  });

  it('is the document that other systems read: run `npm run asyncapi -w @shouwen/contracts` when it is not', () => {
    const committed = readFileSync(new URL('../../../docs/asyncapi.json', import.meta.url), 'utf8');
    expect(JSON.parse(committed)).toEqual(asyncApiDocument());
  });
});

describe('an envelope', () => {
  const [event] = events as [EventContract];
  const good = envelopeOf(event, {});

  it.each([
    ['another specversion', { specversion: '0.3' }],
    ['an id that is no UUID', { id: '1' }],
    ['a source that is none of ours', { source: 'https://elsewhere' }],
    ['a time without zone', { time: '2026-03-01T02:00:00' }],
    ['version 0', { aggregateversion: 0 }],
    ['half a version', { aggregateversion: 1.5 }],
    ['no subject', { subject: '' }],
  ])('with %s is refused', (_, fault) => {
    expect(() => parseEnvelope(JSON.stringify({ ...good, ...fault }))).toThrow(ContractBroken);
  });

  it.each(['', '{', 'null', '[]', '"event"'])('of %p is refused', (text) => {
    expect(() => parseEnvelope(text)).toThrow(ContractBroken);
  });

  it('says what is wrong without repeating the data, which may be private', () => {
    const broken = { ...oneOf(event), siteId: '13800138000' };
    expect(() => parseData(event, broken)).toThrow(/siteId/);
    expect(() => parseData(event, broken)).not.toThrow(/13800138000/);
  });
});

describe('defineEvent', () => {
  it.each(['deal.closed.v1', 'sales-reception.deal.closed', 'sales-reception.deal.closed.v0', 'Sales.deal.closed.v1'])(
    'refuses the type %s',
    (type) => {
      expect(() => defineEvent(type, z.object({}), { summary: 'x' })).toThrow(TypeError);
    },
  );
});
