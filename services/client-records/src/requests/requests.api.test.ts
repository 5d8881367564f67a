import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { at, openRequestDesk, people, type RequestDesk, site } from './requestFixture.ts';

let desk: RequestDesk;
let clientId: string;
beforeAll(async () => {
  desk = await openRequestDesk();
  clientId = await desk.client();
});
afterAll(() => desk?.service.stop());

const readFile = (id: string) => `{ file(id: "${id}") { id title } }`;
const { clerk, financeManager, advisor, serviceManager, supervisor, li, manager, otherManager } = people;

describe('CR-4.02 worked example 2: a finance clerk needs a confidential contract', () => {
  let contract: string;
  let requestId: string;
  beforeAll(async () => {
    contract = await desk.file(clientId, 'CONFIDENTIAL');
  });

  it('S15 cannot name a file that must not be known: it answers like what there is not, and is traced', async () => {
    const named = (id: string) => desk.submitted(clerk, at('02'), { kind: 'VIEW', fileIds: [id] });
    const [hidden, missing] = [await named(contract), await named('019b8a00-00ff-7000-8000-000000000001')];
    expect(hidden).toEqual(missing);
    expect(hidden).toMatchObject({ error: 'NOT_FOUND' });
    const traced = await desk.rows(`SELECT FROM audit_entry WHERE decision = 'refused' AND resource_id = $1`, [
      contract,
    ]);
    expect(traced).toHaveLength(1);
  });

  it('describes it in words; the head of the own department signs first', async () => {
    const asked = await desk.submitted(clerk, at('02'), { kind: 'VIEW', described: '许丽的购房合同' });
    expect(asked).toMatchObject({ state: 'SUBMITTED', plan: ['STAMP', 'REVIEW'], nextStep: 'STAMP', client: null });
    requestId = asked.id;
    expect(await desk.see(manager, at('02'), requestId)).toBeNull();
    expect(await desk.see(li, at('02'), requestId)).toBeNull();
    expect(await desk.decide(otherManager, at('02'), requestId)).toMatchObject({ error: 'NOT_FOUND' });
    expect(await desk.decide(advisor, at('02'), requestId)).toMatchObject({ code: 'NOT_APPROVER' });
    expect(await desk.waiting(advisor, at('02'))).toEqual([]);
    expect(await desk.waiting(financeManager, at('02'))).toEqual([requestId]);
    const stamped = await desk.decide(financeManager, at('02'), requestId);
    expect(stamped).toMatchObject({ state: 'STAMPED', nextStep: 'REVIEW' });
  });

  it('whoever keeps the file says which it is; being classified, it needs the client-service manager too', async () => {
    expect(await desk.decide(advisor, at('03'), requestId)).toMatchObject({ code: 'NOTHING_ATTACHED' });
    const attached = await desk.act<{ request: object }>(supervisor, at('03'), 'attachFiles', {
      requestId,
      fileIds: [contract],
    });
    expect(attached.request).toMatchObject({ plan: ['STAMP', 'REVIEW', 'CLASSIFIED'], nextStep: 'REVIEW' });
    expect(await desk.see(clerk, at('03'), requestId)).toMatchObject({ files: [], client: null });
    expect(await desk.see(financeManager, at('03'), requestId)).toMatchObject({ files: [] });
    expect(await desk.see(advisor, at('03'), requestId)).toMatchObject({
      files: [{ id: contract, level: 'CONFIDENTIAL' }],
    });
    expect(await desk.decide(advisor, at('03'), requestId)).toMatchObject({ state: 'STAMPED', nextStep: 'CLASSIFIED' });
    expect(await desk.decide(advisor, at('03'), requestId)).toMatchObject({ code: 'NOT_APPROVER' });
    expect(await desk.ask(clerk, at('03'), readFile(contract))).toEqual({ file: null });
  });

  it('granted until Friday, to view only; on Friday at midnight it is over', async () => {
    const granted = await desk.decide(serviceManager, at('04'), requestId);
    expect(granted).toMatchObject({
      ...{ state: 'ACTIVE', nextStep: null },
      grant: { acts: ['VIEW'], until: '2026-03-06T16:00:00.000Z', oneTime: false, staff: { id: clerk.staffId } },
    });
    expect(granted.steps).toMatchObject([
      { step: 'STAMP', explanation: { outcome: 'passed-on' } },
      { step: 'REVIEW', explanation: { outcome: 'passed-on' } },
      {
        step: 'CLASSIFIED',
        explanation: { outcome: 'approved', applied: expect.arrayContaining([{ id: 'CR-4.02' }]) },
      },
    ]);
    const seen = { file: { id: contract, title: '购房合同' } };
    expect(await desk.ask(clerk, at('04', '10:01'), readFile(contract))).toEqual(seen);
    expect(await desk.ask(clerk, at('06', '23:59'), readFile(contract))).toEqual(seen);
    expect(await desk.ask(li, at('04', '10:01'), readFile(contract))).toEqual({ file: null });
    expect(await desk.ask(clerk, at('07', '00:00'), readFile(contract))).toEqual({ file: null });
    expect(await desk.see(clerk, at('06', '23:59'), requestId)).toMatchObject({ state: 'ACTIVE', endReason: null });
    expect(await desk.see(clerk, at('07', '00:00'), requestId)).toMatchObject({ state: 'ENDED', endReason: 'EXPIRED' });
    expect(await desk.service.doDue(at('06', '23:59'))).toMatchObject({ 'requests.end': 0 });
    expect(await desk.service.doDue(at('07', '00:00'))).toMatchObject({ 'requests.end': 1 });
  });
});

describe('CR-4.01 the page of a client', () => {
  const page = (id: string) =>
    `{ client(id: "${id}") { name readBy phone { masked } } clients { edges { node { id } } } }`;

  it('is opened for the reader of an approved request, masked, in no list, and until then', async () => {
    const nothing = { client: null, clients: { edges: [] } };
    const form = { kind: 'VIEW', clientId, showsClient: true, fields: ['name'], readerId: clerk.staffId };
    const asked = await desk.submitted(li, at('02'), form);
    expect(await desk.ask(clerk, at('02'), page(clientId))).toEqual(nothing);
    expect(await desk.decide(manager, at('02'), asked.id)).toMatchObject({ state: 'STAMPED' });
    expect(await desk.decide(advisor, at('03'), asked.id)).toMatchObject({ state: 'ACTIVE' });
    const seen = {
      client: { name: '许丽', readBy: 'grant', phone: { masked: '139****0001' } },
      clients: { edges: [] },
    };
    expect(await desk.ask(clerk, at('03', '10:01'), page(clientId))).toEqual(seen);
    expect(await desk.ask(clerk, at('06', '23:59'), page(clientId))).toEqual(seen);
    expect(await desk.ask(clerk, at('07', '00:00'), page(clientId))).toEqual(nothing);
    expect(await desk.ask(people.wei, at('03', '10:01'), page(clientId))).toEqual(nothing);
  });
});

const { general, specialist, secondSpecialist, policyMaker, director } = people;

describe('CR-4.03 CR-4.06 CR-4.07 outsiders, copies and transports', () => {
  const outsider = {
    name: '韩律师',
    proof: 'INTRODUCTION_LETTER',
    proofNumber: '函2026-7',
    identityNumber: '11010519491231002X',
  };

  it('CR-4.03 an outsider is registered, sealed; client service approves, and whoever receives the outsider may show the file', async () => {
    const form = { kind: 'VIEW_OUTSIDER', fileIds: [await desk.file(clientId)] };
    expect(await desk.submitted(li, at('02'), form)).toMatchObject({
      code: 'FORM_INCOMPLETE',
      rule: { id: 'CR-4.03' },
    });
    const asked = await desk.submitted(li, at('02'), { ...form, outsider });
    expect(asked).toMatchObject({
      plan: ['REVIEW'],
      outsider: { name: '韩律师', identityNumber: '110***********002X' },
    });
    const kept = await desk.rows<{ all: string }>(`SELECT t::text AS all FROM request_outsider t UNION ALL
      SELECT explanation::text FROM explanation UNION ALL SELECT input.answer::text FROM idempotency input`);
    expect(kept.some(({ all }) => all?.includes('11010519491231002X') || all?.includes('函2026-7'))).toBe(false);
    expect(await desk.see(people.zhao, at('02'), asked.id)).toBeNull();
    expect(await desk.decide(advisor, at('02'), asked.id)).toMatchObject({
      ...{ state: 'ACTIVE', outsider: { name: '韩律师' } },
      grant: { acts: ['VIEW'], staff: { id: li.staffId } },
    });
  });

  it('CR-4.06 a copy is approved by the records supervisor or the general manager, and made once', async () => {
    const form = { kind: 'COPY', fileIds: [await desk.file(clientId)], pages: '第3页' };
    const [first, second] = [await desk.submitted(li, at('02'), form), await desk.submitted(li, at('02'), form)];
    expect(await desk.decide(manager, at('02'), first.id)).toMatchObject({ error: 'NOT_FOUND' });
    expect(await desk.decide(general, at('02'), first.id)).toMatchObject({
      state: 'ACTIVE',
      grant: { acts: ['COPY'], oneTime: true },
    });
    expect(await desk.decide(supervisor, at('02'), second.id)).toMatchObject({ state: 'ACTIVE' });
    const use = (by: typeof specialist | typeof li) => desk.act(by, at('03'), 'recordUse', { requestId: first.id });
    expect(await use(li)).toMatchObject({ code: 'OWN_REQUEST' });
    const made = await Promise.all([use(specialist), use(secondSpecialist)]);
    expect(made.map((one) => one.code ?? 'made').sort()).toEqual(['GRANT_OVER', 'made']);
    expect(await desk.see(li, at('03'), first.id)).toMatchObject({ state: 'ENDED', endReason: 'USED' });
  });

  it('S16 CR-4.07 a named carrier takes it out; what is revoked is over at once', async () => {
    const form = { kind: 'CARRY', fileIds: [await desk.file(clientId)], safeguards: '封口并双人押运' };
    const asked = await desk.submitted(li, at('02'), { ...form, carrierId: people.zhao.staffId });
    const granted = await desk.decide(supervisor, at('02'), asked.id);
    expect(granted).toMatchObject({ state: 'ACTIVE', grant: { acts: ['CARRY'], staff: { id: people.zhao.staffId } } });
    const end = (by: typeof general | typeof people.wang, reason = '行程取消') =>
      desk.act<{ request?: object }>(by, at('03'), 'endAccess', { requestId: asked.id, reason });
    expect(await end(people.wang)).toMatchObject({ error: 'NOT_FOUND' });
    expect(await end(supervisor as never, '无')).toMatchObject({ code: 'REASON_MISSING' });
    expect((await end(supervisor as never)).request).toMatchObject({ state: 'ENDED', endReason: 'REVOKED' });
    expect(await desk.act(specialist, at('03'), 'recordUse', { requestId: asked.id })).toMatchObject({
      error: 'NOT_FOUND',
    });
  });
});

describe('CR-2.02 the words of a request lie in the clear', () => {
  const number = '电话138 0000 0001';

  it('no number of a person is kept in a draft, in a reason, or as the name of a field, nor any amount of them', async () => {
    const form = { siteId: site, kind: 'VIEW', described: '许丽的合同' };
    const many = { fields: Array.from({ length: 51 }, (_, field) => `field${field}`) };
    for (const wrong of [{ purpose: number }, { pages: number }, { fields: ['13800000001'] }, many])
      expect(await desk.act(li, at('02'), 'draftRequest', { ...form, ...wrong })).toMatchObject({
        error: 'BAD_USER_INPUT',
      });
    const { id } = await desk.submitted(li, at('02'), { kind: 'VIEW', described: '许丽的合同' });
    for (const reason of [number, '长'.repeat(501)])
      expect(await desk.decide(manager, at('02'), id, reason)).toMatchObject({ error: 'BAD_USER_INPUT' });
    await desk.act(li, at('02'), 'withdrawRequest', { requestId: id });
    const kept = await desk.rows<{ all: string }>(
      'SELECT t::text AS all FROM access_request t UNION ALL SELECT s::text FROM request_step s',
    );
    expect(kept.some(({ all }) => /138 ?0000 ?0001/.test(all))).toBe(false);
  });
});

describe('CR-4 who decides when the approver is away, late, or the one who asks', () => {
  it('a deputy decides in the approver’s place, and it says so', async () => {
    const named = { deputyId: advisor.staffId, from: '2026-03-02', to: '2026-03-03' };
    const deputy = await desk.act<{ id: string }>(financeManager, at('02'), 'nameRequestDeputy', named);
    expect(await desk.act(clerk, at('02'), 'nameRequestDeputy', named)).toMatchObject({ code: 'NOTHING_TO_DEPUTISE' });
    const form = { kind: 'VIEW', described: '许丽的付款凭证' };
    const { id } = await desk.submitted(clerk, at('02'), form);
    expect(await desk.waiting(advisor, at('03', '23:59'))).toContain(id);
    expect(await desk.waiting(advisor, at('04', '00:00'))).not.toContain(id);
    const stamped = await desk.decide(advisor, at('03', '23:59'), id);
    expect(stamped.steps).toMatchObject([{ by: { id: advisor.staffId }, inPlaceOf: { id: financeManager.staffId } }]);
    expect(stamped.steps[0]).toMatchObject({
      explanation: { facts: expect.arrayContaining([{ name: 'for', value: financeManager.staffId }]) },
    });
    expect(await desk.decide(advisor, at('03', '23:59'), id)).toMatchObject({ code: 'ALREADY_DECIDED' });
    expect(await desk.waiting(advisor, at('03', '23:59'))).not.toContain(id);
    expect(await desk.act(financeManager, at('04'), 'endRequestDeputy', { id: deputy.id })).toEqual({
      ...deputy,
      explanation: undefined,
      __typename: 'RequestDeputyDone',
    });
  });

  it('what is overdue is reminded of and escalated once; then the general manager may sign', async () => {
    const form = { kind: 'VIEW', fileIds: [await desk.file(clientId)], untilOn: '2026-03-20' };
    const { id } = await desk.submitted(li, at('02'), form);
    expect(await desk.see(li, at('04', '23:59'), id)).toMatchObject({ isOverdue: false, reminders: [] });
    expect(await desk.see(li, at('05', '00:00'), id)).toMatchObject({ isOverdue: true, isEscalated: false });
    expect(await desk.waiting(general, at('05', '23:59'))).not.toContain(id);
    await desk.service.doDue(at('05', '00:00'));
    expect(await desk.see(manager, at('05'), id)).toMatchObject({ reminders: [{ step: 'STAMP', kind: 'OVERDUE' }] });
    expect(await desk.waiting(general, at('06', '00:00'))).toContain(id);
    await desk.service.doDue(at('06', '00:00'));
    expect((await desk.see(general, at('06'), id))?.reminders).toHaveLength(2);
    expect(await desk.decide(general, at('06'), id)).toMatchObject({
      state: 'STAMPED',
      reminders: [{}, {}],
      isOverdue: false,
    });
  });

  it('another head signs for a head who asks, and nobody for themselves', async () => {
    const form = { kind: 'VIEW', fileIds: [await desk.file(clientId)] };
    const { id } = await desk.submitted(manager, at('02'), form);
    expect(await desk.decide(manager, at('02'), id)).toMatchObject({ code: 'OWN_REQUEST' });
    expect(await desk.waiting(manager, at('02'))).not.toContain(id);
    expect([await desk.waiting(director, at('02')), await desk.waiting(general, at('02'))]).toEqual([[id], [id]]);
    expect(await desk.decide(director, at('02'), id)).toMatchObject({ state: 'STAMPED' });
    expect(await desk.act(manager, at('02'), 'withdrawRequest', { requestId: id })).toMatchObject({
      request: { state: 'WITHDRAWN' },
    });
    expect(await desk.decide(advisor, at('02'), id)).toMatchObject({ code: 'REQUEST_NOT_WAITING' });
    expect(
      await desk.rows(
        `SELECT FROM audit_entry WHERE decision = 'refused' AND reason = 'OWN_REQUEST' AND resource_id = $1`,
        [id],
      ),
    ).toHaveLength(1);
  });

  it('CR-4.01 where the policy says so, the general manager approves every archive', async () => {
    const overrides = [{ key: 'view.approver', value: '"generalManager"' }];
    const change = { effectiveFrom: at('10', '00:00').toISOString(), overrides };
    expect(await desk.act(general, at('09'), 'changeRecordsPolicy', change)).toMatchObject({ error: 'FORBIDDEN' });
    expect(await desk.act(policyMaker, at('09'), 'changeRecordsPolicy', change)).toMatchObject({
      policy: { version: 1 },
    });
    const form = { kind: 'VIEW', fileIds: [await desk.file(clientId)], untilOn: '2026-03-20' };
    const before = await desk.submitted(li, at('09', '23:59'), form);
    expect(before).toMatchObject({ plan: ['STAMP', 'REVIEW'] });
    const after = await desk.submitted(li, at('10', '00:00'), form);
    expect(after).toMatchObject({ plan: ['STAMP', 'DIRECT'] });
    expect(await desk.decide(manager, at('10'), before.id)).toMatchObject({ nextStep: 'REVIEW' });
    expect(await desk.decide(manager, at('10'), after.id)).toMatchObject({ nextStep: 'DIRECT' });
    expect(await desk.decide(advisor, at('10'), after.id)).toMatchObject({ error: 'NOT_FOUND' });
    expect(await desk.decide(general, at('10'), after.id)).toMatchObject({ state: 'ACTIVE' });
  });
});

describe('S14 CR-4.01 a request from another site', () => {
  it('is stamped there and reviewed where the archive is; the reader reads that file and nothing else there', async () => {
    const [file, other] = [await desk.file(clientId, 'INTERNAL'), await desk.file(clientId)];
    expect(await desk.submitted(people.wei, at('02'), { kind: 'VIEW', fileIds: [file] })).toMatchObject({
      error: 'NOT_FOUND',
    });
    const { id } = await desk.submitted(people.wei, at('02'), { kind: 'VIEW', described: '许丽的内部函件' });
    expect(await desk.see(manager, at('02'), id)).toBeNull();
    expect(await desk.decide(otherManager, at('02'), id)).toMatchObject({ state: 'STAMPED' });
    expect(await desk.act(specialist, at('02'), 'attachFiles', { requestId: id, fileIds: [file] })).toMatchObject({
      request: { nextStep: 'REVIEW' },
    });
    expect(await desk.decide(people.siteAdvisor, at('02'), id)).toMatchObject({
      state: 'ACTIVE',
      grant: { acts: ['VIEW'] },
    });
    expect(await desk.ask(people.wei, at('02'), readFile(file))).toMatchObject({ file: { id: file } });
    expect(await desk.ask(people.wei, at('02'), readFile(other))).toEqual({ file: null });
    expect(await desk.see(people.wei, at('02'), id)).toMatchObject({ client: null, files: [{ id: file }] });
  });
});
