import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { postAssignedV1 } from '@shouwen/contracts';
import { staffViewer } from '@shouwen/testing';
import { type CareDesk, openCareDesk } from '../care/careFixture.ts';

let desk: CareDesk;
let regionalId: string;
let li: CareDesk['manager'];
let zhao: CareDesk['manager'];
let head: CareDesk['manager'];
let regional: CareDesk['manager'];
let elsewhere: CareDesk['manager'];
beforeAll(async () => {
  desk = await openCareDesk();
  const { ids, site, otherSite } = desk;
  regionalId = desk.service.world.newId();
  li = staffViewer(ids.li, { [site]: ['client.readOwn', 'visitPlan.submit'] });
  zhao = staffViewer(ids.zhao, { [site]: ['client.readOwn', 'visitPlan.submit'] });
  head = staffViewer(ids.manager, { [site]: ['client.readSite', 'visitPlan.submit', 'visitPlan.review'] });
  regional = staffViewer(regionalId, { '*': ['visitPlan.review'] });
  elsewhere = staffViewer(ids.elsewhere, { [otherSite]: ['client.readSite', 'visitPlan.review'] });
  const posts = [
    [ids.li, 'consultant', 'sales'],
    [ids.zhao, 'consultant', 'sales'],
    [ids.manager, 'sales-manager', 'sales'],
    [regionalId, 'regional-manager', 'management'],
  ] as const;
  for (const [staffId, role, department] of posts) {
    const post = { postId: desk.service.world.newId(), staffId, siteId: site, role, department };
    const days = { from: '2026-01-01', to: null, rosterOrder: null };
    await desk.service.hear(postAssignedV1, { ...post, ...days }, desk.time('2026-01-01'));
  }
});
afterAll(() => desk.service.stop());

const refusal = '... on Refusal { code rule { id } }';
const planDone = `__typename ... on VisitPlanDone { plan { id state late belowQuota visits { id client { id } costs { id } }
  history { step } explanation { outcome applied { id } } } } ${refusal}`;
const submit = `mutation ($input: SubmitVisitPlanInput!) { submitVisitPlan(input: $input) { ${planDone} } }`;
const review = `mutation ($input: ReviewVisitPlanInput!) { reviewVisitPlan(input: $input) { ${planDone} } }`;
const change = `mutation ($input: ChangeVisitPlanInput!) { changeVisitPlan(input: $input) { ${planDone} } }`;
const visitDone = `__typename ... on ClientVisitDone { visit { id planned reportDueAt reportState reportOverdue late notes remarks
  promises { id what owner { id } dueOn } explanation { applied { id } } } } ${refusal}`;
const record = `mutation ($input: RecordClientVisitInput!) { recordClientVisit(input: $input) { ${visitDone} } }`;
const report = `mutation ($input: SubmitVisitReportInput!) { submitVisitReport(input: $input) { ${visitDone} } }`;
const reviewReport = `mutation ($input: ReviewVisitReportInput!) { reviewVisitReport(input: $input) { ${visitDone} } }`;
const finish = `mutation ($input: FinishVisitPromiseInput!) { finishVisitPromise(input: $input) { __typename
  ... on VisitPromiseDone { promise { doneAt overdue } } ${refusal} } }`;
const costDone = `__typename ... on VisitCostDone { cost { id state approver overspent { fen } explanation { applied { id } } } } ${refusal}`;
const apply = `mutation ($input: ApplyVisitCostInput!) { applyVisitCost(input: $input) { ${costDone} } }`;
const decide = `mutation ($input: DecideVisitCostInput!) { decideVisitCost(input: $input) { ${costDone} } }`;
const settle = `mutation ($input: RecordVisitCostInput!) { recordVisitCost(input: $input) { ${costDone} } }`;
const plans = `query { visitPlans { edges { node { id visits { client { id } } } } } }`;
const month = `query ($siteId: ID!, $month: Date!) { visitMonth(siteId: $siteId, month: $month) { staff { id } quota planned done
  missing overdue remindedAt } }`;
const visits = `query ($late: Boolean!) { clientVisits(overdueOnly: $late) { edges { node { id notes client { id } reportOverdue
  history { step } } } } }`;
const promises = `query ($late: Boolean!) { visitPromises(overdueOnly: $late) { edges { node { id what client { id } overdue
  history { step } } } } }`;

type Node = Record<string, unknown>;
const nodesOf = async (who: CareDesk['manager'], when: string, query: string, late = false): Promise<Node[]> => {
  const answer = await desk
    .at(who, when)
    .ask<Record<string, { edges: { node: Node }[] }>>(query, query === plans ? {} : { late });
  return Object.values(answer)[0]?.edges.map(({ node }) => node) ?? [];
};
const monthOf = async (who: CareDesk['manager'], when: string, of: string): Promise<Node[]> =>
  (await desk.at(who, when).ask<{ visitMonth: Node[] }>(month, { siteId: desk.site, month: of })).visitMonth;
const idIn = (answer: Node, key: string): string => (answer[key] as { id: string }).id;
const own = async (): Promise<string> => {
  const clientId = await desk.client();
  await desk.claim(clientId, '2026-03-01');
  return clientId;
};
const codeOf = async (who: CareDesk['manager'], query: string, input: object): Promise<unknown> => {
  const idempotencyKey = desk.service.world.newId();
  const answer = await desk.at(who, '2026-05-20').send(query, { input: { idempotencyKey, ...input } });
  return answer.errors?.[0]?.extensions?.code;
};
const toVisit = (clientId: string, on: string) => ({ clientId, on, purpose: 'CARE' });
const planned = async (of: string, visitsToMake: readonly object[], when = '2026-05-20'): Promise<Node> =>
  (await desk.mutate(li, when, submit, { siteId: desk.site, month: of, visits: visitsToMake })) as Node;

describe('CR-8.01 visit plans', () => {
  it('are handed in for own clients, reviewed by the head, and changed by entries', async () => {
    const [mine, other] = [await own(), await desk.client()];
    expect(
      await codeOf(li, submit, { siteId: desk.site, month: '2026-06-01', visits: [toVisit(other, '2026-06-02')] }),
    ).toBe('NOT_FOUND');
    const handed = await planned('2026-06-01', [toVisit(mine, '2026-06-02')]);
    expect(handed.plan).toMatchObject({
      state: 'SUBMITTED',
      late: false,
      belowQuota: true,
      visits: [{ client: { id: mine } }],
    });
    const planId = idIn(handed, 'plan');
    for (const who of [zhao, elsewhere]) expect(await nodesOf(who, '2026-05-20', plans)).toEqual([]);
    expect(await nodesOf(head, '2026-05-20', plans)).toMatchObject([{ id: planId }]);
    for (const who of [zhao, li]) expect(await codeOf(who, review, { planId, approve: true })).toBe('NOT_FOUND');
    const back = { planId, approve: false, remarks: '请增加拜访次数' };
    expect(await desk.mutate(head, '2026-05-21', review, back)).toMatchObject({ plan: { state: 'RETURNED' } });
    await planned('2026-06-01', [toVisit(mine, '2026-06-02'), toVisit(mine, '2026-06-09')], '2026-05-22');
    const approved = await desk.mutate(head, '2026-05-23', review, { planId, approve: true });
    expect(approved).toMatchObject({ plan: { state: 'APPROVED', explanation: { applied: [{ id: 'CR-8.01' }] } } });
    const again = await planned('2026-06-01', [toVisit(mine, '2026-06-03')], '2026-05-24');
    expect(again).toMatchObject({ code: 'VISIT_PLAN_APPROVED' });
    const changed = await desk.mutate(li, '2026-05-25', change, { planId, add: [toVisit(mine, '2026-06-16')] });
    const steps = ['submitted', 'returned', 'resubmitted', 'approved', 'changed'].map((step) => ({ step }));
    expect(changed).toMatchObject({ plan: { history: steps } });
    expect((changed.plan as { visits: unknown[] }).visits).toHaveLength(3);
  });

  it('that are missing are told: due, reminded of, overdue from 24:00 of the last day; the own may not be reviewed', async () => {
    const before = await monthOf(head, '2026-06-27', '2026-07-01');
    expect(before.map(({ missing, overdue }) => [missing, overdue])).toEqual([
      [true, false],
      [true, false],
    ]);
    await desk.service.doDue(desk.time('2026-06-26'));
    expect((await monthOf(li, '2026-06-27', '2026-07-01')).map(({ remindedAt }) => remindedAt)).toEqual([null]);
    for (const _ of [1, 2]) await desk.service.doDue(desk.time('2026-06-27'));
    const told = await monthOf(head, '2026-06-30T23:59:59+08:00', '2026-07-01');
    expect(told.map(({ remindedAt, overdue }) => [typeof remindedAt, overdue])).toEqual([
      ['string', false],
      ['string', false],
    ]);
    expect(await monthOf(li, '2026-07-01T00:00:00+08:00', '2026-07-01')).toMatchObject([
      { staff: { id: desk.ids.li }, quota: 8, missing: true, overdue: true },
    ]);
    const clientId = await desk.client();
    await desk.claim(clientId, '2026-03-01', desk.ids.manager);
    const late = { siteId: desk.site, month: '2026-07-01', visits: [toVisit(clientId, '2026-07-02')] };
    const handed = await desk.mutate(head, '2026-07-01T00:00:00+08:00', submit, late);
    expect(handed).toMatchObject({ plan: { late: true } });
    const mine = await desk.mutate(head, '2026-07-01', review, { planId: idIn(handed as Node, 'plan'), approve: true });
    expect(mine).toMatchObject({ code: 'VISIT_PLAN_OWN' });
  });
});

/** A visit of Li's to an own client in April, unplanned. */
const visited = async (clientId: string, visitedAt = '2026-04-10T15:00:00+08:00'): Promise<string> => {
  const input = { siteId: desk.site, clientId, purpose: 'CARE', visitedAt };
  return idIn((await desk.mutate(li, '2026-04-10T18:00:00+08:00', record, input)) as Node, 'visit');
};

describe('CR-8.02 reports of visits', () => {
  it('are due within two days, overdue by the calendar and by the timer, and reviewed; what they say stands sealed', async () => {
    const clientId = await own();
    const visitId = await visited(clientId);
    const late = (when: string) => nodesOf(li, when, visits, true);
    expect(await late('2026-04-12T23:59:59+08:00')).toEqual([]);
    expect(await late('2026-04-13T00:00:00+08:00')).toMatchObject([{ id: visitId, reportOverdue: true }]);
    await desk.service.doDue(desk.time('2026-04-13'));
    expect(await late('2026-04-13')).toMatchObject([{ history: [{ step: 'recorded' }, { step: 'report-overdue' }] }]);
    const words = { visitId, notes: '客户关心学区与交房时间' };
    expect(await codeOf(zhao, report, words)).toBe('NOT_FOUND');
    const handed = await desk.mutate(li, '2026-04-13', report, words);
    expect(handed).toMatchObject({ visit: { late: true, reportState: 'SUBMITTED', notes: words.notes } });
    const [row] = await desk.rows<{ sealed: Buffer }>(
      `SELECT notes_sealed AS sealed FROM client_visit WHERE visit_id = '${visitId}'`,
    );
    expect(row?.sealed.includes(Buffer.from('学区'))).toBe(false);
    expect(await codeOf(elsewhere, reviewReport, { visitId, approve: true })).toBe('NOT_FOUND');
    const [seen] = (await nodesOf(regional, '2026-04-14', visits)).filter(({ id }) => id === visitId);
    expect(seen).toMatchObject({ notes: null, client: null });
    const back = await desk.mutate(head, '2026-04-14', reviewReport, {
      visitId,
      approve: false,
      remarks: '请写明下一步',
    });
    expect(back).toMatchObject({ visit: { reportState: 'RETURNED', remarks: '请写明下一步', reportOverdue: false } });
    await desk.mutate(li, '2026-04-15', report, { visitId, notes: '下周邀约复访' });
    const done = await desk.mutate(head, '2026-04-16', reviewReport, { visitId, approve: true });
    expect(done).toMatchObject({ visit: { reportState: 'APPROVED', explanation: { applied: [{ id: 'CR-8.02' }] } } });
    expect(await monthOf(li, '2026-04-16', '2026-04-01')).toMatchObject([{ quota: 8, done: 1 }]);
  });
});

describe('CR-8.03 promises made in a visit', () => {
  it('become tasks with owner and date, known to the owner, overdue until they are done', async () => {
    const clientId = await own();
    const visitId = await visited(clientId);
    const promise = { what: '寄送三期户型图', ownerId: desk.ids.zhao, dueOn: '2026-04-20' };
    const nobody = { ...promise, ownerId: desk.service.world.newId() };
    const told = { visitId, notes: '客户想看三期', promises: [nobody] };
    expect(await desk.mutate(li, '2026-04-11', report, told)).toMatchObject({
      code: 'VISIT_PROMISE_DATE',
      rule: { id: 'CR-8.03' },
    });
    await desk.mutate(li, '2026-04-11', report, { ...told, promises: [promise] });
    const [task] = await nodesOf(zhao, '2026-04-20', promises);
    expect(task).toMatchObject({ what: promise.what, client: null, overdue: false });
    const promiseId = (task as { id: string }).id;
    expect(await codeOf(li, finish, { promiseId })).toBe('NOT_FOUND');
    expect(await nodesOf(elsewhere, '2026-04-20', promises)).toEqual([]);
    expect(await nodesOf(head, '2026-04-20', promises, true)).toEqual([]);
    await desk.service.doDue(desk.time('2026-04-21'));
    expect(await nodesOf(head, '2026-04-21', promises, true)).toMatchObject([
      { id: promiseId, client: { id: clientId }, overdue: true, history: [{ step: 'promise-overdue' }] },
    ]);
    expect(await desk.mutate(zhao, '2026-04-22', finish, { promiseId })).toMatchObject({ promise: { overdue: false } });
    expect(await desk.mutate(zhao, '2026-04-22', finish, { promiseId })).toMatchObject({ code: 'VISIT_PROMISE_DONE' });
  });
});

describe('CR-8.04 cost and gifts', () => {
  it('are approved before the visit, above the limit by the regional manager, and recorded as they were', async () => {
    const mine = await own();
    const handed = await planned(
      '2026-03-01',
      [toVisit(mine, '2026-03-20'), toVisit(mine, '2026-03-21')],
      '2026-03-10',
    );
    const planId = idIn(handed, 'plan');
    await desk.mutate(head, '2026-03-11', review, { planId, approve: true });
    const [first, second] = (handed.plan as { visits: { id: string }[] }).visits;
    const cost = { plannedId: first?.id, kind: 'GIFT', what: '茶叶礼盒', amountFen: 60_000 };
    expect(await codeOf(zhao, apply, cost)).toBe('NOT_FOUND');
    const small = await desk.mutate(li, '2026-03-12', apply, cost);
    expect(small).toMatchObject({ cost: { state: 'ASKED', approver: 'HEAD' } });
    const big = await desk.mutate(li, '2026-03-12', apply, { ...cost, kind: 'MEAL', what: '午餐' });
    expect(big).toMatchObject({ cost: { approver: 'REGIONAL_MANAGER' } });
    const [costId, bigId] = [idIn(small as Node, 'cost'), idIn(big as Node, 'cost')];
    await desk.mutate(head, '2026-03-13', decide, { costId, approve: true });
    const above = await desk.mutate(head, '2026-03-13', decide, { costId: bigId, approve: true });
    expect(above).toMatchObject({ code: 'VISIT_COST_ABOVE_LIMIT', rule: { id: 'CR-8.04' } });
    await desk.mutate(regional, '2026-03-13', decide, { costId: bigId, approve: true });
    const visit = { siteId: desk.site, clientId: mine, plannedId: first?.id, purpose: 'CARE' };
    const made = await desk.mutate(li, '2026-03-20T18:00:00+08:00', record, {
      ...visit,
      visitedAt: '2026-03-20T15:00:00+08:00',
    });
    expect(made).toMatchObject({ visit: { planned: true } });
    const afterwards = await desk.mutate(li, '2026-03-20T18:00:00+08:00', apply, cost);
    expect(afterwards).toMatchObject({ code: 'VISIT_COST_NOT_IN_ADVANCE' });
    const late = await desk.mutate(li, '2026-03-22', apply, { ...cost, plannedId: second?.id });
    expect(late).toMatchObject({ code: 'VISIT_COST_NOT_IN_ADVANCE' });
    const actual = await desk.mutate(li, '2026-03-21', settle, { costId, actualFen: 65_000 });
    expect(actual).toMatchObject({ cost: { state: 'SETTLED', overspent: { fen: 5_000 } } });
  });
});
