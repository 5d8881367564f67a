import { instantOf, isValidDate, isValidTime, siteDate } from '@shouwen/kernel';
import {
  type PaperRow,
  type RegisterKind,
  type RowReason,
  type RowReasonCode,
  rowReason,
  type TypedRow,
} from './paperRow.ts';

export type PaperSite = {
  readonly zone: string;
  /** Nothing can have happened before. */
  readonly openedAt: Date;
  /** Who is or was a consultant of the site. */
  readonly consultantIds: ReadonlySet<string>;
  readonly now: Date;
};

export type ReadRows = { readonly rows: readonly PaperRow[]; readonly reasons: readonly RowReason[] };

/** Understands rows of an old register, each for itself; whatever is wrong with a row is said at once. */
export const readPaperRows = (kind: RegisterKind, typed: readonly TypedRow[], site: PaperSite): ReadRows => {
  const rows: PaperRow[] = [];
  const reasons: RowReason[] = [];
  for (const row of typed) {
    const { at, wrong } = readTime(row, site);
    reasons.push(...wrong, ...wrongFields(kind, row, site));
    if (at) rows.push({ ...row, at, on: row.date });
  }
  return { rows, reasons };
};

/** A register that gives no time means the day; its rows stay in their order. */
const readTime = (typed: TypedRow, { zone, openedAt, now }: PaperSite): { at: Date | null; wrong: RowReason[] } => {
  const { row, date, time } = typed;
  const no = (code: RowReasonCode, field: keyof TypedRow) => ({ at: null, wrong: [rowReason(row, code, field)] });
  if (!isValidDate(date)) return no('DATE_INVALID', 'date');
  if (time !== null && !isValidTime(time)) return no('TIME_INVALID', 'time');
  if (date > siteDate(now, zone)) return no('IN_THE_FUTURE', 'date');
  if (date < siteDate(openedAt, zone)) return no('BEFORE_SITE_OPENED', 'date');
  const at = instantOf(date, time ?? '00:00', zone);
  return at > now ? no('IN_THE_FUTURE', 'time') : { at, wrong: [] };
};

const wrongFields = (kind: RegisterKind, typed: TypedRow, { consultantIds }: PaperSite): RowReason[] => {
  const { row, consultantId, class: grade } = typed;
  const reasons: RowReason[] = [];
  if (!consultantIds.has(consultantId)) reasons.push(rowReason(row, 'CONSULTANT_UNKNOWN', 'consultantId'));
  const known = grade === null ? kind === 'calls' : /^[ABCD]$/.test(grade);
  if (!known) reasons.push(rowReason(row, grade === null ? 'FIELD_MISSING' : 'CLASS_UNKNOWN', 'class'));
  for (const field of ['lookingFor', 'channel'] as const)
    if (typed[field].trim() === '') reasons.push(rowReason(row, 'FIELD_MISSING', field));
  for (const field of ['lookingFor', 'channel', 'budget', 'companions'] as const)
    if ((typed[field] ?? '').length > longestField) reasons.push(rowReason(row, 'FIELD_TOO_LONG', field));
  return reasons;
};

const longestField = 500;
