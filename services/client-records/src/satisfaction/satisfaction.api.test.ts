import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { complaintRegisteredV1, type DataOf, dealCancelledV1, dealClosedV1 } from '@shouwen/contracts';
import { staffViewer } from '@shouwen/testing';
import { type CareDesk, openCareDesk } from '../care/careFixture.ts';

let desk: CareDesk;
let manager: CareDesk['manager'];
let colleague: CareDesk['manager'];
let li: CareDesk['manager'];
let zhao: CareDesk['manager'];
let elsewhere: CareDesk['manager'];
beforeAll(async () => {
  desk = await openCareDesk();
  const { ids, site, otherSite } = desk;
  manager = staffViewer(ids.manager, { [site]: ['client.readSite', 'survey.manage', 'survey.record'] });
  colleague = staffViewer(ids.advisor, { [site]: ['client.readSite', 'survey.manage', 'survey.record'] });
  li = staffViewer(ids.li, { [site]: ['client.readOwn', 'survey.record'] });
  zhao = staffViewer(ids.zhao, { [site]: ['client.readOwn', 'survey.record'] });
  elsewhere = staffViewer(ids.elsewhere, { [otherSite]: ['client.readSite', 'survey.manage', 'survey.record'] });
});
afterAll(() => desk.service.stop());

const list = `query ($from: Date, $through: Date, $states: [SurveyState!]) {
  surveys(from: $from, through: $through, states: $states, first: 100) { edges { node { id client { id } occasion askedOn
    through state rate formVersion questions { key text { zh } } explanation { outcome applied { id } } } } } }`;
const survey = `__typename ... on SurveyDone { survey { id state rate explanation { outcome } } } ... on Refusal { code }`;
const ask = `mutation ($input: AskSurveyInput!) { askSurvey(input: $input) { ${survey} } }`;
const answer = `mutation ($input: AnswerSurveyInput!) { answerSurvey(input: $input) { ${survey} } }`;
const measure = `__typename ... on SurveyMeasureDone { measure { id state overdue } } ... on Refusal { code }`;
const planIt = `mutation ($input: PlanSurveyMeasureInput!) { planSurveyMeasure(input: $input) { ${measure} } }`;
const finish = `mutation ($input: FinishSurveyMeasureInput!) { finishSurveyMeasure(input: $input) { ${measure} } }`;
const check = `mutation ($input: CheckSurveyMeasureInput!) { checkSurveyMeasure(input: $input) { ${measure} } }`;
const measures = `query { surveyMeasures(openOnly: false, first: 100) { edges { node { id state overdue dueAt owner { id }
  survey { id } history { step } explanation { outcome } } } } }`;

type Node = { readonly id: string; readonly client: { readonly id: string }; readonly questions: { key: string }[] };
const surveysOf = async (clientId: string, when: string, who = manager): Promise<Node[]> => {
  const asked = { from: '2026-03-01', through: '2027-02-28', states: ['OPEN', 'ANSWERED', 'CANCELLED', 'LAPSED'] };
  const { surveys } = await desk.at(who, when).ask<{ surveys: { edges: { node: Node }[] } }>(list, asked);
  return surveys.edges.map(({ node }) => node).filter(({ client }) => client.id === clientId);
};
const scoresOf = ({ questions }: Node, score: number) => questions.map(({ key }) => ({ key, score }));
const deal = async (clientId: string, closedOn: string): Promise<string> => {
  const dealId = desk.service.world.newId();
  const what = { dealId, siteId: desk.site, clientId, unitId: dealId, priceFen: 1, product: 'flat', policyVersion: 1 };
  const days = { closedOn, subscribedOn: closedOn, closedAt: `${closedOn}T15:00:00+08:00` };
  const who = { channel: 'none', introducerId: null, consultants: [], rules: [] } satisfies Partial<
    DataOf<typeof dealClosedV1>
  >;
  await desk.service.hear(dealClosedV1, { ...what, ...days, ...who }, desk.time(closedOn));
  return dealId;
};
const served = async (when = '2026-05-04'): Promise<{ clientId: string; node: Node }> => {
  const clientId = await desk.client();
  await desk.mutate(manager, when, ask, { siteId: desk.site, clientId });
  const [node] = await surveysOf(clientId, when);
  if (!node) throw new Error('nobody was asked');
  return { clientId, node };
};

describe('after a service', () => {
  it('a client is asked unless the client refused, with the form of the day', async () => {
    const [buyer, refusing, complaining] = [await desk.client(), await desk.client(), await desk.client()];
    await desk.consent(refusing, 'SURVEY', false);
    for (const one of [buyer, refusing]) await deal(one, '2026-05-04');
    const complaint = {
      complaintId: desk.service.world.newId(),
      siteId: desk.site,
      clientId: complaining,
      kind: 'noise',
    };
    const registeredAt = '2026-05-04T23:30:00+08:00';
    for (const _ of [1, 2])
      await desk.service.hear(complaintRegisteredV1, { ...complaint, registeredAt }, desk.time('2026-05-05'));
    expect(await surveysOf(buyer, '2026-05-07')).toMatchObject([
      {
        ...{ occasion: 'AFTER_DEAL', askedOn: '2026-05-07', through: '2026-05-21', state: 'OPEN', formVersion: 0 },
        explanation: { outcome: 'ASKED', applied: [{ id: 'CR-7.03' }] },
      },
    ]);
    expect(await surveysOf(complaining, '2026-05-07')).toMatchObject([{ askedOn: '2026-05-18' }]);
    expect(await surveysOf(refusing, '2026-05-07')).toEqual([]);
    const asked = await desk.mutate(manager, '2026-05-07', ask, { siteId: desk.site, clientId: refusing });
    expect(asked).toMatchObject({ code: 'SURVEY_REFUSED' });
  });

  it('about a deal that came to nothing nobody is asked', async () => {
    const clientId = await desk.client();
    const dealId = await deal(clientId, '2026-05-04');
    const cancelled = { dealId, cancelledAt: '2026-05-05T10:00:00+08:00', cancelledOn: '2026-05-05' };
    await desk.service.hear(dealCancelledV1, { ...cancelled, fault: 'client', reason: 'x' }, desk.time('2026-05-05'));
    expect(await surveysOf(clientId, '2026-05-07')).toMatchObject([{ state: 'CANCELLED' }]);
  });

  it('saying no cancels it at once, before any timer, and nobody answering lets it lapse', async () => {
    const [{ clientId, node }, silent] = [await served(), await served()];
    await desk.consent(clientId, 'SURVEY', false, '2026-05-05');
    expect(await surveysOf(clientId, '2026-05-05')).toMatchObject([{ state: 'CANCELLED' }]);
    const told = await desk.mutate(manager, '2026-05-05', answer, { surveyId: node.id, scores: scoresOf(node, 4) });
    expect(told).toMatchObject({ code: 'SURVEY_REFUSED' });
    expect(await surveysOf(silent.clientId, '2026-05-18')).toMatchObject([{ state: 'OPEN' }]);
    expect(await surveysOf(silent.clientId, '2026-05-19')).toMatchObject([{ state: 'LAPSED' }]);
    await desk.service.doDue(desk.time('2026-05-19'));
    const states = await desk.rows(
      `SELECT state FROM survey WHERE survey_id IN ('${node.id}', '${silent.node.id}') ORDER BY 1`,
    );
    expect(states).toEqual([{ state: 'cancelled' }, { state: 'lapsed' }]);
  });

  it('a site sets questions of its own; who was asked keeps the old ones', async () => {
    const { clientId } = await served();
    const set = `mutation ($input: SetSurveyFormInput!) { setSurveyForm(input: $input) { ... on SurveyFormSet { version } } }`;
    const questions = [{ key: 'all', zh: '总体', en: 'All in all' }];
    const form = { siteId: desk.otherSite, kind: 'SERVICE', questions };
    expect(await desk.mutate(elsewhere, '2026-05-04', set, form)).toEqual({ version: 1 });
    expect(await desk.mutate(elsewhere, '2026-05-04', set, form)).toEqual({ version: 2 });
    await expect(desk.mutate(manager, '2026-05-04', set, form)).rejects.toThrow(/not permitted/);
    const read = `query ($siteId: ID!) { surveyForm(siteId: $siteId, kind: SERVICE) { version questions { key } } }`;
    expect(await desk.at(elsewhere, '2026-05-04').ask(read, { siteId: desk.otherSite })).toEqual({
      surveyForm: { version: 2, questions: [{ key: 'all' }] },
    });
    expect((await surveysOf(clientId, '2026-05-04'))[0]?.questions).toHaveLength(5);
  });
});

describe('once a year', () => {
  it('everybody who agreed is asked, exactly once, also by two replicas, and again after 365 days', async () => {
    const [agreed, silent] = [await desk.client(), await desk.client()];
    await desk.consent(agreed, 'SURVEY', true, '2026-03-02');
    const due = (when: string) => desk.service.doDue(desk.time(when));
    const asked = () =>
      desk.rows(`SELECT client_id AS id, asked_on::text AS on FROM survey WHERE occasion = 'yearly'
        AND client_id IN ('${agreed}', '${silent}') ORDER BY asked_on`);
    await due('2027-02-28');
    expect(await asked()).toEqual([]);
    await Promise.all([due('2027-03-01'), due('2027-03-01')]);
    expect(await asked()).toEqual([{ id: agreed, on: '2027-03-01' }]);
    await desk.consent(agreed, 'SURVEY', false, '2027-03-05');
    await due('2027-03-05');
    await desk.consent(agreed, 'SURVEY', true, '2027-03-06');
    await due('2028-02-28');
    expect(await asked()).toHaveLength(1);
    await due('2028-02-29');
    expect(((await asked()) as { on: string }[]).map(({ on }) => on)).toEqual(['2027-03-01', '2028-02-29']);
  });

  it('of two records of one person one is asked', async () => {
    const [surviving, merged] = [await desk.client(), await desk.client(desk.site, '2026-03-05')];
    for (const one of [surviving, merged]) await desk.consent(one, 'SURVEY', true, '2026-03-06');
    await desk.service.doDue(desk.time('2026-03-06'));
    await desk.service.world.db.transaction((tx) =>
      tx.query('INSERT INTO client_person (client_id, person_id) VALUES ($1, $1), ($2, $1)', [surviving, merged]),
    );
    for (const when of ['2027-03-01', '2027-03-05']) await desk.service.doDue(desk.time(when));
    const asked = await desk.rows(
      `SELECT client_id AS id FROM survey WHERE occasion = 'yearly' AND client_id IN ('${surviving}', '${merged}')`,
    );
    expect(asked).toEqual([{ id: surviving }]);
  });
});

describe('CR-7.03 satisfaction: answers, the target, improvement measures, the report', () => {
  it('below the target a measure is due: planned, done by its owner, checked by another, late by the calendar', async () => {
    const { node } = await served('2026-06-01');
    const below = scoresOf(node, 4).map((one, index) => (index === 0 ? { ...one, score: 3 } : one));
    expect(await desk.mutate(manager, '2026-06-02', answer, { surveyId: node.id, scores: below })).toMatchObject({
      survey: { state: 'ANSWERED', rate: 76, explanation: { outcome: 'BELOW_TARGET' } },
    });
    type Measure = { readonly id: string; readonly survey: { readonly id: string } | null; readonly state: string };
    const seen = async (who = manager, when = '2026-06-03') =>
      (
        await desk.at(who, when).ask<{ surveyMeasures: { edges: { node: Measure }[] } }>(measures)
      ).surveyMeasures.edges.map((edge) => edge.node);
    const mine = async (when: string) => (await seen(manager, when)).find((one) => one.survey?.id === node.id);
    const measureId = (await mine('2026-06-03'))?.id;
    expect(await mine('2026-06-09T23:59:59+08:00')).toMatchObject({ state: 'WANTED', overdue: false });
    expect(await mine('2026-06-10T00:00:00+08:00')).toMatchObject({ overdue: true });
    for (const _ of [1, 2]) await desk.service.doDue(desk.time('2026-06-10'));
    const plan = { measureId, what: '加强接待培训', ownerId: desk.ids.li, dueOn: '2026-06-20' };
    for (const who of [elsewhere, li]) {
      expect(await seen(who)).toEqual([]);
      await expect(desk.mutate(who, '2026-06-10', planIt, plan)).rejects.toThrow(/Not found/);
    }
    expect(await desk.mutate(manager, '2026-06-10', planIt, plan)).toMatchObject({
      measure: { state: 'PLANNED', overdue: false },
    });
    expect(await seen(li)).toMatchObject([{ id: measureId, survey: null }]);
    expect(await desk.mutate(manager, '2026-06-12', finish, { measureId })).toMatchObject({ code: 'MEASURE_NOT_OWN' });
    expect(await desk.mutate(li, '2026-06-12', finish, { measureId })).toMatchObject({ measure: { state: 'DONE' } });
    const failed = { measureId, passed: false, dueOn: '2026-06-30' };
    expect(await desk.mutate(colleague, '2026-06-13', check, failed)).toMatchObject({ measure: { state: 'PLANNED' } });
    const replan = { ...plan, ownerId: desk.ids.manager, dueOn: '2026-06-30' };
    await desk.mutate(colleague, '2026-06-13', planIt, replan);
    await desk.mutate(manager, '2026-06-14', finish, { measureId });
    const passed = { measureId, passed: true };
    expect(await desk.mutate(manager, '2026-06-15', check, passed)).toMatchObject({
      code: 'MEASURE_NEEDS_ANOTHER_PERSON',
    });
    expect(await desk.mutate(colleague, '2026-06-15', check, passed)).toMatchObject({ measure: { state: 'CLOSED' } });
    const steps = ['WANTED', 'OVERDUE', 'PLANNED', 'DONE', 'FAILED', 'PLANNED', 'DONE', 'PASSED'];
    expect(await mine('2026-06-16')).toMatchObject({ state: 'CLOSED', history: steps.map((step) => ({ step })) });
  });

  it('a consultant answers for the own clients, whom a colleague does not know of; each once', async () => {
    const { clientId, node } = await served();
    await desk.claim(clientId, '2026-05-04');
    const told = { surveyId: node.id, scores: scoresOf(node, 4) };
    for (const who of [zhao, elsewhere]) {
      expect(await surveysOf(clientId, '2026-05-04', who)).toEqual([]);
      await expect(desk.mutate(who, '2026-05-04', answer, told)).rejects.toThrow(/Not found/);
    }
    expect(await surveysOf(clientId, '2026-05-04', li)).toHaveLength(1);
    expect(await desk.mutate(li, '2026-05-04', answer, told)).toMatchObject({
      survey: { rate: 80, state: 'ANSWERED' },
    });
    expect(await desk.mutate(li, '2026-05-04', answer, told)).toMatchObject({ code: 'SURVEY_CLOSED' });
  });

  it('the report tells the rate of the site and the period, and whether the target is met', async () => {
    const [one, other] = [await served('2026-08-03'), await served('2026-08-03')];
    await served('2026-08-04');
    for (const [{ node }, score] of [[one, 5] as const, [other, 3] as const])
      await desk.mutate(manager, '2026-08-04', answer, { surveyId: node.id, scores: scoresOf(node, score) });
    const report = `query ($siteId: ID!, $from: Date!, $through: Date!) { satisfactionReport(siteId: $siteId, from: $from,
      through: $through) { asked answered rate target meetsTarget lines { occasion asked answered rate belowTarget } } }`;
    const of = (from: string, through: string, who = manager) =>
      desk.at(who, '2026-08-05').ask(report, { siteId: desk.site, from, through });
    expect(await of('2026-08-03', '2026-08-03')).toEqual({
      satisfactionReport: {
        ...{ asked: 2, answered: 2, rate: 80, target: 80, meetsTarget: true },
        lines: [{ occasion: 'AFTER_SERVICE', asked: 2, answered: 2, rate: 80, belowTarget: 1 }],
      },
    });
    expect(await of('2026-08-04', '2026-08-04')).toMatchObject({
      satisfactionReport: { asked: 1, answered: 0, rate: null, meetsTarget: null },
    });
    await expect(of('2026-08-03', '2026-08-03', li)).rejects.toThrow(/not permitted/);
  });
});
