import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { demoConsultantsOf, demoSites, demoStaffNamed } from '@shouwen/demo';
import { nobody, staffViewer, type TestService, testService } from '@shouwen/testing';
import { loadDemoCompany } from '../demo/index.ts';
import { organization } from '../service.ts';

const now = new Date('2026-03-31T18:00:00+08:00');
const site = demoSites.riverside.id;
const [li, zhao] = demoConsultantsOf(site).map(({ id }) => id) as [string, string];

let service: TestService;
let keys = 0;
beforeAll(async () => {
  service = await testService(organization);
  await loadDemoCompany(service.world, { hashPassword: async () => 'no hash at all', clock: () => now });
});
afterAll(() => service.stop());
beforeEach(() =>
  service.world.db.transaction(async (tx) => {
    await tx.query('DELETE FROM attendance_deviation');
    await tx.query(`DELETE FROM outbox WHERE type LIKE 'organization.attendance.%'`);
  }),
);

const secretaryId = demoStaffNamed('唐宇').id;
const secretary = (at = now) => service.as(staffViewer(secretaryId, { [site]: ['attendance.record'] }), at);
const own = (staffId: string) => service.as(staffViewer(staffId, { [site]: ['site.read'] }), now);
const kept =
  'deviation { id staff { id } on kind minutes halfDays grave excusedAt } explanation { outcome applied { id } }';
type Answer = { __typename: string; code?: string; deviation: { id: string } };
const act = async (name: 'recordDeviation' | 'excuseDeviation', input: object, who = secretary()): Promise<Answer> => {
  const type = name === 'recordDeviation' ? 'RecordDeviationInput' : 'ExcuseDeviationInput';
  const done = name === 'recordDeviation' ? 'DeviationRecorded' : 'DeviationExcused';
  const text = `mutation ($input: ${type}!) { answer: ${name}(input: $input) {
    __typename ... on ${done} { ${kept} } ... on Refusal { code message { zh en } rule { id } } } }`;
  return (await who.ask<{ answer: Answer }>(text, { input: { idempotencyKey: `key-${++keys}`, ...input } })).answer;
};
const late = { staffId: li, siteId: site, on: '2026-03-31', kind: 'LATE', minutes: 10 };
const record = (changes: object = {}, who = secretary()) => act('recordDeviation', { ...late, ...changes }, who);
const excuse = (deviationId: string, who = secretary()) =>
  act('excuseDeviation', { deviationId, reason: '地铁停运' }, who);
const told = (type: string): Promise<{ data: object }[]> =>
  service.world.db.read((tx) => tx.query('SELECT data FROM outbox WHERE type = $1 ORDER BY position', [type]));

describe('OR-4.03 late, early, absent give events', () => {
  it.each([
    ['LATE', { minutes: 10 }, { kind: 'late', minutes: 10, halfDays: null }],
    ['LEFT_EARLY', { minutes: 61 }, { kind: 'left-early', minutes: 61, halfDays: null }],
    [
      'ABSENT',
      { minutes: null, halfDays: 2, grave: true },
      { kind: 'absent', minutes: null, halfDays: 2, grave: true },
    ],
  ])('%s', async (kind, changes, data) => {
    expect(await record({ kind, ...changes })).toMatchObject({
      deviation: { staff: { id: li }, on: '2026-03-31', kind },
      explanation: { applied: [{ id: 'OR-4.03' }] },
    });
    expect(await told('organization.attendance.deviated.v1')).toMatchObject([
      { data: { staffId: li, siteId: site, on: '2026-03-31', recordedBy: secretaryId, ...data } },
    ]);
  });

  it('the same request again is one record', async () => {
    const [one, two] = [await record({ idempotencyKey: 'again' }), await record({ idempotencyKey: 'again' })];
    expect(two).toEqual(one);
    expect(await told('organization.attendance.deviated.v1')).toHaveLength(1);
  });

  it.each([
    ['of tomorrow', { on: '2026-04-01' }, 'DEVIATION_AHEAD'],
    [
      'of somebody without a post there',
      { staffId: demoStaffNamed('唐宇').id.replace(/.$/, '0') },
      'STAFF_NOT_AT_SITE',
    ],
    ['of a day before the post', { on: '2019-01-01' }, 'STAFF_NOT_AT_SITE'],
    ['of no minutes', { minutes: 0 }, 'BAD_INPUT'],
    ['of a whole day of minutes', { minutes: 1_440 }, 'BAD_INPUT'],
    ['in half days', { minutes: null, halfDays: 1 }, 'BAD_INPUT'],
    ['that is grave', { grave: true }, 'BAD_INPUT'],
    ['of three half days', { kind: 'ABSENT', minutes: null, halfDays: 3 }, 'BAD_INPUT'],
    ['of minutes absent', { kind: 'ABSENT', minutes: 10 }, 'BAD_INPUT'],
  ])('a record %s is refused and leaves nothing', async (_, changes, code) => {
    expect(await record(changes)).toMatchObject({ code, message: { zh: expect.any(String), en: expect.any(String) } });
    expect(await told('organization.attendance.deviated.v1')).toEqual([]);
  });

  it('not of oneself, and not without the permission at the site', async () => {
    const manager = service.as(staffViewer(li, { [site]: ['attendance.record'] }), now);
    expect(await record({}, manager)).toMatchObject({ code: 'OWN_DEVIATION' });
    const text = 'mutation ($input: RecordDeviationInput!) { recordDeviation(input: $input) { __typename } }';
    const elsewhere = service.as(staffViewer(zhao, { [demoSites.cloudLane.id]: ['attendance.record'] }), now);
    for (const who of [elsewhere, own(zhao)]) {
      const answer = await who.send(text, { input: { idempotencyKey: 'not-there', ...late } });
      expect(answer.errors[0]?.extensions?.code).toBe('FORBIDDEN');
    }
  });

  it('one of a kind for each person and day; an excused one makes room', async () => {
    const { deviation } = await record();
    expect(await record({ minutes: 20 })).toMatchObject({ code: 'DEVIATION_RECORDED' });
    expect(await record({ kind: 'LEFT_EARLY' })).toMatchObject({ deviation: { kind: 'LEFT_EARLY' } });
    expect(await record({ staffId: zhao })).toMatchObject({ deviation: { staff: { id: zhao } } });
    await excuse(deviation.id);
    expect(await record({ minutes: 20 })).toMatchObject({ deviation: { kind: 'LATE' } });
  });

  it('of two clerks who record the same at once one is told so', async () => {
    const answers = await Promise.all([record(), record({ minutes: 12 })]);
    expect(answers.map(({ code }) => code).sort()).toEqual(['DEVIATION_RECORDED', undefined]);
  });

  it('who is absent all day was neither late nor early', async () => {
    await record({ kind: 'ABSENT', minutes: null, halfDays: 2 });
    expect(await record()).toMatchObject({ code: 'ABSENT_ALL_DAY' });
    const half = { kind: 'ABSENT', minutes: null, halfDays: 1, staffId: zhao };
    await record(half);
    expect(await record({ staffId: zhao })).toMatchObject({ deviation: { kind: 'LATE' } });
  });

  it.each([
    ['the day before a leave', '2026-03-27', null],
    ['its first day', '2026-03-28', 'ON_LEAVE'],
    ['its last day', '2026-03-30', 'ON_LEAVE'],
    ['the day after', '2026-03-31', null],
  ])('absent is who is away without leave: %s', async (_, on, code) => {
    const manager = service.as(staffViewer(secretaryId, { [site]: ['leave.approve'] }), now);
    const leave = `mutation ($input: ApproveLeaveInput!) { approveLeave(input: $input) { __typename } }`;
    const days = { kind: 'PERSONAL', from: '2026-03-28', through: '2026-03-30' };
    await manager.ask(leave, { input: { idempotencyKey: 'the-leave', staffId: zhao, siteId: site, ...days } });
    const answer = await record({ staffId: zhao, on, kind: 'ABSENT', minutes: null, halfDays: 2 });
    expect(answer).toMatchObject(code ? { code } : { deviation: { on } });
  });

  it('excused: it does not count, once, by somebody else, with a reason', async () => {
    const { deviation } = await record();
    const self = service.as(staffViewer(li, { [site]: ['attendance.record'] }), now);
    expect(await excuse(deviation.id, self)).toMatchObject({ code: 'OWN_DEVIATION' });
    expect(await excuse(deviation.id)).toMatchObject({ deviation: { excusedAt: now.toISOString() } });
    expect(await excuse(deviation.id)).toMatchObject({ code: 'DEVIATION_EXCUSED' });
    expect(await told('organization.attendance.excused.v1')).toMatchObject([
      { data: { deviationId: deviation.id, staffId: li, siteId: site, excusedAt: now.toISOString() } },
    ]);
    const text = 'mutation ($input: ExcuseDeviationInput!) { excuseDeviation(input: $input) { __typename } }';
    const input = { idempotencyKey: 'no-reason', deviationId: deviation.id, reason: ' ' };
    expect((await secretary().send(text, { input })).errors[0]?.extensions?.code).toBe('BAD_USER_INPUT');
    const unseen = await own(zhao).send(text, { input: { ...input, reason: 'x' } });
    expect(unseen.errors[0]?.extensions?.code).toBe('NOT_FOUND');
  });

  it('is seen by whoever keeps the attendance and by the person, in pages, by nobody else', async () => {
    for (const on of ['2026-02-28', '2026-03-30', '2026-03-31']) await record({ on });
    await record({ staffId: zhao });
    type Page = { list: { edges: { node: { on: string } }[]; pageInfo: { endCursor: string; hasNextPage: boolean } } };
    const list = `query ($site: ID!, $staff: ID, $from: Date, $after: String) {
      list: attendanceDeviations(siteId: $site, staffId: $staff, from: $from, first: 2, after: $after) {
        edges { node { on } } pageInfo { endCursor hasNextPage } } }`;
    const first = (await secretary().ask<Page>(list, { site, staff: li })).list;
    expect(first.edges.map(({ node }) => node.on)).toEqual(['2026-03-31', '2026-03-30']);
    const rest = (await secretary().ask<Page>(list, { site, staff: li, after: first.pageInfo.endCursor })).list;
    expect(rest).toMatchObject({ edges: [{ node: { on: '2026-02-28' } }], pageInfo: { hasNextPage: false } });
    expect((await secretary().ask<Page>(list, { site, from: '2026-03-31' })).list.edges).toHaveLength(2);
    for (const who of [own(zhao), service.as(nobody, now)])
      expect((await who.ask<Page>(list, { site })).list.edges).toEqual([]);
    const mine = '{ ownAttendanceDeviations { edges { node { staff { id } } } } }';
    expect(await own(zhao).ask(mine)).toEqual({
      ownAttendanceDeviations: { edges: [{ node: { staff: { id: zhao } } }] },
    });
  });
});
