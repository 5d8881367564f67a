import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Desk, openDesk, people, site, staffId } from '../archive/archiveFixture.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDesk();
});
afterAll(() => desk?.service.stop());

type Filed = { readonly file: { readonly id: string } };
const room = '一号库房';
const filed = async (
  shelfId: string,
  position: number,
  level = 'ORDINARY',
  by = people.specialist,
): Promise<string> => {
  const input = {
    siteId: site,
    clientId: await desk.archivedClient(),
    title: '合同',
    kind: 'CONTRACT',
    level,
    carrier: 'PAPER',
  };
  const more = { place: { shelfId, position }, retention: { from: '2026-03-02', years: 5 } };
  return (await desk.act<Filed>(by, 'fileDocument', { ...input, ...more })).file.id;
};
const started = async (by: typeof people.specialist, classified = false) =>
  (await desk.act<{ inspection: { id: string } }>(by, 'startInspection', { siteId: site, room, classified })).inspection
    .id;
const rooms = `query { archiveRooms(siteId: "${site}") { room classified lastInspectedOn dueOn isOverdue noticedAt } }`;
type Rooms = { archiveRooms: { classified: boolean; isOverdue: boolean; noticedAt: string | null; dueOn: string }[] };

describe('CR-3.04 an inspection of a room', () => {
  it('records each file, is complete only then, and reports what is missing as a case', async () => {
    const shelfId = await desk.shelf(false);
    const [first, second] = [await filed(shelfId, 1), await filed(shelfId, 2)];
    const inspectionId = await started(people.specialist);
    expect(
      await desk.act(people.supervisor, 'startInspection', { siteId: site, room, classified: false }),
    ).toMatchObject({
      code: 'INSPECTION_OPEN',
    });
    const complete = () =>
      desk.act(
        people.specialist,
        'completeInspection',
        { inspectionId, humidityPercent: 45, mould: false },
        new Date('2026-08-31T10:00:00+08:00'),
      );
    const record = (lines: object[]) => desk.act(people.specialist, 'recordFindings', { inspectionId, lines });
    await record([{ fileId: first, finding: 'FADED', note: '字迹褪色' }]);
    expect(await complete()).toMatchObject({ code: 'INSPECTION_INCOMPLETE', rule: { id: 'CR-3.04' } });
    const read = `query ($id: ID!) { archiveInspection(id: $id) { remaining { id } nextDueOn humidityPercent mould
      lines { edges { node { file { id } finding note caseId by { id } } } } } }`;
    expect(await desk.ask(people.specialist, read, { id: inspectionId })).toMatchObject({
      archiveInspection: { remaining: [{ id: second }], nextDueOn: null },
    });
    for (const _ of ['recorded', 'recorded again']) await record([{ fileId: second, finding: 'MISSING' }]);
    const cases = await desk.rows<{ id: string }>(
      `SELECT id FROM leak_case WHERE raised_by = 'inspection' AND site_id = $1`,
      [site],
    );
    expect(cases).toHaveLength(1);
    expect(await complete()).toMatchObject({ __typename: 'InspectionDone' });
    expect(await record([{ fileId: first, finding: 'FOUND' }])).toMatchObject({ code: 'INSPECTION_DONE' });
    expect(await desk.ask(people.specialist, read, { id: inspectionId })).toEqual({
      archiveInspection: {
        ...{ remaining: [], nextDueOn: '2027-02-28', humidityPercent: 45, mould: false },
        lines: {
          edges: [
            { node: { file: { id: first }, finding: 'FADED', note: '字迹褪色', caseId: null, by: { id: staffId(7) } } },
            {
              node: {
                file: { id: second },
                finding: 'MISSING',
                note: null,
                caseId: cases[0]?.id,
                by: { id: staffId(7) },
              },
            },
          ],
        },
      },
    });
  });

  it('CR-3.02 the classified part is unknown to others, and inspected by the custodian of each file alone', async () => {
    const shelfId = await desk.shelf(true);
    const [mine, hers] = [
      await filed(shelfId, 1, 'CONFIDENTIAL', people.supervisor),
      await filed(shelfId, 2, 'TOP_SECRET', people.secondSupervisor),
    ];
    const begin = { siteId: site, room, classified: true };
    expect(await desk.act(people.specialist, 'startInspection', begin)).toMatchObject({ error: 'NOT_FOUND' });
    const inspectionId = await started(people.supervisor, true);
    const record = (by: typeof people.specialist, fileId: string) =>
      desk.act(by, 'recordFindings', { inspectionId, lines: [{ fileId, finding: 'FOUND' }] });
    expect(await record(people.specialist, mine)).toMatchObject({ error: 'NOT_FOUND' });
    const traced = await desk.rows('SELECT decision FROM audit_entry WHERE resource_id = $1 AND actor = $2', [
      ...[inspectionId, `staff:${staffId(7)}`],
    ]);
    expect(traced).toEqual([{ decision: 'refused' }]);
    expect(await record(people.supervisor, hers)).toMatchObject({ code: 'NOT_THE_CUSTODIAN', rule: { id: 'CR-3.02' } });
    for (const [by, fileId] of [
      [people.supervisor, mine],
      [people.secondSupervisor, hers],
    ] as const)
      expect(await record(by, fileId)).toMatchObject({ __typename: 'InspectionDone' });
    const list = `query { archiveInspections(siteId: "${site}", first: 100) { edges { node { id } } } archiveInspection(id: "${inspectionId}") { id } }`;
    expect(JSON.stringify(await desk.ask(people.specialist, list))).not.toContain(inspectionId);
    const kinds = async (by: typeof people.specialist) =>
      new Set((await desk.ask<Rooms>(by, rooms)).archiveRooms.map(({ classified }) => classified));
    expect([await kinds(people.specialist), await kinds(people.supervisor)]).toEqual([
      new Set([false]),
      new Set([false, true]),
    ]);
  });

  it('is overdue by the calendar on the day after, and noticed once by the timer', async () => {
    const stateAt = async (day: string) => {
      const { archiveRooms } = await desk.ask<Rooms>(people.specialist, rooms, {}, new Date(`${day}T12:00:00+08:00`));
      return archiveRooms.map(({ isOverdue, dueOn, noticedAt }) => ({ isOverdue, dueOn, noticedAt }));
    };
    const dueOn = '2027-02-28';
    expect(await stateAt('2027-02-28')).toEqual([{ isOverdue: false, dueOn, noticedAt: null }]);
    expect(await stateAt('2027-03-01')).toEqual([{ isOverdue: true, dueOn, noticedAt: null }]);
    await desk.service.doDue(new Date('2027-02-28T23:59:59+08:00'), site);
    expect((await stateAt('2027-03-01'))[0]?.noticedAt).toBeNull();
    const noticing = new Date('2027-03-01T00:00:00+08:00');
    for (const _ of [1, 2]) await desk.service.doDue(noticing, site);
    expect(await stateAt('2027-03-01')).toEqual([{ isOverdue: true, dueOn, noticedAt: noticing.toISOString() }]);
    const notices = await desk.rows('SELECT classified FROM archive_inspection_overdue WHERE due_on = $1', [dueOn]);
    expect(notices).toEqual([{ classified: false }]);
  });
});
