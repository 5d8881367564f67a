import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Permission, Viewer } from '@shouwen/access';
import { at, openRequestDesk, otherSite, people, type RequestDesk, site } from '../requests/requestFixture.ts';

const as = <One extends { grants: object }>(one: One, ...may: Permission[]) => ({ ...one, grants: { '*': may } });
const clerk = people.clerk;
const colleague = people.financeManager;
const advisor = as(people.advisor, 'recordsStatistics.read', 'recordsStatistics.check');
const general = as(people.general, 'request.direct', 'recordsStatistics.read', 'recordsStatistics.check');
const april = new Date('2026-04-01T08:00:00+08:00');

type Figure = { readonly group: string; readonly key: string; readonly value: number | null };
type Report = {
  readonly id: string;
  readonly state: string;
  readonly periodFrom: string;
  readonly figures: readonly Figure[];
  readonly versions: readonly { readonly version: number; readonly figures: readonly Figure[] }[];
  readonly corrections: readonly Record<string, unknown>[] | null;
};
const fields = `id state periodFrom periodThrough department figures { group key value } versions { version figures { group key value } }
  corrections { id fromValue toValue verdict filedAt decidedBy { id } } explanation { outcome applied { id } }`;

let desk: RequestDesk;
let keys = 0;
let requestId: string;

const act = async (by: Viewer, when: Date, name: string, input: Record<string, unknown>) => {
  keys += 1;
  const done =
    name === 'draftStatistics'
      ? '... on AccessRequestDone { request { id plan statisticsRhythm } }'
      : `... on StatisticsDone { report { ${fields} } }`;
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const mutation = `mutation ($input: ${type}!) { ${name}(input: $input) { __typename ${done} ... on Refusal { code rule { id } } } }`;
  const { data, errors } = await desk.send(by, when, mutation, {
    input: { idempotencyKey: `statistics-${keys}`, ...input },
  });
  return (errors.length > 0 ? { error: errors[0]?.extensions?.code } : data?.[name]) as {
    readonly code?: string;
    readonly error?: string;
    readonly report?: Report;
    readonly request?: { readonly id: string; readonly statisticsRhythm: string };
  };
};
const list = async (by: Viewer, when = april, siteId = site) => {
  const query = `query ($siteId: ID!) { statisticsReports(siteId: $siteId) { edges { node { ${fields} } } } }`;
  const answer = await desk.ask<{ statisticsReports: { edges: { node: Report }[] } }>(by, when, query, { siteId });
  return answer.statisticsReports.edges.map(({ node }) => node);
};
const see = async (by: Viewer, id: string) => {
  const query = `query ($id: ID!) { statisticsReport(id: $id) { ${fields} } }`;
  return (await desk.ask<{ statisticsReport: Report | null }>(by, april, query, { id })).statisticsReport;
};
const figureOf = (figures: readonly Figure[] = [], group: string, key: string) =>
  figures.find((one) => one.group === group && one.key === key)?.value;

beforeAll(async () => {
  desk = await openRequestDesk();
  for (let one = 0; one < 7; one++) await desk.client();
  await desk.service.world.db.transaction((tx) =>
    tx.query(`UPDATE client SET district = '岳麓区' WHERE id IN (SELECT id FROM client ORDER BY id LIMIT 2)`),
  );
  const form = {
    siteId: site,
    rhythm: 'MONTHLY',
    purpose: '月度经营分析',
    reason: '财务部编制月报',
    untilOn: '2026-12-31',
  };
  const drafted = await act(clerk, at('03'), 'draftStatistics', form);
  requestId = drafted.request?.id ?? '';
  await desk.act(clerk, at('03'), 'submitRequest', { requestId });
});
afterAll(() => desk.service.stop());

describe('CR-4.09 a report for another department: approved by client service and the general manager, in its rhythm, checked before issue', () => {
  it('is approved by the client-service manager, then the general manager', async () => {
    expect((await desk.decide(people.general, at('03'), requestId)).code).toBe('NOT_APPROVER');
    expect(await desk.decide(people.serviceManager, at('03'), requestId)).toMatchObject({ nextStep: 'DIRECT' });
    expect(await desk.decide(people.serviceManager, at('03'), requestId)).toMatchObject({ code: 'NOT_APPROVER' });
    await desk.service.doDue(at('03'));
    expect(await list(advisor)).toEqual([]);
    expect(await desk.decide(people.general, at('03'), requestId)).toMatchObject({ state: 'ACTIVE' });
  });

  it('is prepared for the month that was over, and after each further one; never twice', async () => {
    await desk.service.doDue(at('03', '11:00'));
    await desk.service.doDue(at('31', '23:59'));
    expect((await list(advisor)).map(({ periodFrom }) => periodFrom)).toEqual(['2026-02-01']);
    await Promise.all([desk.service.doDue(april), desk.service.doDue(april)]);
    const reports = await list(advisor);
    expect(reports.map(({ periodFrom, state }) => [periodFrom, state])).toEqual([
      ['2026-03-01', 'PREPARED'],
      ['2026-02-01', 'PREPARED'],
    ]);
  });

  it('counts the clients of the site, and hides what would tell of a few', async () => {
    const [march] = await list(advisor);
    expect(figureOf(march?.figures, 'TOTAL', 'clients')).toBe(7);
    expect(figureOf(march?.figures, 'MOVEMENT', 'new')).toBe(7);
    expect(figureOf(march?.figures, 'MOVEMENT', 'lost')).toBe(0);
    expect(figureOf(march?.figures, 'SOURCE', 'desk')).toBe(7);
    expect(march?.figures.filter(({ group }) => group === 'DISTRICT').map(({ value }) => value)).toEqual([null, null]);
  });

  it('nobody sees it before it is checked, and whoever asked for it does not check it', async () => {
    const [march] = await list(advisor);
    const reportId = march?.id ?? '';
    expect(await list(clerk)).toEqual([]);
    expect(await see(clerk, reportId)).toBeNull();
    const own = as(clerk, 'recordsStatistics.read', 'recordsStatistics.check');
    expect((await act(own, april, 'checkStatistics', { reportId, verdict: 'APPROVED' })).code).toBe('OWN_REPORT');
    expect(
      (
        await act(as(people.wang, 'recordsStatistics.read'), april, 'checkStatistics', {
          reportId,
          verdict: 'APPROVED',
        })
      ).error,
    ).toBe('NOT_FOUND');
    const answer = await act(advisor, april, 'checkStatistics', { reportId, verdict: 'APPROVED' });
    expect(answer.report).toMatchObject({
      state: 'ISSUED',
      versions: [{ version: 1 }],
      explanation: { applied: [{ id: 'CR-4.09' }] },
    });
  });

  it('one that is sent back is prepared anew', async () => {
    const february = (await list(advisor)).find(({ periodFrom }) => periodFrom === '2026-02-01');
    await act(advisor, april, 'checkStatistics', { reportId: february?.id, verdict: 'REFUSED', reason: '口径不对' });
    await desk.service.doDue(april);
    const states = (await list(advisor))
      .filter(({ periodFrom }) => periodFrom === '2026-02-01')
      .map(({ state }) => state);
    expect(states.sort()).toEqual(['PREPARED', 'REJECTED']);
  });

  it('is read by the department that asked, and by client service; by nobody else', async () => {
    const id = (await list(clerk))[0]?.id ?? '';
    expect((await list(clerk)).map(({ state }) => state)).toEqual(['ISSUED']);
    expect((await see(colleague, id))?.corrections).toBeNull();
    expect(await see(people.li, id)).toBeNull();
    expect(await list(people.li)).toEqual([]);
    expect(await list(advisor, april, otherSite)).toEqual([]);
    const [traced] = await desk.rows(
      `SELECT count(*)::int AS n FROM audit_entry WHERE action = 'statistics.read' AND decision = 'refused'`,
    );
    expect(traced?.n).toBeGreaterThanOrEqual(2);
  });
});

describe('CR-4.09 correcting one figure of an issued report: general manager, filed with client service, the old value kept', () => {
  const wanted = { group: 'TOTAL', key: 'clients', value: 9, reason: '漏计两位客户' };
  let reportId: string;
  const corrections = async () => (await see(advisor, reportId))?.corrections ?? [];

  it('is proposed by client service, not by the department that reads it', async () => {
    reportId = (await list(clerk))[0]?.id ?? '';
    expect((await act(clerk, april, 'correctStatistics', { reportId, ...wanted })).error).toBe('FORBIDDEN');
    expect((await act(advisor, april, 'correctStatistics', { reportId, ...wanted })).report?.corrections).toMatchObject(
      [{ fromValue: 7, toValue: 9, verdict: null }],
    );
    expect((await act(advisor, april, 'correctStatistics', { reportId, ...wanted, value: 8 })).code).toBe(
      'CORRECTION_OPEN',
    );
    expect(figureOf((await see(clerk, reportId))?.figures, 'TOTAL', 'clients')).toBe(7);
  });

  it('is approved by the general manager, and the version before stays as it was', async () => {
    const correctionId = (await corrections())[0]?.id;
    const approve = { correctionId, verdict: 'APPROVED' };
    expect((await act(advisor, april, 'decideStatisticsCorrection', approve)).error).toBe('FORBIDDEN');
    const answer = await act(general, april, 'decideStatisticsCorrection', approve);
    expect(
      answer.report?.versions.map(({ version, figures }) => [version, figureOf(figures, 'TOTAL', 'clients')]),
    ).toEqual([
      [2, 9],
      [1, 7],
    ]);
    expect(await corrections()).toMatchObject([
      { fromValue: 7, toValue: 9, verdict: 'APPROVED', filedAt: expect.any(String) },
    ]);
    expect((await act(general, april, 'decideStatisticsCorrection', approve)).code).toBe('REPORT_STATE');
    expect(figureOf((await see(clerk, reportId))?.figures, 'TOTAL', 'clients')).toBe(9);
  });

  it('nobody approves the own one', async () => {
    await act(general, april, 'correctStatistics', { reportId, ...wanted, value: 12 });
    const own = (await corrections()).at(-1)?.id;
    expect(
      (await act(general, april, 'decideStatisticsCorrection', { correctionId: own, verdict: 'APPROVED' })).code,
    ).toBe('OWN_CORRECTION');
  });

  it('what was issued can be changed by nobody, not even in the database', async () => {
    const change = desk.service.world.db.transaction((tx) => tx.query(`UPDATE statistics_version SET figures = '[]'`));
    await expect(change).rejects.toThrow(/permission denied|append/);
  });
});
