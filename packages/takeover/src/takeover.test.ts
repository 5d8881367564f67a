import { describe, expect, it } from '@jest/globals';
import { readTable } from '@shouwen/tables';
import { readArguments, UsageError } from './arguments.ts';
import { batchesOf } from './batches.ts';
import { findColumns } from './columns.ts';
import { sentencesOf } from './printOutcome.ts';
import { RegisterUnreadable, readRegister } from './readRegister.ts';

const li = '019b8a00-0002-7000-8000-000000000001';
const zhao = '019b8a00-0002-7000-8000-000000000002';
const idsOf = new Map([
  ['李伟', [li]],
  ['赵强', [zhao, li]],
]);
const read = async (content: string, kind: 'visits' | 'calls' = 'visits') =>
  readRegister(await readTable(new TextEncoder().encode(content)), { kind, idsOf });

describe('a register is read as people keep it', () => {
  const heading = '日期,时间,客户姓名,联系电话*,置业顾问,客户等级,意向户型,预算（万）,来源,同行人,备注';

  it('each row is divided into the line and the person', async () => {
    const { entries, ignored } = await read(
      `${heading}\n２０２６年３月５日,9：30,许丽,138 0552 1753,李伟,ｂ类,三房,120万,路过,妻子,看房\n`,
    );
    expect(ignored).toEqual(['备注']);
    expect(entries).toEqual([
      {
        line: {
          row: 2,
          date: '2026-03-05',
          time: '09:30',
          consultantId: li,
          class: 'B',
          lookingFor: '三房',
          budget: '120万',
          channel: '路过',
          companions: '妻子',
        },
        person: { name: '许丽', phone: '138 0552 1753' },
      },
    ]);
    expect(JSON.stringify(entries[0]?.line)).not.toMatch(/许丽|1753/);
  });

  it('what cannot be read is handed on, for the departments to refuse; a name of two is nobody', async () => {
    const { entries } = await read(
      `${heading}\n5.3.,早上,许丽,x,赵强,,三房,,路过,,\n2026-3-5 14:05,,许丽,x,${zhao},A,三房,,路过,,`,
    );
    expect(entries[0]?.line).toMatchObject({
      date: '5.3.',
      time: '早上',
      class: null,
      budget: null,
      consultantId: expect.stringMatching(/^0{8}-/),
    });
    expect(entries[1]?.line).toMatchObject({ date: '2026-03-05', time: '14:05', consultantId: zhao });
  });

  it('English headings, in any order, whatever their capitals', () => {
    const { places, missing } = findColumns(
      ['Phone', 'NAME', 'Call date', 'Answered by', 'Looking for', 'Source'],
      'calls',
    );
    expect([...places.keys()]).toEqual(['phone', 'name', 'date', 'consultant', 'lookingFor', 'channel']);
    expect(missing).toEqual([]);
    expect(findColumns(['Phone', 'NAME'], 'visits').missing).toEqual([
      'date',
      'consultant',
      'class',
      'lookingFor',
      'channel',
    ]);
  });

  it('a column that is missing, or there twice, stops everything', async () => {
    await expect(read('日期,姓名\n2026-3-5,许丽\n')).rejects.toThrow(RegisterUnreadable);
    await expect(read(`${heading},来访日期\n`)).rejects.toThrow(/日期 \(date\)/);
  });
});

describe('the request is never too large', () => {
  it.each([
    ['by number', Array.from({ length: 1_201 }, (_, number) => number), [500, 500, 201]],
    ['by size', Array.from({ length: 50 }, () => 'x'.repeat(10_000)), [12, 12, 12, 12, 2]],
    ['an item of its own', ['x'.repeat(200_000), 'y'], [1, 1]],
    ['nothing', [], []],
  ])('%s', (_, items: readonly unknown[], sizes) => {
    const batches = batchesOf(items);
    expect(batches.map((batch) => batch.length)).toEqual(sizes);
    expect(batches.flat()).toEqual(items);
  });
});

describe('the command line', () => {
  const words = ['--site', '滨江', '--as', 'zhoumin', '--kind', 'visits', 'register.xlsx'];

  it('is read', () => {
    expect(readArguments([...words, '--dry-run'])).toEqual({
      file: 'register.xlsx',
      site: '滨江',
      as: 'zhoumin',
      kind: 'visits',
      dryRun: true,
      url: null,
    });
  });

  it.each([
    ['no file', words.slice(0, -1)],
    ['two files', [...words, 'another.csv']],
    ['no site', words.slice(2)],
    ['another register', words.map((word) => (word === 'visits' ? 'deals' : word))],
    ['an unknown word', [...words, '--force']],
  ])('refuses %s', (_, wrong) => {
    expect(() => readArguments(wrong)).toThrow(UsageError);
  });

  it('says what came of it, and repeats no cell', () => {
    const message = { zh: '电话无效。', en: 'No phone.' };
    const reasons = [2, 2, 7].map((row) => ({ row, field: 'phone', code: 'PHONE_INVALID', message }));
    expect(sentencesOf({ kind: 'refused', reasons }).at(-1)).toContain('2 rows are refused');
    expect(sentencesOf({ kind: 'checked', rows: 3 })).toHaveLength(1);
    expect(sentencesOf({ kind: 'imported', lines: 3, claims: 2, opened: 1 }).join()).toContain('3 lines');
  });
});
