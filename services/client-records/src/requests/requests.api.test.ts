import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { at, openRequestDesk, people, type RequestDesk } from './requestFixture.ts';

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
