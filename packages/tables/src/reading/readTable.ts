import { text } from '@shouwen/kernel';
import { readCsv } from './readCsv.ts';
import { readXlsx } from './readXlsx.ts';
import { TableUnreadable } from './tableUnreadable.ts';

export type TableRow = {
  /** As the spreadsheet counts: the heading is row 1 when nothing stands above it. */
  readonly number: number;
  /** Trimmed. */
  readonly cells: readonly string[];
};

export type Table = { readonly heading: TableRow; readonly rows: readonly TableRow[] };

const mostBytes = 20 * 1024 * 1024;

/**
 * The table in a CSV or XLSX file; which of them it is shows in its first bytes, whatever its name. The first row that is not empty
 * is the heading; empty rows are left out. @throws TableUnreadable
 */
export const readTable = async (bytes: Uint8Array): Promise<Table> => {
  if (bytes.length > mostBytes) throw new TableUnreadable(tooLarge);
  if (isOldExcel(bytes)) throw new TableUnreadable(oldExcel);
  const cells = isZip(bytes) ? await readXlsx(bytes) : readCsv(bytes);
  const rows = cells
    .map((row, index) => ({ number: index + 1, cells: row.map((cell) => cell.trim()) }))
    .filter((row) => row.cells.some((cell) => cell !== ''));
  const [heading, ...body] = rows;
  if (!heading) throw new TableUnreadable(empty);
  return { heading, rows: body };
};

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b;
const isOldExcel = (bytes: Uint8Array): boolean => bytes[0] === 0xd0 && bytes[1] === 0xcf;

const empty = text('文件中没有数据。', 'There is nothing in the file.');
const tooLarge = text('文件超过20MB。', 'The file is larger than 20 MB.');
const oldExcel = text(
  '这是旧式XLS或加密文件，请另存为XLSX或CSV。',
  'This is an old XLS or a locked file: save it as XLSX or CSV.',
);
