import { isValidDate, type Text, text } from '@shouwen/kernel';
import { cleanText } from '../../contacts/index.ts';
import type { FieldType, FormField } from '../form/dossierForm.ts';

/** A value of the dossier as it is kept: texts, one but for a choice of several. An empty list is no value. */
export type Values = readonly string[];

/** Reads what was entered into a field; the message says what belongs there when it does not fit. */
export const readValues = (field: FormField, written: Values): Values | Text => {
  if (written.length === 0) return [];
  const { read, message } = kinds[field.type];
  if (field.type !== 'multi-choice' && written.length > 1) return message;
  const values = written.map((one) => read(one, field));
  const fine = values.filter((one) => one !== null);
  return fine.length === written.length && new Set(fine).size === fine.length ? fine : message;
};

type Kind = { readonly read: (written: string, field: FormField) => string | null; readonly message: Text };

const number = (written: string, pattern: RegExp, most: number): string | null => {
  const plain = cleanText(written.normalize('NFKC'), 20);
  return plain !== null && pattern.test(plain) && Math.abs(Number(plain)) <= most ? String(Number(plain)) : null;
};

const oneOf = (written: string, { options }: FormField): string | null =>
  options.find(({ key }) => key === written)?.key ?? null;

const noOption = text('不在可选范围内。', 'This is none of the options.');

/** A date is one of the calendar, between 1900 and 2199; money is whole fen, from nothing to a hundred billion yuan (S30). */
const kinds: Readonly<Record<FieldType, Kind>> = {
  text: {
    read: (written) => cleanText(written, 1_000),
    message: text('须为 1 至 1000 个字符。', '1 to 1000 characters.'),
  },
  choice: { read: oneOf, message: noOption },
  'multi-choice': { read: oneOf, message: noOption },
  number: {
    read: (written) => number(written, /^-?\d{1,12}(\.\d{1,4})?$/, 1e12),
    message: text('须为数字，至多四位小数。', 'A number with at most four decimals.'),
  },
  date: {
    read: (written) => (/^(19|20|21)\d\d-/.test(written) && isValidDate(written) ? written : null),
    message: text('须为存在的日期（年-月-日）。', 'A date that exists, YYYY-MM-DD.'),
  },
  boolean: {
    read: (written) => (/^(true|false)$/.test(written) ? written : null),
    message: text('须为是或否。', 'true or false.'),
  },
  money: {
    read: (written) => number(written, /^\d{1,14}$/, 1e13),
    message: text('须为以分计的金额，不得为负。', 'A whole amount in fen, not below nothing.'),
  },
};
