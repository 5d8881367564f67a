import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, openRegisterDesk, type RegisterDesk } from '../registers/registerFixture.ts';

const inForce = `query ($siteId: ID!, $at: DateTime) { salesPolicy(siteId: $siteId, at: $at) { preset version
  parameters { key value from default nullable least most options rule { id } sentence { zh en } } } }`;

type Policy = {
  readonly preset: string;
  readonly version: number;
  readonly parameters: readonly { readonly key: string; readonly value: string; readonly from: string }[];
};

describe('a site’s sales policy over the graph', () => {
  let desk: RegisterDesk;
  beforeAll(async () => {
    desk = await openRegisterDesk('triple-confirmation');
  });
  afterAll(() => desk.service.stop());

  const change = (
    when: string,
    effectiveFrom: string,
    overrides: Record<string, unknown>,
    by = 'director',
  ): Promise<Answer> =>
    desk.mutate(by, when, 'changePolicy', {
      siteId: desk.siteId,
      effectiveFrom: `${effectiveFrom}T00:00:00+08:00`,
      overrides: Object.entries(overrides).map(([key, value]) => ({ key, value: JSON.stringify(value) })),
    });
  const policyOn = async (day: string): Promise<Policy | null> => {
    const asked = { siteId: desk.siteId, at: `${day}T12:00:00+08:00` };
    return (await desk.as('li', '2026-12-01').ask<{ salesPolicy: Policy | null }>(inForce, asked)).salesPolicy;
  };
  const parameterOf = (policy: Policy | null, key: string) => policy?.parameters.find((one) => one.key === key);

  it('is the preset the site was opened with, each parameter described', async () => {
    const policy = await policyOn('2026-04-01');
    expect(policy).toMatchObject({ preset: 'triple-confirmation', version: 1 });
    expect(parameterOf(policy, 'claim.freshnessDays')).toMatchObject({
      value: '10',
      from: 'preset',
      rule: { id: 'SR-3.02' },
      nullable: true,
      least: '1',
      sentence: { zh: expect.stringContaining('跟进'), en: expect.stringContaining('follow-up') },
    });
    expect(await policyOn('2025-12-31')).toBeNull();
  });

  it('a change takes effect on its day and never rewrites what was before', async () => {
    const before = await desk.newClient();
    await desk.visit('2026-05-31 08:30', before, { onSite: [desk.li] });
    expect(await change('2026-05-20', '2026-06-01', { 'claim.freshnessDays': 5 })).toMatchObject({ version: 2 });
    const after = await desk.newClient();
    await desk.visit('2026-06-01 08:30', after, { onSite: [desk.li] });
    expect((await desk.owner('2026-06-01 12:00', before))?.freshThrough).toBe('2026-06-09');
    expect((await desk.owner('2026-06-01 12:00', after))?.freshThrough).toBe('2026-06-05');
    expect(parameterOf(await policyOn('2026-05-31'), 'claim.freshnessDays')).toMatchObject({
      value: '10',
      from: 'preset',
    });
    expect(parameterOf(await policyOn('2026-06-01'), 'claim.freshnessDays')).toMatchObject({
      value: '5',
      from: 'site',
    });
  });

  it('a follow-up is judged by the policy of the visit that opened the window', async () => {
    const client = await desk.newClient();
    await desk.visit('2026-05-31 08:30', client, { onSite: [desk.li] });
    await desk.followUp('2026-06-03', client, 'li');
    expect((await desk.owner('2026-06-03 12:00', client))?.freshThrough).toBe('2026-06-12');
  });

  it.each([
    [{ 'claim.freshnessDays': 29 }, 'POLICY_AT_FAULT', 'SR-3.02', '"claim.freshnessDays"'],
    [{ 'recognition.originalPart': 60 }, 'POLICY_AT_FAULT', 'SR-3.11', '"recognition.newPart"'],
    [{ 'claim.validityMonths': '1' }, 'POLICY_AT_FAULT', 'SR-3.01', '"claim.validityMonths"'],
    [{ 'claim.validity': 1 }, 'POLICY_AT_FAULT', undefined, '"claim.validity"'],
  ])('%j is refused and the parameter named', async (overrides, code, rule, named) => {
    expect(await change('2026-07-01', '2026-08-01', overrides)).toMatchObject({
      code,
      rule: rule === undefined ? null : { id: rule },
      message: { en: expect.stringContaining(named) },
    });
  });

  it('never backwards, and never nothing', async () => {
    const shorter = { 'call.freshnessDays': 6 };
    expect(await change('2026-07-02', '2026-07-01', shorter)).toMatchObject({ code: 'POLICY_TOO_EARLY' });
    expect(await change('2026-05-20', '2026-06-01', shorter)).toMatchObject({ code: 'POLICY_TOO_EARLY' });
    expect(await change('2026-07-02', '2026-08-01', { 'claim.freshnessDays': 5 })).toMatchObject({
      code: 'POLICY_UNCHANGED',
    });
  });

  it('keeps what the site set before under a further change', async () => {
    expect(await change('2026-07-02', '2026-09-01', { 'call.freshnessDays': 6 })).toMatchObject({ version: 3 });
    const policy = await policyOn('2026-09-01');
    expect(parameterOf(policy, 'claim.freshnessDays')).toMatchObject({ value: '5', from: 'site' });
    expect(parameterOf(policy, 'call.freshnessDays')).toMatchObject({ value: '6', from: 'site' });
  });

  it('is changed by whoever may, and by nobody else', async () => {
    const input = {
      idempotencyKey: desk.key(),
      siteId: desk.siteId,
      effectiveFrom: '2027-01-01T00:00:00+08:00',
      overrides: [],
    };
    const asked = 'mutation ($input: ChangePolicyInput!) { changePolicy(input: $input) { __typename } }';
    const answer = await desk.as('manager', '2026-07-02').send(asked, { input });
    expect(answer.errors[0]?.extensions?.code).toBe('FORBIDDEN');
  });
});
