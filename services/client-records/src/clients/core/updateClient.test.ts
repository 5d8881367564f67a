import { describe, expect, it } from '@jest/globals';
import { type ClientCore, noWishes } from './clientCore.ts';
import { type AskedCore, decideUpdate } from './updateClient.decision.ts';

const now = new Date('2026-03-02T09:28:00+08:00');
const current: ClientCore = {
  ...noWishes,
  name: '许丽',
  kind: 'person',
  business: null,
  district: null,
  urgency: null,
};
const update = (asked: AskedCore, on: Partial<ClientCore> = {}, why = '客户来电更正') =>
  decideUpdate({ current: { ...current, ...on }, asked, why, now });
const refusedFields = (asked: AskedCore, on: Partial<ClientCore> = {}) => {
  const decision = update(asked, on);
  if (decision.outcome === 'accepted') return [];
  return 'fields' in decision.refusal ? decision.refusal.fields.map(({ field }) => field) : [decision.refusal.code];
};

describe('CR-1.06 a change of the core keeps from, to and why', () => {
  it('of what really changes, and only that', () => {
    const decision = update({ name: '许莉', urgency: 'urgent', kind: 'person' });
    expect(decision).toMatchObject({
      outcome: 'accepted',
      events: [
        {
          why: '客户来电更正',
          changes: [
            { field: 'name', from: '许丽', to: '许莉' },
            { field: 'urgency', from: null, to: 'urgent' },
          ],
        },
      ],
      explanation: { facts: [{ name: 'fields', value: ['name', 'urgency'] }], applied: ['CR-1.02', 'CR-1.06'] },
    });
    expect(JSON.stringify(decision.explanation)).not.toContain('许莉');
  });

  it('a field is cleared by null, a needed one is not', () => {
    expect(update({ district: null }, { district: '岳麓区' })).toMatchObject({
      events: [{ changes: [{ field: 'district', from: '岳麓区', to: null }] }],
    });
    expect(refusedFields({ name: null, kind: null })).toEqual(['name', 'kind']);
  });

  it.each(['', ' ', '改', '\u200b\u200b\u200b', '改'.repeat(201)])('not without a reason: “%s”', (why) => {
    expect(update({ name: '许莉' }, {}, why)).toMatchObject({ refusal: { code: 'WHY_MISSING', rule: 'CR-1.06' } });
  });

  it('nothing changes: nothing is kept', () => {
    expect(update({ name: '许丽', district: null })).toMatchObject({ refusal: { code: 'CLIENT_UNCHANGED' } });
    expect(update({})).toMatchObject({ refusal: { code: 'CLIENT_UNCHANGED' } });
  });
});

describe('CR-1.02 what the core can be (S30)', () => {
  it.each<[string, AskedCore]>([
    ['a budget of nothing', { budgetLeastFen: 0 }],
    ['the highest budget', { budgetMostFen: 10_000_000_000_000 }],
    ['from and to the same', { areaLeast: 90, areaMost: 90 }],
    ['a term of one month', { termMonths: 1 }],
    ['a name of rare characters', { name: '㐀𠮷' }],
    ['a name of sixty characters', { name: '𠮷'.repeat(60) }],
  ])('%s', (_, asked) => {
    expect(refusedFields(asked)).toEqual([]);
  });

  it.each<[string, AskedCore, string[]]>([
    ['a budget below nothing', { budgetLeastFen: -1 }, ['budgetLeastFen']],
    ['a budget beyond all', { budgetMostFen: 10_000_000_000_001 }, ['budgetMostFen']],
    ['a budget of half a fen', { budgetMostFen: 0.5 }, ['budgetMostFen']],
    ['the least above the most', { budgetLeastFen: 2, budgetMostFen: 1 }, ['budgetMostFen']],
    ['a term of no month, an area of nothing', { termMonths: 0, areaLeast: 0 }, ['areaLeast', 'termMonths']],
    ['a name of nothing that is seen', { name: '\u200b\u2060' }, ['name']],
    ['a name of sixty-one', { name: '字'.repeat(61) }, ['name']],
    ['another kind', { kind: 'robot', business: 'steal' }, ['kind', 'business']],
    ['a number for a text', { layout: 3 }, ['layout']],
  ])('not %s', (_, asked, fields) => {
    expect(refusedFields(asked)).toEqual(fields);
  });

  it('judges the new least against the most that stands', () => {
    expect(refusedFields({ budgetLeastFen: 300 }, { budgetMostFen: 299 })).toEqual(['budgetMostFen']);
    expect(refusedFields({ budgetLeastFen: 299 }, { budgetMostFen: 299 })).toEqual([]);
  });

  it('S19 looks at nothing but its own fields', () => {
    const asked = { name: '许莉', number: 'C000001', phone_index: 'x', openedBy: 'system' } as AskedCore;
    expect(update(asked)).toMatchObject({ events: [{ changes: [{ field: 'name' }] }] });
  });
});
