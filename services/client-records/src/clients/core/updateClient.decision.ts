import { accepted, type Decision, type Refusal, reasoning, refused, text } from '@shouwen/kernel';
import { type FieldsRefusal, fieldsRefused, type WrongField } from '../fieldsRefused.ts';
import { readWhy, type WhyRefusal } from '../readWhy.ts';
import type { ClientCore, CoreField } from './clientCore.ts';
import { coreFields, type Reading } from './coreFields.ts';

/** The fields to change; null clears one, what is left out stays. */
export type AskedCore = Partial<Readonly<Record<CoreField, unknown>>>;

export type CoreChange = {
  readonly field: CoreField;
  readonly from: string | number | null;
  readonly to: string | number | null;
};
export type CoreChanged = {
  readonly type: 'CoreChanged';
  readonly changes: readonly CoreChange[];
  readonly why: string;
};
export type UpdateRefusal = FieldsRefusal | WhyRefusal | Refusal<'CLIENT_UNCHANGED'>;

type Facts = { readonly current: ClientCore; readonly asked: AskedCore; readonly why: string; readonly now: Date };

/**
 * CR-1.02, CR-1.06: what changes in the core of a record, with from, to and why; all that is asked, or nothing. The values stay out of
 * the explanation: it names fields only.
 */
export const decideUpdate = ({ current, asked, why, now }: Facts): Decision<CoreChanged, UpdateRefusal> => {
  const reasons = reasoning(now).apply('CR-1.02', 'CR-1.06');
  const { read, wrong } = readAll(asked);
  const all = [...wrong, ...contradictions({ ...current, ...read })];
  if (all.length > 0) {
    const refusal = fieldsRefused('CR-1.02', all);
    return refused(
      refusal,
      reasons
        .fact(
          'wrong',
          all.map(({ field }) => field),
        )
        .explain('REFUSED', refusal.message),
    );
  }
  const given = readWhy(why);
  if (typeof given !== 'string') return refused(given, reasons.explain('REFUSED', given.message));
  const changes = (Object.keys(read) as CoreField[])
    .filter((field) => read[field] !== current[field])
    .map((field) => ({ field, from: current[field], to: read[field] ?? null }));
  if (changes.length === 0) return refused(unchanged, reasons.explain('REFUSED', unchanged.message));
  const names = changes.map(({ field }) => field);
  return accepted(
    [{ type: 'CoreChanged', changes, why: given }],
    reasons.fact('fields', names).explain('updated', updated),
  );
};

type Read = { readonly read: Partial<ClientCore>; readonly wrong: readonly WrongField[] };

/** Only the fields of a core are looked at, whatever else was sent (S19). */
const readAll = (asked: AskedCore): Read => {
  const read: Partial<Record<CoreField, string | number | null>> = {};
  const wrong: WrongField[] = [];
  for (const [field, spec] of Object.entries(coreFields) as [CoreField, Reading][]) {
    const value = asked[field];
    if (value === undefined) continue;
    const result = value === null ? (spec.needed ? undefined : null) : spec.read(value);
    if (result === undefined) wrong.push({ field, message: spec.message });
    else read[field] = result;
  }
  return { read: read as Partial<ClientCore>, wrong };
};

const contradictions = ({ budgetLeastFen, budgetMostFen, areaLeast, areaMost }: ClientCore): WrongField[] => [
  ...(isReversed(budgetLeastFen, budgetMostFen) ? [{ field: 'budgetMostFen', message: reversed }] : []),
  ...(isReversed(areaLeast, areaMost) ? [{ field: 'areaMost', message: reversed }] : []),
];

const isReversed = (least: number | null, most: number | null): boolean =>
  least !== null && most !== null && least > most;

const reversed = text('上限不得低于下限。', 'The most is less than the least.');
const updated = text('客户资料已更新。', 'The record was brought up to date.');
const unchanged: Refusal<'CLIENT_UNCHANGED'> = {
  code: 'CLIENT_UNCHANGED',
  rule: 'CR-1.06',
  message: text('资料没有变化。', 'Nothing would change.'),
};
