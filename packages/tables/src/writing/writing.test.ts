import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readCsv } from '../reading/readCsv.ts';
import { readTable } from '../reading/readTable.ts';
import { tableFile } from './tableFile.ts';
import { writeCsv } from './writeCsv.ts';
import { writeXlsx } from './writeXlsx.ts';

const dangerous = fc
  .tuple(
    fc.constantFrom('', ' ', "'", "''", " '", '\t', '\u3000', '\n'),
    fc.constantFrom('=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '', "'"),
    fc.string({ unit: 'grapheme' }),
  )
  .map((parts) => parts.join(''));
const cell = fc.oneof(
  dangerous,
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('许丽', '三房 100–120㎡', '"', ',', '\r\n', ''),
);

describe('I26 CSV', () => {
  it('what is written is read again, and no cell begins as a formula', () => {
    fc.assert(
      fc.property(
        fc
          .integer({ min: 2, max: 6 })
          .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1 })),
        (rows) => {
          const file = writeCsv(rows);
          expect(readCsv(file)).toEqual(rows);
          for (const shown of cellsAsShown(file)) expect(shown).not.toMatch(/^[\s]*[=+\-@＝＋－＠]|^[\t\r\n]/);
        },
      ),
      { numRuns: 300, seed: 20261201 },
    );
  });

  it('numbers that are below zero are disarmed too', () => {
    expect(new TextDecoder().decode(writeCsv([[-5, 12, null]]))).toBe('\'-5,12,""\r\n');
  });

  it('begins with the mark without which Excel reads Chinese wrongly', () => {
    expect([...writeCsv([['日期']]).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });
});

describe('XLSX', () => {
  it('what is written is read again; text is text, numbers are numbers', async () => {
    const rows = [
      ['日期 Date', '来访 Visits'],
      ['2026-03-05', 12],
      ['=1+1', null],
      ['\u0001x', 3.5],
    ];
    const { heading, rows: read } = await readTable(await writeXlsx('周报 2026/10 [A]', rows));
    expect(heading.cells).toEqual(['日期 Date', '来访 Visits']);
    expect(read.map(({ cells }) => cells)).toEqual([
      ['2026-03-05', '12'],
      ['=1+1', ''],
      ['x', '3.5'],
    ]);
  });
});

describe('a file of the graph', () => {
  const rows = [['项目 Item'], ['=1+1']];

  it.each([
    ['CSV', 'text/csv; charset=utf-8'],
    ['XLSX', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ] as const)('as %s', async (format, mediaType) => {
    const file = await tableFile({ format, name: '结算单', sheet: '结算单', rows });
    expect(file).toMatchObject({ name: `结算单.${format.toLowerCase()}`, mediaType });
    const read = await readTable(new Uint8Array(Buffer.from(file.contentBase64, 'base64')));
    expect(read.rows.map(({ cells }) => cells)).toEqual([['=1+1']]);
  });

  it('is called nothing that a file may not be called', async () => {
    const { name } = await tableFile({ format: 'CSV', name: '../a:"b"\u202e\n|c', sheet: 'x', rows });
    expect(name).toBe('.. a  b    c.csv');
  });
});

/** The cells as a spreadsheet shows them, after its own unquoting, read by a reader that knows nothing of ours. */
const cellsAsShown = (file: Uint8Array): string[] => {
  const content = new TextDecoder().decode(file);
  return [...content.matchAll(/"((?:[^"]|"")*)"|([^",\r\n]+)/g)].map(
    ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '',
  );
};
