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

describe('S20 formulas in cells', () => {
  const signs = ['=', '+', '-', '@', '＝', '＋', '－', '＠', '\t', '\r', '\0'];
  const payload = (sign: string) => `${sign}HYPERLINK("http://x","y")`;

  it.each(signs)('one that begins with %j is shown, not computed, and read again as it was', (sign) => {
    for (const before of ['', ' ', "'", '\0']) {
      const rows = [
        ['名', '值'],
        ['a', before + payload(sign)],
      ];
      expect(readCsv(writeCsv(rows))).toEqual(rows.map((row) => row.map((cell) => cell.replaceAll('\0', ''))));
      expect(shownBy(/,/, writeCsv(rows))).not.toContainEqual(
        expect.stringMatching(/^[\s\0]*[=+\-@＝＋－＠]|^[\t\r\0]/),
      );
    }
  });

  it.each([';', ',', '"', '\n', '\t', '";', ';"', ',"'])(
    'nor one behind %j, where another spreadsheet ends a cell',
    (separator) => {
      for (const sign of ['=', '+', '-', '@', '＝']) {
        const rows = [
          ['名', '值'],
          ['a', `x${separator}${payload(sign)}`],
        ];
        expect(readCsv(writeCsv(rows))).toEqual(rows);
        for (const ends of [/,/, /;/, /\t/])
          expect(shownBy(ends, writeCsv(rows))).not.toContainEqual(expect.stringMatching(/^["\s]*[=+@＝]/));
      }
    },
  );

  it('in a typed file text is text and a number below zero a number', async () => {
    const file = await writeXlsx('x', [['a'], ['=1+1'], [-5]]);
    const { rows } = await readTable(file);
    expect(rows.map(({ cells }) => cells)).toEqual([['=1+1'], ['-5']]);
  });
});

describe('CR-2.05 what a file says of itself', () => {
  it('stands in its properties and at the foot of its pages, whatever signs it has', async () => {
    const properties = { title: '导出 <R1>', author: 'reader & co', description: '仅供本人' };
    const file = Buffer.from(await writeXlsx('x', [['a'], ['b']], properties));
    const { rows } = await readTable(new Uint8Array(file));
    expect(rows.map(({ cells }) => cells)).toEqual([['b']]);
    const parts = await partsOf(file);
    expect(parts['docProps/core.xml']).toContain(
      '<dc:title>导出 &lt;R1&gt;</dc:title><dc:creator>reader &amp; co</dc:creator>',
    );
    expect(parts['xl/worksheets/sheet1.xml']).toContain('<oddFooter>&amp;L仅供本人</oddFooter>');
    expect(parts['_rels/.rels']).toContain('docProps/core.xml');
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

/** The cells of a reader that ends a cell there and takes quotes off at a cell's two ends only, as careless ones do. */
const shownBy = (ends: RegExp, file: Uint8Array): string[] =>
  new TextDecoder()
    .decode(file)
    .split(/\r\n|\n|\r/)
    .flatMap((line) => (ends.source === ',' ? cellsAsShown(new TextEncoder().encode(line)) : line.split(ends)))
    .map((shown) => shown.replace(/^\uFEFF/, ''));

/** The parts of a zip, by name; what it takes to look into a file as a spreadsheet would. */
const partsOf = async (file: Buffer): Promise<Record<string, string>> => {
  const { inflateRawSync } = await import('node:zlib');
  const parts: Record<string, string> = {};
  for (let at = file.indexOf('PK\x01\x02'); at !== -1; at = file.indexOf('PK\x01\x02', at + 4)) {
    const [packed, length, extra, comment, offset] = [20, 28, 30, 32, 42].map((field) =>
      field === 20 || field === 42 ? file.readUInt32LE(at + field) : file.readUInt16LE(at + field),
    ) as [number, number, number, number, number];
    const name = file.toString('utf8', at + 46, at + 46 + length);
    const start = offset + 30 + file.readUInt16LE(offset + 26) + file.readUInt16LE(offset + 28);
    const bytes = file.subarray(start, start + packed);
    parts[name] = (file.readUInt16LE(at + 10) === 0 ? bytes : inflateRawSync(bytes)).toString();
    at += 42 + length + extra + comment;
  }
  return parts;
};
