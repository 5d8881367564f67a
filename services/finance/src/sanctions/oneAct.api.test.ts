import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type TestService, testService } from '@shouwen/testing';
import { finance } from '../service.ts';
import { type Answer, actAt, now, type SanctionsSite, sanctionsSite } from './sanctionsFixture.ts';

let service: TestService;
let site: SanctionsSite;

beforeAll(async () => {
  service = await testService(finance);
});
afterAll(() => service.stop());
beforeEach(async () => {
  site = await sanctionsSite(service);
});

const found = async () => (await site.fines()).map(({ code, state }) => `${code} ${state}`).sort();
const aVisit = () => ({ subject: { type: 'Visit', id: site.newId() } });
const propose = (violationId: string, input: object = {}, who = site.people.manager()) =>
  site.act(who, 'proposeFine', { violationId, ...input });
const change = async (
  overrides: Record<string, unknown>,
  from = new Date('2026-03-05T00:00:00+08:00'),
): Promise<Answer> => {
  const text = `mutation ($input: ChangePenaltyPolicyInput!) { changePenaltyPolicy(input: $input) {
    __typename ... on PenaltyPolicyChanged { policy { version enabled schedule { code } } explanation { outcome applied { id } } } ... on Refusal { code message { en } } } }`;
  const pairs = Object.entries(overrides).map(([key, value]) => ({ key, value: JSON.stringify(value) }));
  const input = {
    idempotencyKey: site.newId(),
    siteId: site.siteId,
    effectiveFrom: from.toISOString(),
    overrides: pairs,
  };
  const early = site.people.director(new Date('2026-03-01T09:00:00+08:00'));
  return (await early.ask<{ changePenaltyPolicy: Answer }>(text, { input })).changePenaltyPolicy;
};

describe('FI-3 one act, one code, the more specific one', () => {
  it.each([
    ['V-51', 'V-42'],
    ['V-48', 'V-47'],
    ['V-48', 'V-27'],
    ['V-47', 'V-27'],
  ])('%s instead of %s, whichever is recorded first', async (specific, general) => {
    const [one, two] = [aVisit(), aVisit()];
    await site.record({ code: general, ...one });
    await site.record({ code: specific, ...one });
    await site.record({ code: specific, ...two });
    await site.record({ code: general, ...two });
    const expected = [`${specific} PROPOSED`, `${specific} PROPOSED`, `${general} SUPERSEDED`];
    expect(await found()).toEqual(expected.sort());
  });

  it('of three for one act the last one stands', async () => {
    const visit = aVisit();
    for (const code of ['V-27', 'V-47', 'V-48']) await site.record({ code, ...visit });
    expect(await found()).toEqual(['V-27 SUPERSEDED', 'V-47 SUPERSEDED', 'V-48 PROPOSED']);
  });

  it('what is confirmed is not taken over, until a manager takes it back', async () => {
    const visit = aVisit();
    await site.record({ code: 'V-27', ...visit });
    const [general] = await site.fines();
    const suspension = { from: '2026-03-11' };
    await site.act(site.people.manager(), 'confirmFine', { fineId: general?.id, suspension });
    const poaching = await site.record({ code: 'V-47', ...visit });
    expect(await found()).toEqual(['V-27 CONFIRMED']);
    expect(await propose(poaching)).toMatchObject({ code: 'ACT_ALREADY_FINED', rule: { id: 'FI-3' } });
    await site.act(site.people.director(), 'withdrawFine', { fineId: general?.id, reason: 'it was poaching' });
    expect(await propose(poaching)).toMatchObject({ fine: { code: 'V-47', state: 'PROPOSED' } });
  });

  it('other acts are fined beside: another visit, another person, an unrelated code about the same visit', async () => {
    const visit = aVisit();
    await site.record({ code: 'V-27', ...visit });
    await site.record({ code: 'V-47', ...aVisit() });
    await site.record({ code: 'V-47', ...visit, staffId: site.ids.director });
    await site.record({ code: 'V-17', ...visit });
    expect(await found()).toEqual(['V-17 PROPOSED', 'V-27 PROPOSED', 'V-47 PROPOSED', 'V-47 PROPOSED']);
  });

  it('the same found twice is one act; without a subject they are two', async () => {
    const visit = aVisit();
    await site.record({ code: 'V-23', ...visit });
    await site.record({ code: 'V-23', ...visit });
    await site.record({ code: 'V-05' });
    await site.record({ code: 'V-05' });
    expect(await found()).toEqual(['V-05 PROPOSED', 'V-05 PROPOSED', 'V-23 PROPOSED']);
  });

  it('a manager names a more specific code for a recorded violation, not a less specific or an unrelated one', async () => {
    const leak = await site.record({ code: 'V-42' });
    expect(await propose(leak)).toMatchObject({ code: 'ACT_ALREADY_FINED' });
    expect(await propose(leak, { code: 'V-20' })).toMatchObject({ code: 'ACT_ALREADY_FINED' });
    expect(await propose(leak, { code: 'V-51' })).toMatchObject({ fine: { code: 'V-51', basis: 'RANGE' } });
    expect(await propose(leak, { code: 'V-42' })).toMatchObject({ code: 'ACT_ALREADY_FINED' });
    expect(await found()).toEqual(['V-42 SUPERSEDED', 'V-51 PROPOSED']);
  });

  it('whoever proposed it by hand does not confirm it; nobody proposes for their own violation', async () => {
    const leak = await site.record({ code: 'V-42', reportedBy: null });
    const { fine } = await propose(leak, { code: 'V-51' });
    const confirm = (who: ReturnType<typeof site.people.li>) =>
      site.act(who, 'confirmFine', { fineId: fine?.id, amount: 100_000 });
    expect(await confirm(site.people.manager())).toMatchObject({ code: 'OWN_REPORT' });
    expect(await confirm(site.people.director())).toMatchObject({ fine: { state: 'CONFIRMED' } });
    const text = 'mutation ($input: ProposeFineInput!) { proposeFine(input: $input) { __typename } }';
    const self = site.as(site.ids.li, ['fine.propose'], now);
    const input = { idempotencyKey: 'self', violationId: leak };
    expect((await self.send(text, { input })).errors[0]?.extensions?.code).toBe('NOT_FOUND');
    const list = 'query ($site: ID!) { finableViolations(siteId: $site) { edges { node { id } } } }';
    expect(await self.ask(list, { site: site.siteId })).toEqual({ finableViolations: { edges: [] } });
  });

  it('whoever is fined does not learn from either fine who named the more specific code', async () => {
    await propose(await site.record({ code: 'V-42' }), { code: 'V-51' });
    const own = '{ ownFines { edges { node { state reportedBy { id } history { step by { id } } } } } }';
    expect(JSON.stringify(await site.people.li().ask(own))).not.toContain(site.ids.manager);
    const [, first] = await site.fines();
    expect(first).toMatchObject({ history: [{}, { step: 'superseded', by: { id: site.ids.manager } }] });
  });

  it('of two managers who propose the same at once one is told so', async () => {
    const leak = await site.record({ code: 'V-42' });
    const answers = await Promise.all([propose(leak, { code: 'V-51' }), propose(leak, { code: 'V-51' })]);
    expect(answers.map(({ code }) => code).sort()).toEqual(['ACT_ALREADY_FINED', undefined]);
    expect(await found()).toEqual(['V-42 SUPERSEDED', 'V-51 PROPOSED']);
  });
});

describe('what a site sets for itself', () => {
  it.each([
    ['V-39', 'V-39'],
    ['V-50', 'V-50'],
  ])('%s for complaints: whichever of the two was recorded, %s applies', async (chosen, code) => {
    expect(await change({ 'complaint.code': chosen, 'V-01.leastFen': 1 })).toMatchObject({ policy: { version: 2 } });
    await site.record({ code: 'V-39' });
    await site.record({ code: 'V-50' });
    expect(await found()).toEqual([`${code} PROPOSED`, `${code} PROPOSED`]);
  });

  it('the club’s schedule is in use only where it is switched on', async () => {
    await site.record({ code: 'K-02' });
    expect(await site.fines()).toMatchObject([{ code: null, basis: 'RULING' }]);
    expect(await propose(await site.record({ code: 'V-01' }), { code: 'K-02' })).toMatchObject({
      code: 'CODE_NOT_IN_SCHEDULE',
    });
    site = await sanctionsSite(service);
    await change({ 'schedule.club': true });
    await site.record({ code: 'K-01', occurrences: 3 });
    expect(await site.fines()).toMatchObject([{ code: 'K-01', least: { fen: 3_000 } }]);
  });

  it('the style of one month has no fines unless it switches them on; the violation is kept', async () => {
    site = await sanctionsSite(service, 'one-month');
    const kept = await site.record({ code: 'V-01' });
    expect(await site.fines()).toEqual([]);
    expect(await propose(kept)).toMatchObject({ code: 'FINES_NOT_IN_USE' });
    const list = `query ($site: ID!) { finableViolations(siteId: $site) { edges { node { id explanation { outcome } } } } }`;
    expect(await site.people.manager().ask(list, { site: site.siteId })).toEqual({
      finableViolations: { edges: [{ node: { id: kept, explanation: { outcome: 'not-fined' } } }] },
    });
    site = await sanctionsSite(service, 'one-month');
    await change({ 'fines.enabled': true });
    await site.record({ code: 'V-01' });
    expect(await found()).toEqual(['V-01 PROPOSED']);
  });

  it('a changed amount holds for acts from then on, not for those before', async () => {
    await change({ 'V-01.leastFen': 3_000, 'V-01.mostFen': 3_000 }, actAt);
    await site.record({ occurredAt: new Date(actAt.getTime() - 1).toISOString() });
    await site.record({});
    expect((await site.fines()).map(({ least }) => least.fen)).toEqual([3_000, 2_000]);
  });

  it.each([
    ['3 days after', '2026-03-14T23:59:59+08:00', null],
    ['the day after that', '2026-03-15T00:00:00+08:00', 'CONTEST_TOO_LATE'],
  ])('a time to contest: %s the confirmation', async (_, at, code) => {
    await change({ 'contest.days': 3 });
    await site.record({});
    const [fine] = await site.fines();
    await site.act(site.people.manager(), 'confirmFine', { fineId: fine?.id });
    const answer = await site.act(site.people.li(new Date(at)), 'contestFine', { fineId: fine?.id, reason: 'no' });
    expect(answer).toMatchObject(code ? { code } : { fine: { state: 'CONTESTED' } });
  });

  it.each([
    ['unknown', { 'V-99.leastFen': 1 }, 'POLICY_AT_FAULT'],
    ['no amount', { 'V-01.leastFen': '20' }, 'POLICY_AT_FAULT'],
    ['contradictory', { 'V-01.leastFen': 2_001 }, 'POLICY_AT_FAULT'],
  ])('a parameter that is %s is refused', async (_, overrides, code) => {
    expect(await change(overrides)).toMatchObject({ code });
  });

  it('a change says by which rule, and why it was possible', async () => {
    expect(await change({ 'V-01.mostFen': 3_000 })).toMatchObject({
      policy: { version: 2 },
      explanation: { outcome: 'policy-changed', applied: [{ id: 'V-01' }] },
    });
  });

  it('not backwards, and not without the permission', async () => {
    expect(await change({ 'V-01.mostFen': 3_000 }, new Date('2026-02-28T00:00:00+08:00'))).toMatchObject({
      code: 'POLICY_TOO_EARLY',
    });
    const text = 'mutation ($input: ChangePenaltyPolicyInput!) { changePenaltyPolicy(input: $input) { __typename } }';
    const input = {
      idempotencyKey: 'x',
      siteId: site.siteId,
      effectiveFrom: '2026-04-01T00:00:00+08:00',
      overrides: [],
    };
    expect((await site.people.manager().send(text, { input })).errors[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  it('the schedule of the site is read with `policy.read`, with the text of each code', async () => {
    const query = `query ($site: ID!) { penaltyPolicy(siteId: $site) { enabled preset
      schedule { code basis least { yuan } most { yuan } unit fined rule { text { zh } } effects { when oneOf } } parameters { key } } }`;
    type Schedule = { penaltyPolicy: { schedule: { code: string }[]; parameters: unknown[] } };
    const { penaltyPolicy } = await site.people.manager().ask<Schedule>(query, { site: site.siteId });
    expect(penaltyPolicy.schedule).toHaveLength(51);
    expect(penaltyPolicy.schedule.map(({ code }) => code)).not.toContain('V-50');
    expect(penaltyPolicy.schedule).toContainEqual({
      ...{ code: 'V-16', basis: 'RANGE', least: { yuan: '100.00' }, most: { yuan: '1000.00' }, unit: 'OCCURRENCE' },
      ...{
        fined: 'OFFENDER',
        rule: { text: { zh: expect.any(String) } },
        effects: [{ when: 'ALWAYS', oneOf: ['SUSPEND'] }],
      },
    });
    expect(await site.people.li().ask(query, { site: site.siteId })).toEqual({ penaltyPolicy: null });
  });
});
