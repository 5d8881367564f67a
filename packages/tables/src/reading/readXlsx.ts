import { text } from '@shouwen/kernel';
import { readSheet } from 'read-excel-file/node';
import { TableUnreadable } from './tableUnreadable.ts';

/** The rows of the first sheet, every cell as text: a date as YYYY-MM-DD, with its time when it has one, a time alone as HH:MM. */
export const readXlsx = async (bytes: Uint8Array): Promise<string[][]> => {
  try {
    const rows = await readSheet(Buffer.from(bytes), 1, { trim: false });
    return rows.map((row) => row.map(toText));
  } catch {
    throw new TableUnreadable(broken);
  }
};

const toText = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  return value instanceof Date ? dateText(value) : String(value);
};

/** A spreadsheet's date has no zone; the library gives it as if it were UTC, rounded here to the second. */
const dateText = (value: Date): string => {
  const written = new Date(Math.round(value.getTime() / 1_000) * 1_000).toISOString();
  const [day = '', clock = ''] = written.slice(0, 16).split('T');
  // The day before its calendar begins: a time of day alone.
  if (day < '1900-01-02') return clock;
  return clock === '00:00' ? day : `${day} ${clock}`;
};

const broken = text('无法读取该XLSX文件，可能已损坏或加密。', 'The XLSX file cannot be read: broken, or locked.');
