import { accepted, type Decision, type Refusal, reasoning, refused, type Text, text } from '@shouwen/kernel';
import { type FieldsRefusal, fieldsRefused, type WrongField } from '../../clients/index.ts';
import { cleanText } from '../../contacts/index.ts';
import { type DossierForm, type FieldType, type FormField, fieldOf } from './dossierForm.ts';

export type AskedField = {
  readonly type: FieldType;
  readonly label: Text;
  readonly options: readonly Text[];
  readonly sensitive: boolean;
};
export type AskedFormChange = {
  /** The version that whoever asks has seen. */
  readonly basedOn: number;
  readonly add: readonly AskedField[];
  readonly rename: readonly { readonly key: string; readonly label: Text }[];
  readonly hide: readonly string[];
  readonly show: readonly string[];
};

export type FormChanged = { readonly type: 'FormChanged'; readonly form: DossierForm };
export type FormRefusal = FieldsRefusal | Refusal<'FORM_CHANGED_MEANWHILE' | 'FORM_UNCHANGED' | 'FORM_FULL'>;

const mostFields = 120;

type Facts = {
  readonly form: DossierForm;
  readonly asked: AskedFormChange;
  /** A key for each added field. */
  readonly newKeys: readonly string[];
  readonly now: Date;
};

/** CR-1.03: a site adds, renames, hides and shows fields, which makes a new version of its form; what was entered is not touched. */
export const decideFormChange = ({ form, asked, newKeys, now }: Facts): Decision<FormChanged, FormRefusal> => {
  const why = reasoning(now).apply('CR-1.03').fact('version', form.version);
  const no = (refusal: FormRefusal) => refused(refusal, why.explain('REFUSED', refusal.message));
  if (asked.basedOn !== form.version) return no(changedMeanwhile);
  const wrong = [...asked.add.flatMap(wrongInAdded), ...wrongKeys(form, asked)];
  if (wrong.length > 0) return no(fieldsRefused('CR-1.03', wrong));
  const fields = [
    ...form.fields.map((field) => changed(field, asked)),
    ...asked.add.map((one, index) => added(one, newKeys[index] ?? '')),
  ];
  if (fields.length > mostFields) return no(full);
  if (JSON.stringify(fields) === JSON.stringify(form.fields)) return no(unchanged);
  const next = { siteId: form.siteId, version: form.version + 1, fields };
  why.fact('fields', fields.length).fact('hidden', fields.filter(({ hidden }) => hidden).length);
  return accepted([{ type: 'FormChanged', form: next }], why.explain('changed', formChanged));
};

const changed = (field: FormField, { rename, hide, show }: AskedFormChange): FormField => {
  const renamed = rename.find(({ key }) => key === field.key);
  const hidden = hide.includes(field.key) || (field.hidden && !show.includes(field.key));
  return { ...field, hidden, label: renamed ? clean(renamed.label) : field.label };
};

const added = ({ type, label, options, sensitive }: AskedField, key: string): FormField => ({
  ...{ key, type, label: clean(label), hint: null, sensitive, hidden: false },
  options: options.map((one, index) => ({ key: `o${index + 1}`, label: clean(one) })),
});

const clean = ({ zh, en }: Text): Text => text(cleanText(zh, 60) ?? '', cleanText(en, 60) ?? '');
const isLabel = ({ zh, en }: Text): boolean => cleanText(zh, 60) !== null && cleanText(en, 60) !== null;

const wrongInAdded = ({ type, label, options }: AskedField, index: number): WrongField[] => {
  const isChoice = type === 'choice' || type === 'multi-choice';
  const enough = isChoice ? options.length >= 2 && options.length <= 50 : options.length === 0;
  return [
    ...(isLabel(label) ? [] : [{ field: `add.${index}.label`, message: noLabel }]),
    ...(enough && options.every(isLabel) ? [] : [{ field: `add.${index}.options`, message: noOptions }]),
  ];
};

const wrongKeys = (form: DossierForm, { rename, hide, show }: AskedFormChange): WrongField[] => {
  const unknown = (key: string) => fieldOf(form, key) === undefined;
  return [
    ...rename.flatMap(({ key, label }, index) =>
      unknown(key) || !isLabel(label) ? [{ field: `rename.${index}`, message: unknown(key) ? noField : noLabel }] : [],
    ),
    ...hide.flatMap((key, index) =>
      unknown(key) || show.includes(key) ? [{ field: `hide.${index}`, message: noField }] : [],
    ),
    ...show.flatMap((key, index) => (unknown(key) ? [{ field: `show.${index}`, message: noField }] : [])),
  ];
};

const formChanged = text('档案表已更新为新版本。', 'The form has a new version.');
const noLabel = text('名称须有中英文，各 1 至 60 个字符。', 'A label has 1 to 60 characters in both languages.');
const noOptions = text(
  '选择项须有 2 至 50 个选项，其他类型没有选项。',
  'A choice has 2 to 50 options, any other field none.',
);
const noField = text(
  '表中没有此项，或同时要求显示和隐藏。',
  'The form has no such field, or it is to be shown and hidden at once.',
);
const refusal = <Code extends string>(code: Code, message: Text, retryable = false): Refusal<Code> => ({
  ...{ code, rule: 'CR-1.03', message, retryable },
});
const changedMeanwhile = refusal(
  'FORM_CHANGED_MEANWHILE',
  text('档案表已被他人修改，请刷新后再改。', 'Somebody changed the form meanwhile: look at it again.'),
);
const unchanged = refusal('FORM_UNCHANGED', text('档案表没有变化。', 'The form is as it was.'));
const full = refusal('FORM_FULL', text(`档案表至多 ${mostFields} 项。`, `A form has at most ${mostFields} fields.`));
