import { describe, expect, it } from '@jest/globals';
import { text } from '@shouwen/kernel';
import { defaultForm } from '../form/defaultForm.ts';
import type { DossierForm, FieldType, FormField } from '../form/dossierForm.ts';
import { completenessOf, decideFilling, type Entry } from './fillDossier.decision.ts';
import { readValues, type Values } from './readValues.ts';

const now = new Date('2026-03-02T09:28:00+08:00');
const field = (type: FieldType, more: Partial<FormField> = {}): FormField => ({
  ...{ key: type, type, label: text('项', 'Field'), hint: null, sensitive: false, hidden: false },
  options: ['a', 'b', 'c'].map((key) => ({ key, label: text(key, key) })),
  ...more,
});
const form: DossierForm = {
  siteId: 's1',
  version: 2,
  fields: [field('text'), field('number'), field('date'), field('multi-choice'), field('boolean', { hidden: true })],
};
const fill = (
  entries: Entry[],
  { current = {}, why = null }: { current?: Record<string, Values>; why?: string | null } = {},
) => decideFilling({ form, current: new Map(Object.entries(current)), entries, why, now });
const outcome = (...asked: Parameters<typeof fill>) => {
  const decision = fill(...asked);
  if (decision.outcome === 'accepted')
    return decision.events[0]?.changes.map(({ field: { key }, from, to }) => [key, from, to]);
  return 'fields' in decision.refusal ? decision.refusal.fields.map((one) => one.field) : decision.refusal.code;
};

describe('CR-1.03 fields of the dossier are typed', () => {
  it.each<[FieldType, string[], Values]>([
    ['text', [' 喜欢\u200b安静 '], ['喜欢安静']],
    ['text', ['字'.repeat(1000)], ['字'.repeat(1000)]],
    ['choice', ['b'], ['b']],
    ['multi-choice', ['c', 'a'], ['c', 'a']],
    ['number', ['１２.50'], ['12.5']],
    ['number', ['-3'], ['-3']],
    ['date', ['2028-02-29'], ['2028-02-29']],
    ['date', ['1900-01-01'], ['1900-01-01']],
    ['boolean', ['false'], ['false']],
    ['money', ['0'], ['0']],
    ['money', ['10000000000000'], ['10000000000000']],
    ['date', [], []],
  ])('%s: %s', (type, written, read) => {
    expect(readValues(field(type), written)).toEqual(read);
  });

  it.each<[FieldType, string[]]>([
    ['text', [' ']],
    ['text', ['字'.repeat(1001)]],
    ['text', ['一', '二']],
    ['choice', ['d']],
    ['choice', ['a', 'b']],
    ['multi-choice', ['a', 'd']],
    ['multi-choice', ['a', 'a']],
    ['number', ['1e5']],
    ['number', ['NaN']],
    ['number', ['1'.repeat(13)]],
    ['date', ['2026-02-29']],
    ['date', ['1899-12-31']],
    ['date', ['2200-01-01']],
    ['date', ['99999-01-01']],
    ['boolean', ['yes']],
    ['money', ['-1']],
    ['money', ['0.5']],
    ['money', ['10000000000001']],
  ])('no %s: %s (S30)', (type, written) => {
    expect(readValues(field(type), written)).toMatchObject({ zh: expect.any(String), en: expect.any(String) });
  });
});

describe('CR-1.03 the dossier is filled in bit by bit', () => {
  it('several fields at a time, what stands already is no change', () => {
    const entries = [
      { key: 'text', values: ['安静'] },
      { key: 'number', values: ['3'] },
    ];
    expect(outcome(entries, { current: { number: ['3'] } })).toEqual([['text', [], ['安静']]]);
    expect(outcome(entries, { current: { text: ['安静'], number: ['3'] } })).toBe('CLIENT_UNCHANGED');
  });

  it('all or none: every wrong field is named', () => {
    const entries = [
      { key: 'text', values: ['安静'] },
      { key: 'number', values: ['many'] },
      { key: 'boolean', values: ['true'] },
      { key: 'nothing', values: ['x'] },
      { key: 'text', values: ['热闹'] },
    ];
    expect(outcome(entries)).toEqual(['number', 'boolean', 'nothing', 'text']);
  });

  it('CR-1.06 what stands is changed or cleared only with a reason', () => {
    const current = { text: ['安静'] };
    const clear = [{ key: 'text', values: [] }];
    expect(outcome(clear, { current })).toBe('WHY_MISSING');
    expect(outcome(clear, { current, why: ' ' })).toBe('WHY_MISSING');
    expect(outcome(clear, { current, why: '客户更正' })).toEqual([['text', ['安静'], []]]);
  });

  it('keeps no value in the explanation', () => {
    const decision = fill([{ key: 'text', values: ['高血压'] }]);
    expect(JSON.stringify(decision.explanation)).not.toContain('高血压');
    expect(decision.explanation.facts).toContainEqual({ name: 'fields', value: ['text'] });
  });
});

describe('CR-1.03 completeness is shown', () => {
  it.each([
    ['nothing', [], 0],
    ['one of four, which are shown', ['text'], 25],
    ['all that are shown', ['text', 'number', 'date', 'multi-choice'], 100],
    ['what is hidden does not count', ['boolean'], 0],
    ['what the form has not does not count', ['own-9'], 0],
  ])('%s', (_, filled, percent) => {
    expect(completenessOf(form, new Set(filled))).toBe(percent);
  });

  it('is never rounded up, and of nothing to fill in complete', () => {
    const all = defaultForm('s1');
    const keys = all.fields.map(({ key }) => key);
    expect(completenessOf(all, new Set(keys.slice(1)))).toBe(97);
    expect(completenessOf(all, new Set(keys.slice(0, 1)))).toBe(2);
    expect(completenessOf({ fields: [] }, new Set())).toBe(100);
  });
});
