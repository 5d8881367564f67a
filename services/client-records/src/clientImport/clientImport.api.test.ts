import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readTable } from '@shouwen/tables';
import { type TestService, testService } from '@shouwen/testing';
import { clientRecords } from '../service.ts';
import {
  columns,
  consultant,
  importDesk,
  manager,
  now,
  otherManager,
  otherSite,
  register,
  site,
} from './importFixture.ts';

const later = new Date('2026-03-08T10:00:01+08:00');
let service: TestService;
let desk: ReturnType<typeof importDesk>;
let identify: typeof desk.identify;
let batch: typeof desk.batch;
let finish: typeof desk.finish;

beforeAll(async () => {
  service = await testService(clientRecords);
  desk = importDesk(service);
  ({ identify, batch, finish } = desk);
});
afterAll(() => service.stop());

describe('CR-1.07 clients are imported from the registers that offices keep in spreadsheets, with a report line for each refused row', () => {
  const rows = [
    { row: 2, cells: ['许丽', '138 0000 0001', '来访', '200-300', '', '', '', '医生'] },
    { row: 3, cells: ['王伟', '13800000002', '', '', '', '', '', ''] },
    { row: 4, cells: ['许莉', '１３８０００００００１', '', '', '', '', '', ''] },
    { row: 5, cells: ['赵敏', '12345', '', '', '', '', '', ''] },
    { row: 6, cells: ['', '13800000006', '', '', '', '', '', ''] },
    { row: 7, cells: ['钱进', '13800000007', '贵宾', '', '', '', '', ''] },
    { row: 8, cells: ['孙立', '13800000008', '', '很多', '', '', '', ''] },
    { row: 9, cells: ['李强', '13800000009', '', '', '', '', '', ''] },
    { row: 10, cells: ['周全', '13800000010', '律师', '', '', '11010519491231002X', '13800000011', ''] },
    { row: 11, cells: ['吴双', '13800000012', '', '', '', '11010519491231002X', '', ''] },
    { row: 12, cells: ['郑和', '13800000013', '', '', '', '', '13800000002', ''] },
    { row: 13, cells: ['冯军', '13800000014', '', '', '', '', '', ''] },
  ];
  let id: string;

  beforeAll(async () => {
    await identify('王小伟', '13800000002');
    await identify('李强', '13800009999');
    await identify('冯将军', '13800000014', otherSite);
    id = await desk.begun(rows);
    await desk.act(manager, 'checkClientImport', { importId: id });
    await finish();
  });

  it('the preview says what each row would do, and why one is refused, in both languages', async () => {
    const shown = await desk.see(manager, id);
    const verdicts = shown?.rows.edges.map(({ node }) => [node.row, node.verdict, node.field]);
    expect(shown?.state).toBe('CHECKED');
    expect(verdicts).toEqual([
      [2, 'NEW', null],
      [3, 'KNOWN', null],
      [4, 'TWICE', null],
      [5, 'REFUSED', 'phone'],
      [6, 'REFUSED', 'name'],
      [7, 'REFUSED', 'class'],
      [8, 'REFUSED', 'budgetWan'],
      [9, 'POSSIBLE', null],
      [10, 'NEW', null],
      [11, 'REFUSED', 'identityNumber'],
      [12, 'REFUSED', 'phone2'],
      // Only another site knows this one: nothing tells so (CR-2.01).
      [13, 'NEW', null],
    ]);
    const refused = shown?.rows.edges.find(({ node }) => node.row === 5)?.node;
    expect(refused).toMatchObject({
      code: 'PHONE_INVALID',
      message: { zh: expect.stringMatching(/电话/), en: expect.stringMatching(/phone/) },
    });
    expect(shown?.progress).toMatchObject({ total: 12, checked: 12, done: 0, new: 3, possible: 1 });
    expect(shown?.progress).toMatchObject({ known: 1, twice: 1, refused: 6 });
    expect(shown?.rows.edges.at(-1)?.node.client).toBeNull();
  });

  it('nothing is opened before the word to go; then clients, dossiers and events come at once, each row traced', async () => {
    const before = await desk.rows<{ n: number }>('SELECT count(*)::int AS n FROM client');
    await desk.act(manager, 'confirmClientImport', { importId: id, openPossibleDuplicates: false });
    await finish();
    const shown = await desk.see(manager, id);
    expect(shown?.state).toBe('DONE');
    expect(shown?.progress).toMatchObject({ total: 12, done: 12, opened: 3 });
    expect(shown?.progress).toMatchObject({ known: 1, twice: 1, refused: 6, leftOut: 1 });
    const [after] = await desk.rows<{ n: number }>('SELECT count(*)::int AS n FROM client');
    expect(after?.n).toBe((before[0]?.n ?? 0) + 2);
    const opened = shown?.rows.edges
      .filter(({ node }) => node.outcome === 'OPENED')
      .map(({ node }) => node.client?.name);
    expect(opened).toEqual(['许丽', '周全', '冯将军']);
    const lines = await desk.rows(`SELECT detail FROM audit_entry WHERE action = 'client.import' ORDER BY seq`);
    expect(lines.map(({ detail }) => detail)).toEqual(['opened', 'known', 'opened', 'opened']);
    const events = await desk.rows(
      `SELECT data FROM outbox WHERE type LIKE '%client.opened%' AND data->>'siteId' = $1`,
      [site],
    );
    expect(events.length).toBe(2 + 2);
  });

  it('the record has what the row said, sealed, and is found by its phone', async () => {
    const query = `query ($phone: String!) { clientByPhone(phone: $phone) { name wishes { budgetMost { yuan } } contacts { kind value { masked } } } }`;
    const { clientByPhone } = await service
      .as(manager, now)
      .ask<{ clientByPhone: Record<string, unknown> }>(query, { phone: '13800000001' });
    expect(clientByPhone).toMatchObject({
      ...{ name: '许丽', wishes: { budgetMost: { yuan: '3000000.00' } } },
      contacts: [{ kind: 'PHONE', value: { masked: '138****0001' } }],
    });
    const [values] = await desk.rows(`SELECT count(*)::int AS n FROM dossier_value WHERE key = 'position'`);
    expect(values?.n).toBe(1);
    const classes = await desk.rows(`SELECT class, specialty FROM client_class WHERE basis = 'set' ORDER BY class`);
    expect(classes).toEqual([
      { class: 'special', specialty: 'lawyer' },
      { class: 'visitor', specialty: null },
    ]);
  });

  it('the report has a line for each row that was not taken, without a cell of it, and is traced', async () => {
    const query = `query ($id: ID!) { clientImport(id: $id) { report(format: CSV) { name mediaType contentBase64 } } }`;
    const { clientImport } = await service
      .as(manager, now)
      .ask<{ clientImport: { report: { contentBase64: string } } }>(query, { id });
    const bytes = Buffer.from(clientImport.report.contentBase64, 'base64');
    const table = await readTable(new Uint8Array(bytes));
    expect(table.rows.map(({ cells }) => [cells[0], cells[2]])).toEqual([
      ['4', 'TWICE'],
      ['5', 'PHONE_INVALID'],
      ['6', 'NAME_INVALID'],
      ['7', 'WORD_UNKNOWN'],
      ['8', 'BUDGET_INVALID'],
      ['9', 'LEFT-OUT'],
      ['11', 'IDENTITY_NUMBER_KNOWN'],
      ['12', 'CONTACT_ANOTHERS'],
    ]);
    expect(bytes.toString()).not.toMatch(/12345|1380000|赵敏/);
    expect(await desk.rows(`SELECT FROM audit_entry WHERE action = 'client.importReport'`)).toHaveLength(1);
  });

  it('when it is over, neither key nor cells nor phone indexes are left', async () => {
    const [over] = await desk.rows(
      `SELECT i.wrapped_key, count(r.cells_sealed)::int AS cells, count(r.phone_index)::int AS phones
       FROM client_import i JOIN client_import_row r ON r.import_id = i.id WHERE i.id = $1 GROUP BY 1`,
      [id],
    );
    expect(over).toEqual({ wrapped_key: null, cells: 0, phones: 0 });
  });
});

describe('CR-1.07 the columns of a file', () => {
  it('are found by their headings, in Chinese and English, also those of the dossier', async () => {
    const query =
      'query ($siteId: ID!, $titles: [String!]!) { importColumns(siteId: $siteId, titles: $titles) { field } }';
    const titles = ['客户姓名', '手机（必填）', '预算(万元)', 'Position', '手机', '序号'];
    const { importColumns } = await service
      .as(manager, now)
      .ask<{ importColumns: { field: string }[] }>(query, { siteId: site, titles });
    expect(importColumns.map(({ field }) => field)).toEqual([
      'name',
      null,
      'budgetWan',
      'dossier:position',
      'phone',
      null,
    ]);
  });

  it('can be given other meanings before the word to go', async () => {
    const id = await desk.begun([{ row: 2, cells: ['13700009001', '何洁'] }], ['name', 'phone']);
    await desk.act(manager, 'checkClientImport', { importId: id });
    await finish();
    expect((await desk.see(manager, id))?.progress.refused).toBe(1);
    await desk.act(manager, 'mapClientImport', { importId: id, columns: ['phone', 'name'] });
    await desk.act(manager, 'checkClientImport', { importId: id });
    await finish();
    expect((await desk.see(manager, id))?.progress).toMatchObject({ refused: 0, new: 1 });
  });

  it.each([
    ['no phone', ['name']],
    ['the same twice', ['name', 'phone', 'phone']],
    ['a field that is none', ['name', 'phone', 'dossier:nonsense']],
  ])('are refused: %s', async (_, mapped) => {
    const answer = await desk.act(manager, 'beginClientImport', { siteId: site, fileKind: 'CSV', columns: mapped });
    expect(answer.code).toBe('COLUMNS_INVALID');
  });
});

describe('an import that is killed goes on: nothing twice, nothing lost, no plaintext left', () => {
  it('a batch that dies before its end leaves nothing; the next process takes what is left', async () => {
    const id = await desk.begun(register(120));
    await desk.act(manager, 'checkClientImport', { importId: id });
    await finish();
    await desk.act(manager, 'confirmClientImport', { importId: id, openPossibleDuplicates: true });
    await batch();
    const dying = {
      ...service.world,
      db: {
        ...service.world.db,
        transaction: <T>(work: (tx: never) => Promise<T>) =>
          service.world.db.transaction(async (tx) => {
            await work(tx as never);
            throw new Error('killed before the commit');
          }),
      },
    } as unknown as TestService['world'];
    await expect(batch(50, dying)).rejects.toThrow('killed');
    expect((await desk.see(manager, id))?.progress.done).toBe(50);
    // Two replicas at once.
    await Promise.all([batch(), batch(), batch()]);
    await finish();
    expect((await desk.see(manager, id))?.progress).toMatchObject({ done: 120, opened: 120 });
    const [counted] = await desk.rows(
      `SELECT count(*)::int AS n, count(DISTINCT name)::int AS names FROM client WHERE name ~ '^客户[0-9]+$'`,
    );
    expect(counted).toEqual({ n: 120, names: 120 });
    const events = await desk.rows(
      `SELECT DISTINCT aggregate_id FROM outbox o JOIN client c ON c.id::text = o.aggregate_id WHERE c.name ~ '^客户[0-9]+$'`,
    );
    expect(events.length).toBe(120);
  });

  it('staged rows stand sealed, and a dump of the tables has no phone in it', async () => {
    const id = await desk.begun(register(3, 13_711_112_222));
    await batch();
    const dump = JSON.stringify(
      await desk.rows(
        `SELECT r::text AS row, i::text AS import FROM client_import_row r JOIN client_import i ON i.id = r.import_id`,
      ),
    );
    const keys = JSON.stringify(await desk.rows('SELECT i::text FROM idempotency i'));
    const cells = await desk.rows<{ cells: Buffer }>(
      'SELECT cells_sealed AS cells FROM client_import_row WHERE import_id = $1',
      [id],
    );
    expect(cells.length).toBe(3);
    for (const text of [dump, keys, ...cells.map(({ cells: sealed }) => sealed.toString('latin1'))])
      expect(text).not.toMatch(/1371111|客户0|教师/);
  });
});

describe('CR-1.07 who imports, and when', () => {
  it('nobody without the permission at the site; an import of another site is not there', async () => {
    expect((await desk.act(consultant, 'beginClientImport', { siteId: site, fileKind: 'CSV', columns })).error).toBe(
      'FORBIDDEN',
    );
    const id = await desk.begun(register(1, 13_722_223_333));
    expect(await desk.see(otherManager, id)).toBeNull();
    expect((await desk.add(otherManager, id, register(1))).error).toBe('NOT_FOUND');
    expect((await desk.act(otherManager, 'cancelClientImport', { importId: id })).error).toBe('NOT_FOUND');
    const [refused] = await desk.rows(
      `SELECT count(*)::int AS n FROM audit_entry WHERE action = 'client.import' AND decision = 'refused'`,
    );
    expect(refused?.n).toBe(4);
  });

  it('nothing out of its order, nothing without rows, and nothing after it was called off', async () => {
    const id = await desk.begun([]);
    expect((await desk.act(manager, 'checkClientImport', { importId: id })).code).toBe('IMPORT_EMPTY');
    expect((await desk.act(manager, 'confirmClientImport', { importId: id, openPossibleDuplicates: true })).code).toBe(
      'IMPORT_STATE',
    );
    await desk.add(manager, id, register(2, 13_733_334_444));
    expect((await desk.act(manager, 'cancelClientImport', { importId: id })).import?.state).toBe('CANCELLED');
    expect((await desk.add(manager, id, register(1))).code).toBe('IMPORT_STATE');
    const left = await desk.rows(
      'SELECT cells_sealed FROM client_import_row WHERE import_id = $1 AND cells_sealed IS NOT NULL',
      [id],
    );
    expect(left).toEqual([]);
  });

  it('what nobody confirms is called off after three days, and destroyed', async () => {
    const id = await desk.begun(register(1, 13_744_445_555));
    await service.doDue(new Date('2026-03-08T09:59:59+08:00'));
    expect((await desk.see(manager, id))?.state).toBe('RECEIVING');
    await service.doDue(later);
    expect((await desk.see(manager, id))?.state).toBe('CANCELLED');
  });
});
