import { type Cell, disarm } from './cell.ts';

const byteOrderMark = '\uFEFF';

/**
 * The rows as a CSV file for a spreadsheet: UTF-8 with a byte order mark, without which Excel reads Chinese wrongly; lines end with
 * CRLF. No cell can be taken for a formula, whoever typed its text (I26).
 */
export const writeCsv = (rows: readonly (readonly Cell[])[]): Uint8Array =>
  new TextEncoder().encode(byteOrderMark + rows.map((row) => `${row.map(field).join(',')}\r\n`).join(''));

const field = (cell: Cell): string => {
  const text = disarm(cell === null ? '' : String(cell));
  return /[",\r\n]|^\s|\s$|^$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
