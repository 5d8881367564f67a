import { describe, expect, it } from '@jest/globals';
import type { DossierForm, FormField } from '../dossier/index.ts';
import { decideRow, outcomeOf, type RowFacts } from './decideRow.decision.ts';
import { fieldOfTitle, type ImportField, suggestColumns } from './importField.ts';
import type { ImportRow } from './importRow.ts';
import { budgetOf, classOf } from './importWords.ts';
import { readImportRow } from './readImportRow.decision.ts';

const now = new Date('2026-03-05T10:00:00+08:00');
const field = (key: string, change: Partial<FormField> = {}): FormField => ({
  ...{ key, type: 'text', label: { zh: key, en: key }, hint: null, options: [], sensitive: false, hidden: false },
  ...change,
});
const form: DossierForm = {
  ...{ siteId: 's', version: 0 },
  fields: [
    field('birthday', { type: 'date' }),
    field('marital', { type: 'choice', options: [{ key: 'married', label: { zh: '已婚', en: 'Married' } }] }),
    field('hasCar', { type: 'boolean' }),
    field('gone', { hidden: true }),
  ],
};
const read = (cells: Partial<Record<ImportField, string>>) => {
  const fields = Object.keys(cells) as ImportField[];
  const columns = fields.map((one, place) => ({ place, field: one }));
  return readImportRow(Object.values(cells) as string[], { columns, form, now });
};
const whole = { name: '许丽', phone: '138 0000 0001' } as const;

describe('CR-1.07 what a row says', () => {
  it('is read as people write it', () => {
    expect(
      read({
        ...{
          ...whole,
          phone2: '０１３９０００００００２'.slice(1),
          kind: '公司',
          class: '业主',
          business: '购房',
          urgency: '急',
        },
        ...{ budgetWan: '200－300万', address: '岳麓区麓山南路1号', identityNumber: '11010519491231002x' },
        ...{ 'dossier:birthday': '1980年2月3日', 'dossier:marital': '已婚', 'dossier:hasCar': '是' },
      }),
    ).toMatchObject({
      ...{ phone: '13800000001', class: { class: 'owner', specialty: null }, identityNumber: '11010519491231002X' },
      core: {
        name: '许丽',
        kind: 'company',
        business: 'buy',
        urgency: 'urgent',
        budgetLeastFen: 200_000_000,
        budgetMostFen: 300_000_000,
      },
      contacts: [
        { kind: 'phone', value: '13900000002' },
        { kind: 'address', value: '岳麓区麓山南路1号' },
      ],
      dossier: [
        { key: 'birthday', values: ['1980-02-03'] },
        { key: 'marital', values: ['married'] },
        { key: 'hasCar', values: ['true'] },
      ],
    });
  });

  it.each<[ImportField, string, string]>([
    ['name', '', 'NAME_INVALID'],
    ['phone', '12345', 'PHONE_INVALID'],
    ['phone2', '12', 'CONTACT_INVALID'],
    ['email', 'nobody', 'CONTACT_INVALID'],
    ['identityNumber', '110105194912310021', 'IDENTITY_NUMBER_INVALID'],
    ['kind', '人', 'WORD_UNKNOWN'],
    ['class', '公司', 'WORD_UNKNOWN'],
    ['business', '借', 'WORD_UNKNOWN'],
    ['urgency', '?', 'WORD_UNKNOWN'],
    ['budgetYuan', '很多', 'BUDGET_INVALID'],
    ['district', 'x'.repeat(41), 'FIELD_INVALID'],
    ['dossier:birthday', '2026-02-30', 'FIELD_INVALID'],
    ['dossier:marital', '不详', 'FIELD_INVALID'],
    ['dossier:gone', 'x', 'FIELD_INVALID'],
  ])('is refused with the column and the reason, in both languages: %s %s', (column, cell, code) => {
    const answer = read({ ...whole, [column]: cell });
    expect(answer).toMatchObject({ field: column, code, message: { zh: expect.any(String), en: expect.any(String) } });
    if (cell !== '') expect(JSON.stringify('code' in answer && answer.message)).not.toContain(`"${cell}"`);
  });

  it('an empty cell says nothing; a second phone that is the first is none', () => {
    expect(read({ ...whole, phone2: '13800000001', budgetYuan: ' ', class: '' })).toMatchObject({
      contacts: [],
      class: null,
    });
  });
});

describe('CR-1.07 words and amounts of a register', () => {
  it.each([
    ['300万', 'yuan', { least: null, most: 300_000_000 }],
    ['3,000,000元', 'wan', { least: null, most: 300_000_000 }],
    ['200-300', 'wan', { least: 200_000_000, most: 300_000_000 }],
    ['1.5', 'wan', { least: null, most: 1_500_000 }],
    ['-5', 'yuan', null],
    ['=1+1', 'yuan', null],
  ] as const)('%s in %s', (written, unit, fen) => {
    expect(budgetOf(written, unit)).toEqual(fen);
  });

  it('a special client is filed with what it is', () => {
    expect(classOf('律师')).toEqual({ class: 'special', specialty: 'lawyer' });
    expect(classOf('贵宾')).toBeNull();
  });

  it('headings mean one thing each, whatever their signs and width', () => {
    expect(fieldOfTitle('手机号码*', [])).toBe('phone');
    expect(fieldOfTitle('Ｐｈｏｎｅ', [])).toBe('phone');
    expect(fieldOfTitle('预算（万元）', [])).toBe('budgetWan');
    expect(suggestColumns(['电话', '手机', ''], []).map((one) => one.field)).toEqual(['phone', null, null]);
  });
});

describe('CR-1.07 CR-1.05 what a row does', () => {
  const row = read(whole) as ImportRow;
  const facts = (change: Partial<RowFacts> = {}): RowFacts => ({
    ...{ read: row, holder: null, earlier: false, contactTaken: false, identityTaken: false, namesake: false },
    ...change,
  });
  const here = { clientId: 'c', atSite: true };
  const elsewhere = { clientId: 'c', atSite: false };

  it.each<[string, Partial<RowFacts>, string]>([
    ['nobody has the phone', {}, 'new'],
    ['the site knows the phone', { holder: here }, 'known'],
    ['only another site does: as if nobody did (CR-2.01)', { holder: elsewhere }, 'new'],
    ['nor does a number of theirs betray it', { holder: elsewhere, identityTaken: true, contactTaken: true }, 'new'],
    ['an earlier row has it', { earlier: true }, 'twice'],
    ['an earlier row has it, and the site', { earlier: true, holder: here }, 'known'],
    ['a client of the site bears the name', { namesake: true }, 'possible'],
    ['the second phone is another’s', { contactTaken: true }, 'refused'],
    ['the identity number is another’s', { identityTaken: true, namesake: true }, 'refused'],
    ['it cannot be read', { read: read({ ...whole, phone: 'x' }), holder: here }, 'refused'],
  ])('%s', (_, change, verdict) => {
    expect(decideRow(facts(change)).verdict).toBe(verdict);
  });

  it.each([
    ['new', 'new', false, 'opened'],
    ['possible', 'possible', true, 'opened'],
    ['possible', 'possible', false, 'left-out'],
    // Somebody came to the desk meanwhile.
    ['known', 'new', false, 'known'],
    // The row before it was taken over.
    ['known', 'twice', false, 'twice'],
    // The row before it was refused after all: this one is not lost.
    ['new', 'twice', false, 'opened'],
  ] as const)('found %s now, %s before', (verdict, before, opensPossible, outcome) => {
    expect(outcomeOf({ decided: { verdict, refused: null }, before, opensPossible })).toBe(outcome);
  });
});
