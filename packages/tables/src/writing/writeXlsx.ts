import writeExcelFile from 'write-excel-file/node';
import type { Cell } from './cell.ts';
import { type FileProperties, withProperties } from './fileProperties.ts';

const widest = 60;

/**
 * The rows as an XLSX file with one sheet; the first row is its heading, which stays in sight. Text is written as text, so that
 * none of it is computed.
 * `properties` are what the file says of itself.
 */
export const writeXlsx = async (
  sheet: string,
  rows: readonly (readonly Cell[])[],
  properties: FileProperties | null = null,
): Promise<Uint8Array> => {
  const data = rows.map((row, index) => row.map((cell) => toCell(cell, index === 0)));
  const columns = (rows[0] ?? []).map((_, index) => ({ width: widthOf(rows.map((row) => row[index] ?? null)) }));
  const name = sheet.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31);
  const features = properties === null ? [] : [withProperties(properties)];
  const file = writeExcelFile(data, { sheet: name, columns, stickyRowsCount: 1 }, { features });
  return new Uint8Array(await file.toBuffer());
};

const toCell = (cell: Cell, isHeading: boolean) => {
  if (cell === null || cell === '') return null;
  const style = isHeading ? ({ fontWeight: 'bold' } as const) : {};
  return typeof cell === 'number'
    ? { type: Number, value: cell, ...style }
    : { type: String, value: cell.replace(notInXml, ''), ...style };
};

/** Characters that no XML file can hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are exactly the ones to leave out
const notInXml = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** A Chinese character is as wide as two Latin ones. */
const widthOf = (cells: readonly Cell[]): number => {
  const widths = cells.map((cell) => [...String(cell ?? '')].reduce((sum, sign) => sum + (sign > '\u2e7f' ? 2 : 1), 0));
  return Math.min(widest, Math.max(8, ...widths.slice(0, 1_000)) + 2);
};
