import { instantOf, isValidDate } from '@shouwen/kernel';
import { CsvError, parse } from 'csv-parse/sync';
import { type DiaryEvent, type DiaryRow, DiaryUnreadable, diaryEvents } from './diaryRow.ts';

const zone = 'Asia/Shanghai';
const columns = [
  'date',
  'time',
  'event',
  'by',
  'client',
  'phone',
  'asks_for',
  'relation',
  'channel',
  'looking_for',
  'budget',
  'note',
] as const;

type RawRow = { readonly info: { readonly lines: number }; readonly record: Record<string, string> };

/**
 * Reads a diary in CSV (UTF-8, with or without BOM) and puts its rows in the order of their times.
 * @throws DiaryUnreadable naming the line: a diary is taken whole or not at all
 */
export const readDiary = (csv: string): DiaryRow[] => {
  const rows = rawRows(csv).map(rowOf);
  if (rows.length === 0) throw new DiaryUnreadable('The diary has no rows.');
  return rows.sort((a, b) => a.at.getTime() - b.at.getTime() || a.line - b.line);
};

const rawRows = (csv: string): RawRow[] => {
  try {
    return parse(csv, {
      columns: headerOf,
      bom: true,
      info: true,
      skip_empty_lines: true,
      trim: true,
    }) as unknown as RawRow[];
  } catch (error) {
    if (error instanceof CsvError) throw new DiaryUnreadable(`The diary is no readable CSV: ${error.message}`);
    throw error;
  }
};

const headerOf = (header: string[]): string[] => {
  const missing = columns.filter((column) => !header.includes(column));
  if (missing.length > 0) throw new DiaryUnreadable(`The diary lacks the column ${missing.join(', ')}.`);
  return header;
};

const rowOf = ({ info, record }: RawRow): DiaryRow => {
  const line = info.lines;
  const cell = (column: (typeof columns)[number]): string => record[column] ?? '';
  const [date, time, event] = [cell('date'), cell('time'), cell('event')];
  if (!isValidDate(date)) throw new DiaryUnreadable(`Line ${line}: "${date}" is no date; write it as 2026-03-02.`);
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) {
    throw new DiaryUnreadable(`Line ${line}: "${time}" is no time; write it as 09:05.`);
  }
  if (!isDiaryEvent(event)) throw new DiaryUnreadable(`Line ${line}: nothing called "${event}" happens in a diary.`);
  return {
    line,
    at: instantOf(date, time, zone),
    date,
    time,
    event,
    by: cell('by'),
    client: cell('client'),
    phone: cell('phone'),
    asksFor: cell('asks_for'),
    relation: cell('relation'),
    channel: cell('channel'),
    lookingFor: cell('looking_for'),
    budget: cell('budget'),
    note: cell('note'),
  };
};

const isDiaryEvent = (value: string): value is DiaryEvent => (diaryEvents as readonly string[]).includes(value);
