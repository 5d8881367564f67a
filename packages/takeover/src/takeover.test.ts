import { describe, expect, it } from '@jest/globals';
import { readTable } from '@shouwen/tables';
import { readArguments, UsageError } from './arguments.ts';
import { batchesOf } from './batches.ts';
import { findColumns } from './columns.ts';
import type { Graph } from './graph.ts';
import { type ClientsToImport, importClients } from './importClients.ts';
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
      namesakes: false,
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

describe('a list of clients is handed over, looked through and taken over (CR-1.07)', () => {
  const counts = {
    total: 2,
    checked: 2,
    done: 0,
    new: 1,
    possible: 0,
    opened: 0,
    known: 0,
    twice: 0,
    refused: 1,
    leftOut: 0,
  };
  const refused = { row: 3, field: 'phone', code: 'PHONE_INVALID', message: { zh: '电话无效。', en: 'No phone.' } };
  /** A house that answers as ours does, and remembers what it was asked. */
  const house = () => {
    const asked: { name: string; input: Record<string, unknown> }[] = [];
    const states = ['CHECKING', 'CHECKED', 'RUNNING', 'DONE'];
    const graph = (async (query: string, variables: Record<string, unknown>) => {
      if (query.includes('importColumns'))
        return {
          columns: (variables.titles as string[]).map((title, place) => ({
            title,
            field: ['name', 'phone', null][place] ?? null,
          })),
        };
      if (query.includes('rows(first')) {
        const rows = { edges: [{ node: refused }], pageInfo: { hasNextPage: false, endCursor: null } };
        return { one: { rows } };
      }
      if (query.startsWith('query')) {
        const state = states.shift() ?? 'DONE';
        return { one: { id: 'i', state, progress: state === 'DONE' ? { ...counts, done: 2, opened: 1 } : counts } };
      }
      const name = /{ (\w+)\(input/.exec(query)?.[1] ?? '';
      asked.push({ name, input: variables.input as Record<string, unknown> });
      return { [name]: { __typename: 'Done', rows: 2, import: { id: 'i', state: 'RECEIVING', progress: counts } } };
    }) as unknown as Graph;
    return { graph, asked };
  };
  const run = async (change: Partial<ClientsToImport> = {}) => {
    const { graph, asked } = house();
    const table = await readTable(new TextEncoder().encode('姓名,电话,备注\n许丽,13800000001,x\n王伟,1,y\n'));
    const all = { graph, siteId: 's', table, fileKind: 'CSV', key: 'k', dryRun: false, namesakes: false } as const;
    const outcome = await importClients({ ...all, progress: () => undefined, pause: async () => undefined, ...change });
    return { outcome, asked };
  };

  it('by their columns, with their numbers in the file; what is refused is told', async () => {
    const { outcome, asked } = await run();
    expect(asked.map(({ name }) => name)).toEqual([
      'beginClientImport',
      'addClientImportRows',
      'checkClientImport',
      'confirmClientImport',
    ]);
    expect(asked[0]?.input.columns).toEqual(['name', 'phone', null]);
    expect(asked[1]?.input.rows).toEqual([
      { row: 2, cells: ['许丽', '13800000001', 'x'] },
      { row: 3, cells: ['王伟', '1', 'y'] },
    ]);
    expect(outcome).toMatchObject({ kind: 'clients-imported', counts: { opened: 1, refused: 1 }, reasons: [refused] });
    expect(sentencesOf(outcome).join()).toMatch(/第3行 row 3, phone: 电话无效。/);
  });

  it('a dry run ends with the preview, and is called off', async () => {
    const { outcome, asked } = await run({ dryRun: true });
    expect(asked.at(-1)?.name).toBe('cancelClientImport');
    // Else the real one after it would be answered as the one that was called off.
    expect(asked[0]?.input.idempotencyKey).not.toBe((await run()).asked[0]?.input.idempotencyKey);
    expect(outcome).toMatchObject({ kind: 'clients-checked', counts: { new: 1, refused: 1 } });
  });

  it('a list without phones is none', async () => {
    const table = await readTable(new TextEncoder().encode('姓名\n许丽\n'));
    await expect(run({ table })).rejects.toThrow(RegisterUnreadable);
  });
});
