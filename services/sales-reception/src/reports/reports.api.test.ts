import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { instantOf } from '@shouwen/kernel';
import { readTable } from '@shouwen/tables';
import { staffViewer } from '@shouwen/testing';
import { addUnits, deposit } from '../deals/dealDeskFixture.ts';
import { openRegisterDesk, type RegisterDesk } from '../registers/registerFixture.ts';

const figures = `figures { from through visits countedVisits registeredVisits calls registeredCalls followUps reachedFollowUps
  deals dealAmount { fen } cancellations byConsultant { consultant { id } visits calls followUps deals dealAmount { fen } }
  byClass { class visits calls } bySource { source visits calls } }`;
const daily = `query ($siteId: ID!, $date: Date) { dailyFigures(siteId: $siteId, date: $date) { date ${figures} } }`;
const weekly = `query ($siteId: ID!, $date: Date!) { weeklyReport(siteId: $siteId, date: $date) { madeAt ${figures} } }`;
const files = `query ($siteId: ID!, $date: Date!, $format: ReportFormat!, $names: [StaffName!]) {
  weeklyReport(siteId: $siteId, date: $date) { file(format: $format, names: $names) { name mediaType contentBase64 } }
  dailyFigures(siteId: $siteId, date: $date) { file(format: $format, names: $names) { name mediaType contentBase64 } } }`;
const reports = `query ($siteId: ID!, $first: Int, $after: String) { weeklyReports(siteId: $siteId, first: $first, after: $after) {
  edges { node { from through } } pageInfo { hasNextPage endCursor } } }`;

type Figures = Readonly<Record<string, unknown>>;
type File = { readonly name: string; readonly mediaType: string; readonly contentBase64: string };

describe('SR-8.03 visits, calls and deals of a site', () => {
  let desk: RegisterDesk;
  beforeAll(async () => {
    desk = await openRegisterDesk('triple-confirmation');
  });
  afterAll(() => desk.service.stop());

  const as = (when: string) => {
    const [day = '', clock = '20:00'] = when.split(' ');
    const reader = staffViewer(desk.service.world.newId(), { [desk.siteId]: ['report.read'] });
    return desk.service.as(reader, instantOf(day, clock));
  };
  const ofDay = async (when: string, date?: string): Promise<Figures> =>
    (await as(when).ask<{ dailyFigures: { figures: Figures } }>(daily, { siteId: desk.siteId, date })).dailyFigures
      .figures;
  const ofWeek = async (when: string, date: string): Promise<{ figures: Figures; madeAt: string } | null> =>
    (
      await as(when).ask<{ weeklyReport: { figures: Figures; madeAt: string } | null }>(weekly, {
        siteId: desk.siteId,
        date,
      })
    ).weeklyReport;
  const due = (time: string) => desk.service.doDue(new Date(`${time}+08:00`), desk.siteId);
  /** Sells a unit to the client on that day. */
  const sell = async (clientId: string, day: string): Promise<void> => {
    const seller = staffViewer(desk.service.world.newId(), {
      [desk.siteId]: ['unit.read', 'unit.manage', 'deal.record', 'deal.read'],
    });
    const sold = desk.service.as(seller, instantOf(day, '15:00'));
    const described = { building: '1', floor: 3, layout: '三房', area: 112.5, orientation: '南', number: '0301' };
    const units = [{ ...described, listPrice: 100_000_001 }];
    const added = await sold.ask<{ addUnits: { units: { id: string }[] } }>(addUnits, {
      input: { idempotencyKey: desk.key(), siteId: desk.siteId, units },
    });
    const input = { idempotencyKey: desk.key(), unitId: added.addUnits.units[0]?.id, clientId, price: 100_000_001 };
    const answer = await sold.ask<{ recordDeposit: { __typename: string } }>(deposit, { input });
    expect(answer.recordDeposit.__typename).toBe('DealRecorded');
  };

  it('the evening’s figures of a day, with their analysis by consultant, class and source', async () => {
    const day = '2026-06-03';
    await desk.openDay(day, 'li', 'zhao');
    const [wang, xu] = [await desk.newClient(), await desk.newClient()];
    for (const [client, time] of [
      [wang, '09:30'],
      [xu, '10:30'],
    ] as const) {
      const visit = await desk.receive(`${day} ${time}`, client);
      await desk.register(`${day} ${time}`, visit, {
        class: client === wang ? 'A' : 'B',
        channel: client === wang ? '路过' : '=HYPERLINK("x")',
      });
      await desk.mutate(visit.consultantId === desk.li ? 'li' : 'zhao', `${day} 11:00`, 'endReception', {
        visitId: visit.visitId,
      });
    }
    await desk.followUp(`${day} 15:00`, wang, 'li');
    await desk.followUp(`${day} 16:00`, wang, 'li', false);
    const call = { siteId: desk.siteId, clientId: await desk.newClient(), answeredBy: desk.zhao };
    await desk.mutate('zhao', `${day} 17:00`, 'answerCall', call);
    await sell(wang, day);
    expect(await ofDay(day)).toMatchObject({
      from: day,
      through: day,
      visits: 2,
      countedVisits: 2,
      registeredVisits: 2,
      calls: 1,
      registeredCalls: 0,
      followUps: 2,
      reachedFollowUps: 1,
      deals: 1,
      dealAmount: { fen: 100_000_001 },
      cancellations: 0,
      byClass: [
        { class: 'A', visits: 1, calls: 0 },
        { class: 'B', visits: 1, calls: 0 },
      ],
    });
    const { byConsultant } = (await ofDay(day)) as { byConsultant: { consultant: { id: string } }[] };
    expect(byConsultant.find(({ consultant }) => consultant.id === desk.li)).toMatchObject({
      visits: 1,
      calls: 0,
      followUps: 2,
      deals: 1,
      dealAmount: { fen: 100_000_001 },
    });
    expect(byConsultant.find(({ consultant }) => consultant.id === desk.zhao)).toMatchObject({
      visits: 1,
      calls: 1,
      followUps: 0,
    });
    expect(await ofDay('2026-06-04 20:00', '2026-06-02')).toMatchObject({ visits: 0, byConsultant: [] });
  });

  it('every Monday the past week is written down once, however many replicas look', async () => {
    await due('2026-06-07T23:59:59');
    expect(await ofWeek('2026-06-07 23:59', '2026-06-03')).toBeNull();
    await Promise.all([due('2026-06-08T00:00:00'), due('2026-06-08T00:00:00')]);
    const report = await ofWeek('2026-06-08 09:00', '2026-06-07');
    expect(report).toMatchObject({
      madeAt: '2026-06-07T16:00:00.000Z',
      figures: { from: '2026-06-01', through: '2026-06-07', visits: 2, calls: 1 },
    });
    // What is written down later does not change the report.
    await desk.visit('2026-06-05 08:30', await desk.newClient(), { onSite: [desk.li] });
    await due('2026-06-09T00:00:00');
    expect(await ofWeek('2026-06-09', '2026-06-01')).toEqual(report);
    expect(await ofDay('2026-06-09', '2026-06-05')).toMatchObject({ visits: 1 });
  });

  it('weeks begin on Monday across the end of a month and of a year', async () => {
    await due('2027-01-04T00:00:00');
    const page = async (after: string | null) =>
      (
        await as('2027-01-04').ask<{ weeklyReports: { edges: { node: unknown }[]; pageInfo: { endCursor: string } } }>(
          reports,
          {
            siteId: desk.siteId,
            first: 2,
            after,
          },
        )
      ).weeklyReports;
    const first = await page(null);
    expect(first.edges.map(({ node }) => node)).toEqual([
      { from: '2026-12-28', through: '2027-01-03' },
      { from: '2026-12-21', through: '2026-12-27' },
    ]);
    expect((await page(first.pageInfo.endCursor)).edges[0]?.node).toEqual({
      from: '2026-12-14',
      through: '2026-12-20',
    });
  });

  it.each(['CSV', 'XLSX'] as const)(
    'as a file: %s, with the names that the asker knows, and no formula in it',
    async (format) => {
      const names = [{ id: desk.li, name: '李伟' }];
      const asked = { siteId: desk.siteId, date: '2026-06-03', format, names };
      const answer = await as('2026-06-09').ask<{ weeklyReport: { file: File }; dailyFigures: { file: File } }>(
        files,
        asked,
      );
      const { file } = answer.weeklyReport;
      expect(file.name).toBe(`销售周报 Weekly report_2026-06-01_2026-06-07.${format.toLowerCase()}`);
      expect(file.mediaType).toMatch(format === 'CSV' ? /^text\/csv/ : /spreadsheetml/);
      for (const { contentBase64 } of [file, answer.dailyFigures.file]) {
        const bytes = new Uint8Array(Buffer.from(contentBase64, 'base64'));
        const { heading, rows } = await readTable(bytes);
        expect(heading.cells.slice(0, 3)).toEqual(['类别 Group', '项目 Item', '来访 Visits']);
        expect(rows[0]?.cells.slice(0, 4)).toEqual(['合计 Total', expect.stringContaining('2026-06-0'), '2', '2']);
        expect(rows.map(({ cells }) => cells[1])).toEqual(
          expect.arrayContaining(['李伟', desk.zhao, 'A', 'B', '=HYPERLINK("x")']),
        );
        if (format === 'CSV') expect(new TextDecoder().decode(bytes)).toContain(`"'=HYPERLINK(""x"")"`);
      }
    },
  );

  it('is for whoever reads reports; a day that has not begun and a cursor that no page gave are refused', async () => {
    const forbidden = await desk.as('li', '2026-06-09').send(daily, { siteId: desk.siteId });
    expect(forbidden.errors[0]?.extensions?.code).toBe('FORBIDDEN');
    const ahead = await as('2026-06-09').send(daily, { siteId: desk.siteId, date: '2026-06-10' });
    expect(ahead.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'date' });
    const after = Buffer.from('["2026-02-30"]').toString('base64url');
    const forged = await as('2026-06-09').send(reports, { siteId: desk.siteId, after });
    expect(forged.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
  });
});
