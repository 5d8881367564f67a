import { type Text, text } from '@shouwen/kernel';
import { narrow, readDay } from '@shouwen/tables';
import { type AskedCore, type CoreChanged, decideUpdate, emptyCore, readIdentification } from '../clients/index.ts';
import { readContact, readIdentityNumber, readPhone } from '../contacts/index.ts';
import { type DossierForm, type FormField, fieldOf, readValues, type Values } from '../dossier/index.ts';
import { type CoreImportField, dossierKeyOf, type MappedColumn } from './importField.ts';
import type { ImportRow, RefusedRow } from './importRow.ts';
import * as words from './importWords.ts';

type Facts = {
  readonly columns: readonly MappedColumn[];
  readonly form: DossierForm;
  readonly now: Date;
};

/** CR-1.07: what a row of the file says, read whole; or the first field that cannot be taken, and why. An empty cell says nothing. */
export const readImportRow = (cells: readonly string[], { columns, form, now }: Facts): ImportRow | RefusedRow => {
  const written = (wanted: CoreImportField): string =>
    cells[columns.find(({ field }) => field === wanted)?.place ?? -1]?.trim() ?? '';
  const person = readIdentification({ name: written('name'), phone: written('phone') });
  if ('code' in person)
    return refusedRow(person.code === 'PHONE_INVALID' ? 'phone' : 'name', person.code, person.message);
  const core = readCore(written, person.name, now);
  if ('code' in core) return core;
  const contacts = readContacts(written, person.phone);
  if ('code' in contacts) return contacts;
  const identity = written('identityNumber');
  const identityNumber = identity === '' ? null : readIdentityNumber(identity);
  if (identity !== '' && identityNumber === null)
    return refusedRow('identityNumber', 'IDENTITY_NUMBER_INVALID', noIdentity);
  const filed = written('class') === '' ? null : words.classOf(written('class'));
  if (written('class') !== '' && filed === null)
    return refusedRow('class', 'WORD_UNKNOWN', words.wordUnknown(words.classWords));
  const dossier = readDossier(cells, { columns, form, now });
  if ('code' in dossier) return dossier;
  return {
    ...{ phone: person.phone, core: core.core, contacts: contacts.contacts, identityNumber, dossier: dossier.entries },
    class: filed as ImportRow['class'],
  };
};

export const refusedRow = (field: string, code: string, message: Text): RefusedRow => ({ field, code, message });

type Written = (field: CoreImportField) => string;

const readCore = (written: Written, name: string, now: Date): Pick<ImportRow, 'core'> | RefusedRow => {
  const said = readWords(written);
  if ('code' in said) return said;
  const asked: Record<string, unknown> = { ...said.asked };
  for (const field of ['district', 'preferences', 'layout', 'location'] as const)
    if (written(field) !== '') asked[field] = written(field);
  const current = { ...emptyCore, name };
  if (Object.keys(asked).length === 0) return { core: current };
  const decision = decideUpdate({ current, asked: asked as AskedCore, why: 'import', now });
  if (decision.outcome === 'accepted') {
    const [{ changes }] = decision.events as [CoreChanged];
    return { core: { ...current, ...Object.fromEntries(changes.map(({ field, to }) => [field, to])) } };
  }
  const { refusal } = decision;
  if (refusal.code === 'CLIENT_UNCHANGED') return { core: current };
  const [wrong] = 'fields' in refusal ? refusal.fields : [];
  return refusedRow(wrong?.field ?? 'name', 'FIELD_INVALID', wrong?.message ?? refusal.message);
};

/** Fields that are one of a few words, and the budget. */
const readWords = (written: Written): { readonly asked: AskedCore } | RefusedRow => {
  const asked: Record<string, unknown> = {};
  const choices = [
    ['kind', words.kindOf, words.kindWords],
    ['business', words.businessOf, words.businessWords],
    ['urgency', words.urgencyOf, words.urgencyWords],
  ] as const;
  for (const [field, meaning, options] of choices) {
    if (written(field) === '') continue;
    const means = meaning(written(field));
    if (means === null) return refusedRow(field, 'WORD_UNKNOWN', words.wordUnknown(options));
    asked[field] = means;
  }
  for (const [field, unit] of [
    ['budgetYuan', 'yuan'],
    ['budgetWan', 'wan'],
  ] as const) {
    if (written(field) === '') continue;
    const budget = words.budgetOf(written(field), unit);
    if (budget === null) return refusedRow(field, 'BUDGET_INVALID', words.budgetWrong);
    Object.assign(asked, {
      budgetMostFen: budget.most,
      ...(budget.least === null ? {} : { budgetLeastFen: budget.least }),
    });
  }
  return { asked };
};

const readContacts = (written: Written, phone: string): Pick<ImportRow, 'contacts'> | RefusedRow => {
  const contacts: ImportRow['contacts'][number][] = [];
  const second = written('phone2') === '' ? null : readPhone(written('phone2'));
  if (written('phone2') !== '' && second === null) return refusedRow('phone2', 'CONTACT_INVALID', noContact);
  if (second !== null && second !== phone) contacts.push({ kind: 'phone', value: second });
  for (const kind of ['email', 'wechat', 'address'] as const) {
    if (written(kind) === '') continue;
    const value = readContact(kind, written(kind));
    if (value === null) return refusedRow(kind, 'CONTACT_INVALID', noContact);
    contacts.push({ kind, value });
  }
  return { contacts };
};

const readDossier = (
  cells: readonly string[],
  { columns, form }: Facts,
): { readonly entries: ImportRow['dossier'] } | RefusedRow => {
  const entries: { key: string; values: Values }[] = [];
  for (const { place, field: column } of columns) {
    const key = dossierKeyOf(column);
    const cell = cells[place]?.trim() ?? '';
    if (key === null || cell === '') continue;
    const field = fieldOf(form, key);
    // The form may have changed since the columns were named.
    if (field === undefined || field.hidden) return refusedRow(column, 'FIELD_INVALID', noField);
    const values = readValues(field, asEntered(field, cell));
    if ('zh' in values) return refusedRow(column, 'FIELD_INVALID', values);
    entries.push({ key, values });
  }
  return { entries };
};

/** What somebody wrote into a cell, as the form would have it: choices by their labels, days and amounts as people write them. */
const asEntered = ({ type, options }: FormField, cell: string): Values => {
  const plain = narrow(cell);
  const optionOf = (word: string) =>
    options.find(({ key, label }) => [key, label.zh, label.en].includes(narrow(word)))?.key ?? word;
  if (type === 'choice') return [optionOf(plain)];
  if (type === 'multi-choice') return plain.split(/[、,，;；]/).map((word) => optionOf(word.trim()));
  if (type === 'date') return [readDay(cell) ?? plain];
  if (type === 'boolean')
    return [/^(是|有|yes|true|1)$/i.test(plain) ? 'true' : /^(否|无|no|false|0)$/i.test(plain) ? 'false' : plain];
  if (type === 'money') return [String(words.budgetOf(cell, 'yuan')?.most ?? plain)];
  return [cell];
};

const noIdentity = text('证件号码无效。', 'This is not a valid identity number.');
const noContact = text('联系方式格式无效。', 'This is no contact of that kind.');
const noField = text('表中没有此项。', 'The form has no such field.');
