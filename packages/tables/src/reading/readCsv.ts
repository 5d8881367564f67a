import { text } from '@shouwen/kernel';
import { CsvError, parse } from 'csv-parse/sync';
import { rearm } from '../writing/cell.ts';
import { decodeText } from './decodeText.ts';
import { TableUnreadable } from './tableUnreadable.ts';

/** The rows of a CSV file by their order, separated by commas, tabs or semicolons, whichever the first line has most of. */
export const readCsv = (bytes: Uint8Array): string[][] => {
  const content = decodeText(bytes).replace(/^\uFEFF/, '');
  try {
    const rows = parse(content, {
      delimiter: delimiterOf(content),
      relax_column_count: true,
      skip_empty_lines: false,
      record_delimiter: ['\r\n', '\n', '\r'],
    }) as string[][];
    return rows.map((row) => row.map(rearm));
  } catch (error) {
    if (error instanceof CsvError) throw new TableUnreadable(broken(error.lines as number | undefined));
    throw error;
  }
};

/** Counted in the first line outside of quotes. */
const delimiterOf = (content: string): string => {
  const [heading = ''] = content
    .slice(0, mostOfHeading)
    .replace(/"(?:[^"]|"")*"/g, '')
    .split(/[\r\n]/, 1);
  const count = (delimiter: string): number => heading.split(delimiter).length;
  return [',', '\t', ';'].reduce((best, one) => (count(one) > count(best) ? one : best));
};

const mostOfHeading = 20_000;

const broken = (line: number | undefined) =>
  text(`CSV 第${line ?? '?'}行的引号不成对。`, `The quotes in line ${line ?? '?'} of the CSV do not pair.`);
