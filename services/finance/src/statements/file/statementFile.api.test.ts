import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { violationRecordedV1 } from '@shouwen/contracts';
import { readTable } from '@shouwen/tables';
import { draftedIn, openStatementDesk } from '../statementFixture.ts';

const april = '2026-04-03T10:00:00+08:00';
const query = `query ($id: ID!, $format: StatementFormat!, $staffName: String) {
  statement(id: $id) { file(format: $format, staffName: $staffName) { name mediaType contentBase64 } } }`;

type File = { readonly name: string; readonly mediaType: string; readonly contentBase64: string };

describe('FI-1.07 the statement as a file', () => {
  let desk: Awaited<ReturnType<typeof openStatementDesk>>;
  let id: string;
  let dealId: string;
  beforeAll(async () => {
    desk = await openStatementDesk('triple-confirmation');
    dealId = await desk.sell(desk.people.li);
    const violationId = desk.service.world.newId();
    const told = { violationId, siteId: desk.site, staffId: desk.people.li, code: 'V-01', subject: null, dealId: null };
    const act = {
      occurredAt: '2026-03-31T23:30:00+08:00',
      reportedBy: null,
      occurrences: 1,
      grave: false,
      reason: '=1',
    };
    await desk.service.hear(violationRecordedV1, { ...told, ...act, rules: [] }, new Date(april));
    const [fine] = (await desk.service.world.db.read((tx) => tx.query('select id from fine'))) as [{ id: string }];
    const confirmed = { input: { fineId: fine.id }, result: '... on FineChanged { fine { id } }' };
    await desk.act(desk.as('manager', april), 'confirmFine', confirmed);
    id = draftedIn(await desk.draft(april, { month: '2026-03', staffId: desk.people.li }))[0]?.id ?? '';
  });
  afterAll(() => desk.service.stop());

  const fileFor = async (who: 'li' | 'zhao' | 'manager', asked: { format: 'CSV' | 'XLSX'; staffName?: string }) =>
    (await desk.as(who, april).ask<{ statement: { file: File } | null }>(query, { id, ...asked })).statement?.file;
  const read = async (file: File | undefined) => {
    const bytes = new Uint8Array(Buffer.from(file?.contentBase64 ?? '', 'base64'));
    const { heading, rows } = await readTable(bytes);
    return { bytes, heading: heading.cells, rows: rows.map(({ cells }) => cells) };
  };

  it.each([
    ['CSV', ['10000.00', '-20.00', '9980.00'], 'text/csv; charset=utf-8'],
    ['XLSX', ['10000', '-20', '9980'], 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  ] as const)('%s: every line with its amount, its rules and why, and the sum', async (format, amounts, mediaType) => {
    const file = await fileFor('li', { format, staffName: '李伟' });
    expect(file).toMatchObject({ name: `结算单 Statement_2026-03_李伟.${format.toLowerCase()}`, mediaType });
    const { heading, rows } = await read(file);
    expect(heading[3]).toBe('金额（元） Amount (CNY)');
    expect(rows.map(([day, item, deal, , state]) => [day, item, deal, state])).toEqual([
      ['2026-03-02', '佣金 Commission', dealId, '计入 Counted'],
      ['2026-03-31', '处罚 Fine', '', '计入 Counted'],
      ['2026-03', '合计 Total', '', ''],
    ]);
    expect(rows.map((row) => row[3])).toEqual(amounts);
    expect(rows[0]?.[5]).toBe('FI-1.01 FI-1.02 FI-1.03');
    expect(rows[1]?.[5]).toContain('V-01');
    expect(rows[0]?.[6]).toMatch(/10000\.00|10,000\.00/);
    expect(rows[2]?.[6]).toBe('李伟');
  });

  it('shows what was paid and what was carried over, once it is', async () => {
    const staffId = desk.service.world.newId();
    await desk.sell(staffId);
    const [other] = draftedIn(await desk.draft(april, { month: '2026-03', staffId }));
    await desk.settle(other?.id ?? '', april);
    const asked = { id: other?.id, format: 'CSV' };
    const { statement } = await desk.as('manager', april).ask<{ statement: { file: File } }>(query, asked);
    const sums = (await read(statement.file)).rows.slice(-3).map(([, item, , amount]) => [item, amount]);
    expect(sums).toEqual([
      ['合计 Total', '10000.00'],
      ['实付 Paid', '10000.00'],
      ['结转下期 Carried over', '0.00'],
    ]);
  });

  it('nothing in it is a formula, whatever somebody is called', async () => {
    const file = await fileFor('manager', { format: 'CSV', staffName: '=HYPERLINK("x")' });
    const { bytes, rows } = await read(file);
    expect(rows.at(-1)?.[6]).toBe('=HYPERLINK("x")');
    const shown = new TextDecoder().decode(bytes);
    expect(shown).toContain(`"'=HYPERLINK(""x"")"`);
    expect(shown).toContain(",'-20.00,");
    expect(file?.name).toBe('结算单 Statement_2026-03_=HYPERLINK( x ).csv');
  });

  it('is for the person and for whoever keeps the site; for others there is none', async () => {
    expect((await read(await fileFor('manager', { format: 'XLSX' }))).rows.at(-1)?.[6]).toBe(desk.people.li);
    expect(await fileFor('zhao', { format: 'CSV' })).toBeUndefined();
  });
});
