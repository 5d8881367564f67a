import { describe, expect, it } from '@jest/globals';
import writeExcelFile from 'write-excel-file/node';
import { readTable } from './readTable.ts';
import { TableUnreadable } from './tableUnreadable.ts';

const bytes = (content: string): Uint8Array => new TextEncoder().encode(content);
const cellsOf = async (file: Uint8Array): Promise<(readonly string[])[]> => {
  const { heading, rows } = await readTable(file);
  return [heading.cells, ...rows.map(({ cells }) => cells)];
};
/** “日期,姓名” and “2026-3-5,许丽” in GBK. */
const inGbk = Uint8Array.from([
  0xc8, 0xd5, 0xc6, 0xda, 0x2c, 0xd0, 0xd5, 0xc3, 0xfb, 0x0d, 0x0a, 0x32, 0x30, 0x32, 0x36, 0x2d, 0x33, 0x2d, 0x35,
  0x2c, 0xd0, 0xed, 0xc0, 0xf6, 0x0d, 0x0a,
]);

describe('a table is read as it is met in practice', () => {
  const expected = [
    ['日期', '姓名'],
    ['2026-3-5', '许丽'],
  ];

  it.each([
    ['UTF-8', bytes('日期,姓名\r\n2026-3-5,许丽\r\n')],
    ['UTF-8 with its mark', bytes('\uFEFF日期,姓名\n2026-3-5,许丽')],
    ['GBK, as Excel saves it', inGbk],
    ['tabs', bytes('日期\t姓名\n2026-3-5\t许丽\n')],
    ['semicolons', bytes('日期;姓名\n2026-3-5;许丽\n')],
    ['line ends of an old Mac', bytes('日期,姓名\r2026-3-5,许丽\r')],
    [
      'UTF-16, Excel’s “Unicode text”',
      Uint8Array.from(Buffer.from('\uFEFF日期\t姓名\r\n2026-3-5\t许丽\r\n', 'utf16le')),
    ],
    ['blanks around', bytes('日期 , 姓名\n 2026-3-5,"许丽 "\n')],
  ])('%s', async (_, file) => {
    expect(await cellsOf(file)).toEqual(expected);
  });

  it('counts rows as the spreadsheet does, and leaves out empty ones', async () => {
    const { heading, rows } = await readTable(bytes('\n日期,姓名\n,\n2026-3-5,许丽\n\n2026-3-6,"李\n伟"\n'));
    expect(heading.number).toBe(2);
    expect(rows.map(({ number }) => number)).toEqual([4, 6]);
    expect(rows[1]?.cells[1]).toBe('李\n伟');
  });

  it('reads numbers, dates and times of a spreadsheet as they are shown', async () => {
    const file = await writeExcelFile([
      [{ value: '日期' }, { value: '时间' }, { value: '电话' }, { value: '预算' }],
      [
        { value: new Date(Date.UTC(2026, 2, 5)), type: Date, format: 'yyyy/m/d' },
        { value: new Date(Date.UTC(2026, 2, 5, 9, 30)), type: Date, format: 'yyyy/m/d h:mm' },
        { value: 13805521753, type: Number },
        { value: 120.5, type: Number },
      ],
      [],
      [{ value: ' 2026年3月6日 ' }, null, { value: '１３８０５５２１７５３' }, null],
    ]).toBuffer();
    const { rows } = await readTable(new Uint8Array(file));
    expect(rows).toEqual([
      { number: 2, cells: ['2026-03-05', '2026-03-05 09:30', '13805521753', '120.5'] },
      { number: 4, cells: ['2026年3月6日', '', '１３８０５５２１７５３', ''] },
    ]);
  });
});

describe('what is no table says so in both languages', () => {
  it.each([
    ['nothing', new Uint8Array()],
    ['blank lines', bytes('\n\n , \n')],
    ['a quote that never ends', bytes('日期,姓名\n2026-3-5,"许丽\n')],
    ['bytes of no encoding', Uint8Array.from([0x41, 0x2c, 0xff, 0xff, 0x0a])],
    ['an old XLS', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0])],
    ['a zip that is no spreadsheet', Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0, 0, 0])],
    ['more than 20 MB', new Uint8Array(20 * 1024 * 1024 + 1)],
  ])('%s', async (_, file) => {
    const error = await readTable(file).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(TableUnreadable);
    expect((error as TableUnreadable).text).toEqual({
      zh: expect.stringMatching(/\p{Script=Han}/u),
      en: expect.any(String),
    });
  });
});
