import { unreachable } from '@shouwen/kernel';
import type { Cell } from './cell.ts';
import { writeCsv } from './writeCsv.ts';
import { writeXlsx } from './writeXlsx.ts';

export type TableFormat = 'CSV' | 'XLSX';

/** A file as an answer of the graph carries it. */
export type TableFile = { readonly name: string; readonly mediaType: string; readonly contentBase64: string };

export type TableAsked = {
  readonly format: TableFormat;
  /** What the file is called, without its ending; what no file may be called is left out. */
  readonly name: string;
  /** Title of the sheet. */
  readonly sheet: string;
  /** The first one is the heading. */
  readonly rows: readonly (readonly Cell[])[];
};

/** The rows as a file for a spreadsheet, in which nothing is computed. */
export const tableFile = async ({ format, name, sheet, rows }: TableAsked): Promise<TableFile> => {
  const file = name.replace(notInNames, ' ').slice(0, longestName);
  switch (format) {
    case 'CSV':
      return { name: `${file}.csv`, mediaType: 'text/csv; charset=utf-8', contentBase64: base64(writeCsv(rows)) };
    case 'XLSX':
      return { name: `${file}.xlsx`, mediaType: xlsx, contentBase64: base64(await writeXlsx(sheet, rows)) };
    default:
      return unreachable(format);
  }
};

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const longestName = 120;
const notInNames = /[\\/:*?"<>|\p{Cc}\p{Cf}]/gu;

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
