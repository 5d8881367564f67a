import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { demoConsultantsOf, demoSites, demoStaffNamed } from '@shouwen/demo';
import { nobody, staffViewer, type TestService, testService } from '@shouwen/testing';
import { loadDemoCompany } from '../demo/index.ts';
import { organization } from '../service.ts';

const now = new Date('2026-02-27T18:00:00+08:00');
const site = demoSites.riverside.id;
const [li, zhao] = demoConsultantsOf(site).map(({ id }) => id) as [string, string];
const managerId = demoStaffNamed('唐宇').id;

let service: TestService;
let keys = 0;
beforeAll(async () => {
  service = await testService(organization);
  await loadDemoCompany(service.world, { hashPassword: async () => 'no hash at all', clock: () => now });
});
afterAll(() => service.stop());
beforeEach(() =>
  service.world.db.transaction(async (tx) => {
    await tx.query('DELETE FROM leave');
    await tx.query(`DELETE FROM outbox WHERE type LIKE 'organization.leave.%'`);
  }),
);

const manager = (at = now) => service.as(staffViewer(managerId, { [site]: ['leave.approve'] }), at);
const own = (staffId: string) => service.as(staffViewer(staffId, { [site]: ['site.read'] }), now);
const fields = `leave { id staff { id } kind from through days expectedClosings { id } withdrawnAt }
  explanation { outcome applied { id } }`;
type Answer = { __typename: string; code?: string; leave: { id: string } };
const act = async (name: 'approveLeave' | 'withdrawLeave', input: object, who = manager()): Promise<Answer> => {
  const [type, done] =
    name === 'approveLeave' ? ['ApproveLeaveInput', 'LeaveApproved'] : ['WithdrawLeaveInput', 'LeaveWithdrawn'];
  const text = `mutation ($input: ${type}!) { answer: ${name}(input: $input) {
    __typename ... on ${done} { ${fields} } ... on Refusal { code message { zh en } rule { id } } } }`;
  return (await who.ask<{ answer: Answer }>(text, { input: { idempotencyKey: `key-${++keys}`, ...input } })).answer;
};
const sick = { staffId: li, siteId: site, kind: 'SICK', from: '2026-02-28', through: '2026-03-01' };
const approve = (changes: object = {}, who = manager()) => act('approveLeave', { ...sick, ...changes }, who);
const told = (type: string): Promise<{ data: object }[]> =>
  service.world.db.read((tx) => tx.query('SELECT data FROM outbox WHERE type = $1 ORDER BY position', [type]));
const listed = `leaves(siteId: $site) { edges { node { staff { id } days } } }`;

describe('leave is approved by somebody else', () => {
  it.each([
    ['over the end of February', '2026-02-28', '2026-03-01', 2],
    ['over 29 February', '2028-02-28', '2028-03-01', 3],
    ['of one day', '2026-03-02', '2026-03-02', 1],
  ])('%s counts calendar days, the first one included, and is told', async (_, from, through, days) => {
    expect(await approve({ from, through })).toMatchObject({
      leave: { staff: { id: li }, kind: 'SICK', from, through, days },
      explanation: { outcome: 'LEAVE_APPROVED' },
    });
    expect(await told('organization.leave.approved.v1')).toMatchObject([
      { data: { staffId: li, siteId: site, kind: 'sick', from, through, approvedBy: managerId } },
    ]);
  });

  it('the same request again is one leave', async () => {
    const [one, two] = [await approve({ idempotencyKey: 'again' }), await approve({ idempotencyKey: 'again' })];
    expect(two).toEqual(one);
    expect(await told('organization.leave.approved.v1')).toHaveLength(1);
  });

  it.each([
    ['one’s own', { staffId: managerId }, 'OWN_LEAVE'],
    ['backwards', { through: '2026-02-27' }, 'BAD_INPUT'],
    ['of 367 days', { from: '2026-03-01', through: '2027-03-02' }, 'BAD_INPUT'],
    ['of somebody without a post there', { staffId: managerId.replace(/.$/, '0') }, 'STAFF_NOT_AT_SITE'],
    ['before the post', { from: '2019-01-01', through: '2019-01-01' }, 'STAFF_NOT_AT_SITE'],
  ])('%s is refused in both languages, and nothing is written', async (_, changes, code) => {
    expect(await approve(changes)).toMatchObject({ code, message: { zh: expect.anything(), en: expect.anything() } });
    expect(await told('organization.leave.approved.v1')).toEqual([]);
  });

  it('of 366 days is approved', async () => {
    expect(await approve({ from: '2026-03-01', through: '2027-03-01' })).toMatchObject({ leave: { days: 366 } });
  });

  it.each([
    ['on its last day', '2026-03-01', 'LEAVE_OVERLAPS'],
    ['on the day after it', '2026-03-02', undefined],
  ])('a second one that begins %s', async (_, from, code) => {
    await approve();
    expect((await approve({ from, through: '2026-03-05' })).code).toBe(code);
  });

  it('of two at once, one is approved', async () => {
    const both = await Promise.all([approve(), approve()]);
    expect(both.map(({ code }) => code ?? 'approved').sort()).toEqual(['LEAVE_OVERLAPS', 'approved']);
  });

  it('needs the permission there, and ids that are ids', async () => {
    const elsewhere = service.as(staffViewer(managerId, { [demoSites.cloudLane.id]: ['leave.approve'] }), now);
    await expect(approve({}, elsewhere)).rejects.toThrow(/FORBIDDEN/);
    await expect(approve({}, own(zhao))).rejects.toThrow(/FORBIDDEN/);
    await expect(approve({}, service.as(nobody, now))).rejects.toThrow(/UNAUTHENTICATED/);
    await expect(approve({ staffId: 'x' })).rejects.toThrow(/BAD_USER_INPUT/);
  });
});

describe('OR-4.04 before sick leave the expected closings are handed to the manager', () => {
  const client = '00000000-0000-7000-8000-0000000000c1';

  it('with the leave, and are not told to other departments', async () => {
    expect(await approve({ expectedClosings: [client, client] })).toMatchObject({
      leave: { expectedClosings: [{ id: client }] },
      explanation: { applied: [{ id: 'OR-4.02' }, { id: 'OR-4.04' }] },
    });
    expect(JSON.stringify(await told('organization.leave.approved.v1'))).not.toContain(client);
  });

  it('not with another kind of leave', async () => {
    expect(await approve({ kind: 'ANNUAL', expectedClosings: [client] })).toMatchObject({ code: 'BAD_INPUT' });
  });
});

describe('a leave is withdrawn', () => {
  it.each([
    ['on the evening before', '2026-02-27T23:59:59+08:00', 'LeaveWithdrawn'],
    ['not on its first day', '2026-02-28T00:00:00+08:00', 'LEAVE_BEGUN'],
  ])('%s', async (_, at, answer) => {
    const { leave } = await approve();
    const { code, __typename } = await act('withdrawLeave', { leaveId: leave.id }, manager(new Date(at)));
    expect(code ?? __typename).toBe(answer);
    expect(await told('organization.leave.withdrawn.v1')).toHaveLength(code ? 0 : 1);
  });

  it('once, and makes room for another', async () => {
    const { leave } = await approve();
    await act('withdrawLeave', { leaveId: leave.id });
    expect(await act('withdrawLeave', { leaveId: leave.id })).toMatchObject({ code: 'LEAVE_WITHDRAWN' });
    expect(await approve()).toMatchObject({ leave: { days: 2 } });
    expect(await told('organization.leave.withdrawn.v1')).toHaveLength(1);
  });

  it('not by those who may not know of it', async () => {
    const { leave } = await approve();
    await expect(act('withdrawLeave', { leaveId: leave.id }, own(zhao))).rejects.toThrow(/NOT_FOUND/);
    await expect(act('withdrawLeave', { leaveId: service.world.newId() })).rejects.toThrow(/NOT_FOUND/);
  });
});

it('the manager sees the leaves of the site, a person their own, others nothing', async () => {
  await approve();
  await approve({ staffId: zhao, kind: 'ANNUAL' });
  const query = `query ($site: ID!) { ${listed} ownLeaves { edges { node { staff { id } kind } } } }`;
  type Lists = { leaves: { edges: unknown[] }; ownLeaves: { edges: unknown[] } };
  const all = await manager().ask<Lists>(query, { site });
  expect(all.leaves.edges).toHaveLength(2);
  expect(all.ownLeaves.edges).toEqual([]);
  const mine = await own(zhao).ask<Lists>(query, { site });
  expect(mine).toEqual({
    leaves: { edges: [] },
    ownLeaves: { edges: [{ node: { staff: { id: zhao }, kind: 'ANNUAL' } }] },
  });
});
