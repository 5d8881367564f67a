import { accepted, type Decision, type Refusal, reasoning, refused, text } from '@shouwen/kernel';
import { type FieldsRefusal, fieldsRefused, readWhy, type WhyRefusal, type WrongField } from '../../clients/index.ts';
import { type DossierForm, type FormField, fieldOf } from '../form/dossierForm.ts';
import { readValues, type Values } from './readValues.ts';

export type Entry = { readonly key: string; readonly values: Values };
export type DossierChange = { readonly field: FormField; readonly from: Values; readonly to: Values };
export type DossierFilled = {
  readonly type: 'DossierFilled';
  readonly changes: readonly DossierChange[];
  readonly why: string | null;
};
export type FillRefusal = FieldsRefusal | WhyRefusal | Refusal<'CLIENT_UNCHANGED'>;

type Facts = {
  readonly form: DossierForm;
  readonly current: ReadonlyMap<string, Values>;
  readonly entries: readonly Entry[];
  /** Needed to change or clear what stands, not to fill in what is empty. */
  readonly why: string | null;
  readonly now: Date;
};

const mostEntries = 120;

/** CR-1.03, CR-1.06: several fields at a time, all or none; what is wrong is named field by field. */
export const decideFilling = ({ form, current, entries, why, now }: Facts): Decision<DossierFilled, FillRefusal> => {
  const reasons = reasoning(now).apply('CR-1.03', 'CR-1.06').fact('version', form.version);
  const no = (refusal: FillRefusal) => refused(refusal, reasons.explain('REFUSED', refusal.message));
  const read = entries.slice(0, mostEntries + 1).map((entry, index) => readEntry(form, entries, { entry, index }));
  const wrong = read.flatMap((one) => ('message' in one ? [one] : []));
  if (entries.length > mostEntries) wrong.push({ field: 'entries', message: tooMany });
  if (wrong.length > 0) return no(fieldsRefused('CR-1.03', wrong));
  const changes = read
    .flatMap((one) =>
      'message' in one ? [] : [{ field: one.field, from: current.get(one.field.key) ?? [], to: one.to }],
    )
    .filter(({ from, to }) => JSON.stringify(from) !== JSON.stringify(to));
  if (changes.length === 0) return no(unchanged);
  const given = why === null && changes.every(({ from }) => from.length === 0) ? null : readWhy(why ?? '');
  if (given !== null && typeof given !== 'string') return no(given);
  reasons.fact(
    'fields',
    changes.map(({ field }) => field.key),
  );
  return accepted([{ type: 'DossierFilled', changes, why: given }], reasons.explain('filled', filled));
};

type Read = WrongField | { readonly field: FormField; readonly to: Values };

const readEntry = (
  form: DossierForm,
  entries: readonly Entry[],
  { entry, index }: { readonly entry: Entry; readonly index: number },
): Read => {
  const field = fieldOf(form, entry.key);
  if (field === undefined || field.hidden) return { field: entry.key.slice(0, 60), message: noField };
  if (entries.findIndex(({ key }) => key === entry.key) !== index) return { field: entry.key, message: twice };
  const to = readValues(field, entry.values);
  return 'zh' in to ? { field: entry.key, message: to } : { field, to };
};

/** How much of what is asked for is filled in, in percent, never rounded up (CR-1.03). */
export const completenessOf = ({ fields }: Pick<DossierForm, 'fields'>, filledKeys: ReadonlySet<string>): number => {
  const shown = fields.filter(({ hidden }) => !hidden);
  const done = shown.filter(({ key }) => filledKeys.has(key)).length;
  return shown.length === 0 ? 100 : Math.floor((100 * done) / shown.length);
};

const filled = text('客户信息档案已填写。', 'The dossier was filled in.');
const noField = text('表中没有此项。', 'The form has no such field.');
const twice = text('同一项填写了两次。', 'The same field twice.');
const tooMany = text(`每次至多 ${mostEntries} 项。`, `At most ${mostEntries} fields at a time.`);
const unchanged: Refusal<'CLIENT_UNCHANGED'> = {
  code: 'CLIENT_UNCHANGED',
  rule: 'CR-1.03',
  message: text('档案没有变化。', 'The dossier is as it was.'),
};
