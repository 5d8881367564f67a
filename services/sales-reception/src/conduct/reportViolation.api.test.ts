import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestService, testService } from '@shouwen/testing';
import { salesReception } from '../service.ts';
import { type OpenSite, openSite } from './conductFixture.ts';

const report = `mutation ($input: ReportViolationInput!) { reportViolation(input: $input) { __typename
  ... on ViolationReported { violation { id entry { id } staff { id } reportedBy { id } reason note occurrences
    explanation { outcome applied { id } facts { name value at } } } }
  ... on Refusal { code rule { id } message { zh en } because: explanation { outcome rejected { rule { id } } facts { name value } } } } }`;
const byId = 'query ($id: ID!) { violation(id: $id) { id reportedBy { id } supersededBy } }';
const list = `query ($siteId: ID!, $staffId: ID, $first: Int, $after: String) {
  violations(siteId: $siteId, staffId: $staffId, first: $first, after: $after) {
    edges { node { id entry { id } } } pageInfo { hasNextPage endCursor } } }`;

type Answer = { readonly __typename: string; readonly code?: string; readonly violation?: { readonly id: string } };
type Listed = {
  readonly violations: {
    readonly edges: readonly { readonly node: { readonly id: string } }[];
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
  };
};

describe('reported violations over the graph', () => {
  let service: TestService;
  let site: OpenSite;
  let [li, zhao, sun, manager] = ['', '', '', ''];
  beforeAll(async () => {
    service = await testService(salesReception);
    site = await openSite(service);
    [li, zhao, sun] = [await site.hire(), await site.hire(), await site.hire()];
    manager = await site.hire('sales-manager');
  });
  afterAll(() => service.stop());

  const now = '2026-03-02T12:00:00';
  const input = (change: Record<string, unknown> = {}) => ({
    idempotencyKey: site.key(),
    siteId: site.siteId,
    staffId: li,
    occurredAt: '2026-03-02T11:00:00+08:00',
    note: '在门外向客户递名片',
    ...change,
  });
  const send = async (change: Record<string, unknown> = {}, by = zhao, time = now): Promise<Answer> => {
    const asking = site.as(by, ['violation.report'], time);
    return (await asking.ask<{ reportViolation: Answer }>(report, { input: input(change) })).reportViolation;
  };
  const visit = () => ({ kind: 'VISIT', id: site.key() });

  const deeds = {
    SOLICITED_OUTSIDE: ['SR-7.02', 'V-52'],
    HAD_COLLEAGUE_SOLICIT: ['SR-7.02', 'V-52'],
    PRIVATE_RESALE: ['SR-7.03', 'V-37'],
    PRIVATE_NAME_TRANSFER: ['SR-7.03', 'V-37'],
    DISCOUNT_OVER_MANAGER: ['SR-7.03', 'V-37'],
    TOOK_GIFT: ['SR-7.03', 'V-38'],
    TOOK_DEPOSIT: ['SR-7.03', 'V-38'],
    ARGUED_BEFORE_CLIENT: ['SR-7.04', 'V-23'],
    DISTURBED_FLOOR: ['SR-7.04', 'V-49'],
  } as const;
  const isTold = async (misdeed: keyof typeof deeds): Promise<void> => {
    const [rule, code] = deeds[misdeed];
    const answer = await send({ misdeed });
    expect(answer).toMatchObject({
      violation: {
        entry: { id: code },
        staff: { id: li },
        reportedBy: { id: zhao },
        explanation: { outcome: 'RECORDED', applied: [{ id: rule }, { id: 'FI-3' }, { id: code }] },
      },
    });
    const told = await site.told('sales-reception.violation.recorded.v1');
    expect(told.find(({ violationId }) => violationId === answer.violation?.id)).toMatchObject({
      ...{ code, staffId: li, reportedBy: zhao, occurrences: 1, grave: false, rules: [rule, 'FI-3', code] },
      reason: misdeed.toLowerCase().replaceAll('_', '-'),
    });
  };

  it.each(['PRIVATE_RESALE', 'PRIVATE_NAME_TRANSFER', 'DISCOUNT_OVER_MANAGER', 'TOOK_GIFT', 'TOOK_DEPOSIT'] as const)(
    'SR-7.03 %s, found by whomever, is a violation, and finance is told',
    isTold,
  );

  it.each(['SOLICITED_OUTSIDE', 'HAD_COLLEAGUE_SOLICIT', 'ARGUED_BEFORE_CLIENT', 'DISTURBED_FLOOR'] as const)(
    '%s is a violation, and finance is told',
    isTold,
  );

  it('what the reporter wrote stays in this department', async () => {
    const { violation } = await send({ code: 'V-26', note: '对客户挑三拣四' });
    expect(violation).toMatchObject({ note: '对客户挑三拣四', reason: 'reported' });
    const told = await site.told('sales-reception.violation.recorded.v1');
    expect(JSON.stringify(told)).not.toContain('挑三拣四');
  });

  it.each([
    ['an entry of no schedule', { code: 'V-53' }, 'BAD_INPUT'],
    ['a rule that is no entry', { code: 'SR-7.02' }, 'BAD_INPUT'],
    ['an entry and a misdeed', { code: 'V-26', misdeed: 'TOOK_GIFT' }, 'BAD_INPUT'],
    ['no word of what happened', { note: '  ' }, 'BAD_INPUT'],
    ['a novel', { note: '字'.repeat(1001) }, 'BAD_INPUT'],
    ['no time at all', { occurrences: 0 }, 'BAD_INPUT'],
    ['an unknown deal', { dealId: '018f3a2e-0000-7000-8000-000000000001' }, 'BAD_INPUT'],
    ['somebody unknown', { staffId: '018f3a2e-0000-7000-8000-000000000001' }, 'STAFF_UNKNOWN'],
    ['what is yet to come', { occurredAt: '2026-03-02T12:00:00.001+08:00' }, 'IN_THE_FUTURE'],
  ])('%s: refused in both languages, and nothing is written', async (_, change, code) => {
    const before = (await site.told('sales-reception.violation.recorded.v1')).length;
    expect(await send(change)).toMatchObject({
      ...{ code, rule: { id: 'FI-3' } },
      message: { zh: expect.stringMatching(/\p{Script=Han}/u), en: expect.stringMatching(/[a-z]/) },
    });
    expect((await site.told('sales-reception.violation.recorded.v1')).length).toBe(before);
  });

  it('takes what happens this very moment, and a note of just the longest length', async () => {
    const answer = await send({ code: 'V-05', occurredAt: '2026-03-02T12:00:00+08:00', note: '字'.repeat(1000) });
    expect(answer.__typename).toBe('ViolationReported');
  });

  it('whoever had left the site by that day is not of it; on the last day they are', async () => {
    const gone = await site.hire('consultant', { to: '2026-03-01' });
    const on = (day: string) =>
      send({ staffId: gone, code: 'V-05', occurredAt: `${day}T23:59:59+08:00` }, li, '2026-03-05T09:00:00');
    expect((await on('2026-03-01')).__typename).toBe('ViolationReported');
    expect((await on('2026-03-02')).code).toBe('STAFF_UNKNOWN');
  });

  it('one act, one code: the same act again is refused, the less specific entry with the one that stands', async () => {
    const subject = visit();
    const { violation } = await send({ code: 'V-47', subject });
    expect(await send({ code: 'V-47', subject }, sun)).toMatchObject({ code: 'ONE_ACT_ONE_CODE' });
    expect(await send({ code: 'V-27', subject }, sun)).toMatchObject({
      code: 'ONE_ACT_ONE_CODE',
      message: { en: expect.stringContaining('V-47') },
      because: { outcome: 'STANDS', rejected: [{ rule: { id: 'V-27' } }] },
    });
    const specific = await send({ code: 'V-48', subject }, sun);
    const asReader = site.as(manager, ['violation.read'], now);
    expect(await asReader.ask(byId, { id: violation?.id })).toMatchObject({
      violation: { supersededBy: specific.violation?.id },
    });
  });

  it('the reporter, the person concerned and whoever reads violations see it; nobody else, as if it were not there', async () => {
    const { violation } = await send({ code: 'V-06' });
    const seen = async (by: string, ...permissions: ('violation.report' | 'violation.read')[]) => {
      const asking = site.as(by, permissions, now);
      const one = (await asking.ask<{ violation: unknown }>(byId, { id: violation?.id })).violation;
      const { violations } = await asking.ask<Listed>(list, { siteId: site.siteId, first: 100 });
      return { one, listed: violations.edges.some(({ node }) => node.id === violation?.id) };
    };
    expect(await seen(zhao, 'violation.report')).toMatchObject({ one: { reportedBy: { id: zhao } }, listed: true });
    expect(await seen(li, 'violation.report')).toMatchObject({ one: { reportedBy: null }, listed: true });
    expect(await seen(manager, 'violation.read')).toMatchObject({ one: { reportedBy: { id: zhao } }, listed: true });
    expect(await seen(sun, 'violation.report')).toEqual({ one: null, listed: false });
  });

  it('whoever reads the violations of the site does not learn either who reported their own', async () => {
    const { violation } = await send({ staffId: manager, code: 'V-06' });
    const asking = site.as(manager, ['violation.read'], now);
    expect(await asking.ask(byId, { id: violation?.id })).toMatchObject({ violation: { reportedBy: null } });
    const itself = await send({ staffId: manager, code: 'V-07' }, manager);
    expect(await asking.ask(byId, { id: itself.violation?.id })).toMatchObject({
      violation: { reportedBy: { id: manager } },
    });
  });

  it('comes in pages, and by person', async () => {
    const someone = await site.hire();
    for (const hour of ['08', '09', '10'])
      await send({ staffId: someone, code: 'V-05', occurredAt: `2026-03-02T${hour}:00:00+08:00` });
    const asking = site.as(manager, ['violation.read'], now);
    const page = async (after: string | null) =>
      (await asking.ask<Listed>(list, { siteId: site.siteId, staffId: someone, first: 2, after })).violations;
    const first = await page(null);
    const second = await page(first.pageInfo.endCursor);
    expect([first.edges.length, first.pageInfo.hasNextPage]).toEqual([2, true]);
    expect([second.edges.length, second.pageInfo.hasNextPage]).toEqual([1, false]);
  });

  it('nobody reports without the permission, or at another site', async () => {
    const asking = site.as(zhao, [], now);
    expect((await asking.send(report, { input: input() })).errors[0]?.extensions?.code).toBe('FORBIDDEN');
    const elsewhere = await openSite(service);
    const there = site.as(zhao, ['violation.report'], now);
    const answer = await there.send(report, { input: input({ siteId: elsewhere.siteId }) });
    expect(answer.errors[0]?.extensions?.code).toBe('FORBIDDEN');
  });
});
