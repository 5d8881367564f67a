import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { postAssignedV1 } from '@shouwen/contracts';
import { type TestService, testService } from '@shouwen/testing';
import { type LeasingDesk, leasingDesk, shanghai } from '../leasing/leasingFixture.ts';
import { salesReception } from '../service.ts';

const fields = `__typename ... on PipelineCaseChanged { case { id state stage dueOn owner { id } overdue finishedAt
    proposals { id name rank score explanation { applied { id } rejected { rule { id } } } } viewings { id recordedAt }
    checks { stage passed late checkedBy { id } } } explanation { outcome applied { id } } }
  ... on Refusal { code rule { id } message { zh en } }`;
type Case = {
  readonly id: string;
  readonly stage: string;
  readonly proposals: readonly { readonly id: string; readonly name: string }[];
  readonly viewings: readonly { readonly id: string }[];
};
type Answer = { readonly code?: string; readonly case?: Case };

let service: TestService;
let desk: LeasingDesk;
let li: LeasingDesk['agent'];
let zhao: LeasingDesk['agent'];
let manager: LeasingDesk['agent'];
let count = 0;

const act = async (viewer: LeasingDesk['agent'], at: string, name: string, input: object): Promise<Answer> => {
  count += 1;
  const type = `${name[0]?.toUpperCase()}${name.slice(1)}Input`;
  const mutation = `mutation ($input: ${type}!) { answer: ${name}(input: $input) { ${fields} } }`;
  const variables = { input: { idempotencyKey: `pipeline-${count}`, ...input } };
  return (await service.as(viewer, shanghai(at)).ask<{ answer: Answer }>(mutation, variables)).answer;
};

beforeAll(async () => {
  service = await testService(salesReception);
  desk = await leasingDesk(service);
  li = desk.person('pipeline.handle');
  zhao = desk.person('pipeline.handle');
  manager = desk.person('pipeline.read', 'pipeline.check', 'unit.manage');
  const post = { postId: service.world.newId(), staffId: zhao.staffId, siteId: desk.site, role: 'consultant' };
  const since = { from: '2026-01-01', to: null, rosterOrder: 1 };
  await service.hear(postAssignedV1, { ...post, ...since }, shanghai('2026-01-01T09:00:00'));
  const unit = { building: '1', layout: '三房', area: 110, orientation: '南', listPrice: 150_000_000 };
  const units = [
    { ...unit, floor: 3, number: '0301' },
    { ...unit, floor: 4, number: '0401' },
    { ...unit, building: '2', floor: 3, number: '0301', orientation: '东' },
    { ...unit, floor: 5, number: '0501', area: 200 },
  ];
  const mutation = 'mutation ($input: AddUnitsInput!) { addUnits(input: $input) { __typename } }';
  const input = { idempotencyKey: 'units', siteId: desk.site, units };
  await service.as(manager, shanghai('2026-03-01T09:00:00')).ask(mutation, { input });
});
afterAll(() => service.stop());

const monday = '2026-03-02T10:00:00';
const wanted = { intent: 'BUY', areaFrom: 100, areaTo: 120, layout: '三房', location: '1', amount: 150_000_000 };
const opened = async (needs: object = wanted) => {
  const input = { siteId: desk.site, clientId: await desk.aClient(), ...needs };
  return (await act(li, monday, 'openPipelineCase', input)).case?.id ?? '';
};
const finish = (viewer: LeasingDesk['agent'], at: string, caseId: string) =>
  act(viewer, at, 'finishPipelineStage', { caseId });
const pass = (at: string, caseId: string, more: object = {}) =>
  act(manager, at, 'checkPipelineStage', { caseId, passed: true, ...more });

describe('SR-11.01 a case goes through its stages', () => {
  it('from needs to signing, each finished by its owner and checked by another person', async () => {
    const caseId = await opened();
    expect(await act(li, monday, 'proposeListings', { caseId })).toMatchObject({ code: 'NOT_THE_STAGE' });
    expect(await pass(monday, caseId)).toMatchObject({ code: 'STAGE_NOT_FINISHED' });
    expect(await finish(li, monday, caseId)).toMatchObject({ explanation: { outcome: 'in-time' } });
    const both = desk.person('pipeline.read', 'pipeline.handle', 'pipeline.check');
    expect(await finish(both, monday, caseId)).toMatchObject({ code: 'NOT_STAGE_OWNER' });
    const stranger = service.world.newId();
    expect(await pass(monday, caseId, { nextOwnerId: stranger })).toMatchObject({ code: 'STAGE_OWNER_UNKNOWN' });
    const failed = await act(manager, monday, 'checkPipelineStage', { caseId, passed: false, note: '预算不明' });
    expect(failed).toMatchObject({ case: { stage: 'NEEDS', finishedAt: null, checks: [{ passed: false }] } });
    await finish(li, monday, caseId);
    expect(await pass(monday, caseId, { nextOwnerId: zhao.staffId })).toMatchObject({
      case: {
        stage: 'MATCHING',
        dueOn: '2026-03-07',
        owner: { id: zhao.staffId },
        checks: [{ passed: false }, { passed: true }],
      },
    });
    expect(await finish(zhao, monday, caseId)).toMatchObject({ code: 'STAGE_WORK_MISSING' });
    expect(await act(zhao, monday, 'proposeListings', { caseId })).toMatchObject({
      case: {
        proposals: [
          { name: '1-0301', rank: 1, score: 2 },
          { name: '1-0401', score: 2 },
          { name: '2-0301', score: 1 },
        ],
      },
    });
    const late = '2026-03-08T00:00:00';
    expect(await finish(zhao, late, caseId)).toMatchObject({ explanation: { outcome: 'late' } });
    expect(await pass(late, caseId)).toMatchObject({ case: { stage: 'VIEWING', checks: [{}, {}, { late: true }] } });
    expect(await finish(zhao, late, caseId)).toMatchObject({ code: 'STAGE_WORK_MISSING' });
    const gone = service
      .as(li, shanghai(late))
      .ask('query ($id: ID!) { pipelineCase(id: $id) { id } }', { id: caseId });
    expect(await gone).toEqual({ pipelineCase: null });
  });

  it('and the owner does not check it, whatever they may', async () => {
    const input = { siteId: desk.site, clientId: await desk.aClient(), ...wanted };
    const both = desk.person('pipeline.handle', 'pipeline.check');
    const caseId = (await act(both, monday, 'openPipelineCase', input)).case?.id ?? '';
    await finish(both, monday, caseId);
    expect(await act(both, monday, 'checkPipelineStage', { caseId, passed: true })).toMatchObject({
      code: 'OWN_STAGE',
    });
  });

  it('proposes spaces for rent to a tenant, by term and rent', async () => {
    await desk.aSpace({ number: 'short', area: 60, netArea: 40, rent: 800_000, shortestMonths: 12 });
    await desk.aSpace({ number: 'long', area: 60, netArea: 40, rent: 800_000, shortestMonths: 13 });
    await desk.aSpace({ number: 'dear', area: 60, netArea: 40, rent: 800_001 });
    const caseId = await opened({ intent: 'RENT', areaFrom: 50, areaTo: 70, amount: 800_000, months: 12 });
    await finish(li, monday, caseId);
    await pass(monday, caseId);
    const proposed = await act(li, monday, 'proposeListings', { caseId });
    expect(proposed.case?.proposals.map(({ name }) => name)).toEqual(['T1-short']);
  });

  it.each([
    ['areaTo', { areaTo: 99 }],
    ['budget', { amount: 0 }],
    ['months', { months: 12 }],
    ['months', { intent: 'RENT' }],
    ['months', { intent: 'RENT', months: 0 }],
  ])('is refused with %s', async (field, changes) => {
    const mutation = 'mutation ($input: OpenPipelineCaseInput!) { openPipelineCase(input: $input) { __typename } }';
    const input = { idempotencyKey: 'bad', siteId: desk.site, clientId: service.world.newId(), ...wanted, ...changes };
    const { errors } = await service.as(li, shanghai(monday)).send(mutation, { input });
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('is for its owner and the readers of the site; for others there is none', async () => {
    const caseId = await opened();
    const mutation =
      'mutation ($input: FinishPipelineStageInput!) { finishPipelineStage(input: $input) { __typename } }';
    const stranger = service.as(zhao, shanghai(monday));
    const codes = [];
    for (const id of [caseId, service.world.newId()]) {
      const variables = { input: { idempotencyKey: `s-${id}`, caseId: id } };
      codes.push((await stranger.send(mutation, variables)).errors[0]?.extensions);
    }
    expect(codes[0]).toEqual(codes[1]);
    expect(codes[0]).toMatchObject({ code: 'NOT_FOUND' });
    const list = 'query ($s: ID!) { pipelineCases(siteId: $s, first: 100) { edges { node { owner { id } } } } }';
    expect(await service.as(desk.person('unit.read'), shanghai(monday)).ask(list, { s: desk.site })).toEqual({
      pipelineCases: { edges: [] },
    });
    expect(await act(li, monday, 'closePipelineCase', { caseId, reason: '已在别处购房' })).toMatchObject({
      case: { state: 'CLOSED' },
    });
    expect(await finish(li, monday, caseId)).toMatchObject({ code: 'CASE_CLOSED' });
    expect(await act(li, monday, 'closePipelineCase', { caseId, reason: 'x' })).toMatchObject({ code: 'CASE_CLOSED' });
  });
});

describe('SR-11.02 a viewing of the pipeline', () => {
  it('is agreed with the owner beforehand, and the next proposals follow its feedback', async () => {
    const caseId = await opened();
    await finish(li, monday, caseId);
    await pass(monday, caseId);
    const first = (await act(li, monday, 'proposeListings', { caseId })).case;
    expect(first?.proposals.map(({ name }) => name)).toEqual(['1-0301', '1-0401', '2-0301']);
    const proposalId = first?.proposals[0]?.id;
    const arrange = (ownerAgreedAt: string, viewingAt: string) =>
      act(li, monday, 'arrangePipelineViewing', {
        caseId,
        proposalId,
        ownerAgreedAt: `${ownerAgreedAt}+08:00`,
        viewingAt: `${viewingAt}+08:00`,
      });
    expect(await arrange(monday, '2026-03-03T10:00:00')).toMatchObject({ code: 'NOT_THE_STAGE' });
    await finish(li, monday, caseId);
    await pass(monday, caseId);
    expect(await arrange('2026-03-02T10:00:01', '2026-03-03T10:00:00')).toMatchObject({
      code: 'OWNER_NOT_ASKED',
      rule: { id: 'SR-11.02' },
    });
    const viewingId = (await arrange(monday, '2026-03-03T10:00:00')).case?.viewings[0]?.id;
    const feedback = (at: string) => {
      const input = { viewingId, liked: false, rejected: ['ORIENTATION', 'PRICE'], said: '朝向不好' };
      return act(li, at, 'recordPipelineFeedback', input);
    };
    expect(await feedback('2026-03-03T09:59:59')).toMatchObject({ code: 'VIEWING_AHEAD' });
    expect(await feedback('2026-03-03T11:00:00')).toMatchObject({
      case: { viewings: [{ recordedAt: expect.any(String) }] },
    });
    expect(await feedback('2026-03-03T11:00:00')).toMatchObject({ code: 'FEEDBACK_RECORDED' });
    const next = await act(li, '2026-03-03T11:00:00', 'proposeListings', { caseId });
    expect(next).toMatchObject({
      case: {
        proposals: [
          { name: '2-0301', score: -1, explanation: { applied: [{ id: 'SR-11.01' }, { id: 'SR-11.02' }] } },
          { name: '1-0401', score: -2 },
        ],
      },
    });
  });
});
