import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Permission } from '@shouwen/access';
import { instantOf } from '@shouwen/kernel';
import { staffViewer } from '@shouwen/testing';
import { openRegisterDesk, type RegisterDesk } from '../registers/registerFixture.ts';
import { validReferralFor } from './validReferralFor.ts';

const fields = `id status visitOn came introducer { id } signedBy { id } lapsesAt
  explanation { outcome applied { id } } latestDecision { outcome applied { id } }`;
const refusal = '... on Refusal { code retryable rule { id } message { zh en } explanation { outcome } }';
const register = `mutation ($input: RegisterReferralInput!) { registerReferral(input: $input) { __typename
  ... on ReferralRegistered { referral { ${fields} } } ${refusal} } }`;
const check = `mutation ($input: CheckReferralInput!) { checkReferral(input: $input) { __typename
  ... on ReferralSigned { referral { ${fields} } } ${refusal} } }`;
const list = `query ($siteId: ID!) { employeeReferrals(siteId: $siteId) { edges { node { ${fields} client { id } } } } }`;

type Answer = Readonly<Record<string, unknown>> & {
  readonly referral?: { readonly id: string; readonly status: string };
};

describe.each([['one-month' as const]])('SR-5.05 employee referral, %s', (preset) => {
  let desk: RegisterDesk;
  let employee: string;
  let manager: string;
  beforeAll(async () => {
    desk = await openRegisterDesk(preset);
    employee = desk.service.world.newId();
    manager = desk.service.world.newId();
  });
  afterAll(() => desk.service.stop());

  const as = (who: string, when: string) => {
    const [day = '', clock = '10:00'] = when.split(' ');
    const grants: Permission[] = who === manager ? ['referral.register', 'referral.check'] : ['referral.register'];
    return desk.service.as(staffViewer(who, { [desk.siteId]: grants }), instantOf(day, clock));
  };
  const refer = async (when: string, clientId: string, visitOn: string, over: Record<string, unknown> = {}) => {
    const input = { idempotencyKey: desk.key(), siteId: desk.siteId, clientId, visitOn, ...over };
    return (await as(employee, when).ask<{ registerReferral: Answer }>(register, { input })).registerReferral;
  };
  const sign = async (
    when: string,
    referralId: string | undefined,
    said: Record<string, unknown> = {},
    who = manager,
  ) => {
    const input = { idempotencyKey: desk.key(), referralId, came: 'ACCOMPANIED', ...said };
    return (await as(who, when).ask<{ checkReferral: Answer }>(check, { input })).checkReferral;
  };
  const statusOf = async (when: string, id: string | undefined) => {
    const page = await as(manager, when).ask<{
      employeeReferrals: { edges: { node: { id: string; status: string } }[] };
    }>(list, { siteId: desk.siteId });
    return page.employeeReferrals.edges.find(({ node }) => node.id === id)?.node.status;
  };
  const comes = (when: string, client: string) => desk.visit(when, client, { onSite: [desk.li] });
  const valid = (clientId: string, closedOn: string) =>
    desk.service.world.db.read((tx) =>
      validReferralFor(tx, {
        siteId: desk.siteId,
        clientId,
        introducerId: employee,
        closedAt: instantOf(closedOn, '18:00'),
      }),
    );

  it('worked example 4: not come on 5 May: lapsed; registered again for the 8th, come, accompanied, signed', async () => {
    const client = await desk.newClient();
    const first = await refer('2026-05-02', client, '2026-05-05');
    expect(first).toMatchObject({
      __typename: 'ReferralRegistered',
      referral: { status: 'REGISTERED', introducer: { id: employee }, explanation: { applied: [{ id: 'SR-5.05' }] } },
    });
    expect(await statusOf('2026-05-05 23:59', first.referral?.id)).toBe('REGISTERED');
    expect(await statusOf('2026-05-06 00:00', first.referral?.id)).toBe('LAPSED');
    const again = await refer('2026-05-06', client, '2026-05-08');
    expect(again).toMatchObject({ referral: { status: 'REGISTERED' } });
    await comes('2026-05-08 08:30', client);
    expect(await valid(client, '2026-05-08')).toBeNull();
    expect(await sign('2026-05-08 09:00', again.referral?.id)).toMatchObject({
      __typename: 'ReferralSigned',
      referral: {
        status: 'SIGNED',
        came: 'ACCOMPANIED',
        signedBy: { id: manager },
        latestDecision: { outcome: 'SIGNED' },
      },
    });
    expect(await valid(client, '2026-05-08')).toMatchObject({ referralId: again.referral?.id });
    expect(await valid(client, '2026-05-07')).toBeNull();
  });

  it('worked example 4: come unannounced on the 6th and registered by a consultant: void for good', async () => {
    const client = await desk.newClient();
    const { referral } = await refer('2026-05-02', client, '2026-05-08');
    await comes('2026-05-06 08:30', client);
    expect(await sign('2026-05-08 10:00', referral?.id)).toMatchObject({
      code: 'REFERRAL_VOID',
      rule: { id: 'SR-5.05' },
    });
    expect(await refer('2026-05-09', client, '2026-05-10')).toMatchObject({ code: 'REFERRAL_NOT_POSSIBLE' });
    expect(await valid(client, '2026-05-10')).toBeNull();
  });

  it('the timer writes the lapse down, at the end of the day, once', async () => {
    const { referral } = await refer('2026-06-01', await desk.newClient(), '2026-06-30');
    const lapses = async (day: string, clock: string) =>
      (await desk.service.doDue(instantOf(day, clock), desk.siteId))['referrals.lapse'];
    await lapses('2026-06-30', '00:00');
    expect(await lapses('2026-06-30', '23:59')).toBe(0);
    expect(await lapses('2026-07-02', '03:00')).toBe(1);
    expect(await lapses('2026-07-02', '03:00')).toBe(0);
    expect(await statusOf('2026-07-02', referral?.id)).toBe('LAPSED');
  });

  it.each([
    ['08:00', 'ReferralSigned'],
    ['08:30', 'PHONED_TOO_LATE'],
    ['09:00', 'PHONED_TOO_LATE'],
  ])('phoned at %s of a client who comes at 08:30: %s', async (phoned, expected) => {
    const client = await desk.newClient();
    const { referral } = await refer('2026-05-20', client, '2026-05-21');
    await comes('2026-05-21 08:30', client);
    const said = { came: 'PHONED', phonedAt: instantOf('2026-05-21', phoned).toISOString() };
    const answer = await sign('2026-05-21 10:00', referral?.id, said);
    expect(answer.code ?? answer.__typename).toBe(expected);
  });

  it('all of it, or it is void', async () => {
    const client = await desk.newClient();
    const { referral } = await refer('2026-05-20', client, '2026-05-22');
    expect(await sign('2026-05-22 08:00', referral?.id)).toMatchObject({ code: 'REFERRAL_NOT_COME', retryable: true });
    await comes('2026-05-22 08:30', client);
    expect(await sign('2026-05-23 00:00', referral?.id)).toMatchObject({ code: 'REFERRAL_CLOSED' });
    const late = await desk.newClient();
    await comes('2026-05-22 08:40', late);
    expect(await refer('2026-05-22 08:50', late, '2026-05-22')).toMatchObject({ code: 'REFERRAL_NOT_POSSIBLE' });
  });

  it('bad days, a second form, unknown clients, and nobody’s own signature', async () => {
    const client = await desk.newClient();
    expect(await refer('2026-05-20', client, '2026-05-19')).toMatchObject({ code: 'VISIT_NOT_AHEAD' });
    const { referral } = await refer('2026-05-20', client, '2026-05-20');
    expect(await refer('2026-05-20', client, '2026-05-21')).toMatchObject({ code: 'REFERRAL_OPEN' });
    expect(await refer('2026-05-20', desk.service.world.newId(), '2026-05-21')).toMatchObject({
      code: 'CLIENT_UNKNOWN',
    });
    const managers = { idempotencyKey: desk.key(), siteId: desk.siteId, clientId: client, visitOn: '2026-05-21' };
    const other = await as(manager, '2026-05-20').ask<{ registerReferral: Answer }>(register, { input: managers });
    expect(other.registerReferral).toMatchObject({ code: 'REFERRAL_NOT_POSSIBLE' });
    const mine = await as(manager, '2026-05-20').ask<{ registerReferral: Answer }>(register, {
      input: { ...managers, idempotencyKey: desk.key(), clientId: await desk.newClient() },
    });
    expect(await sign('2026-05-21', mine.registerReferral.referral?.id)).toMatchObject({ code: 'OWN_REFERRAL' });
    const stranger = desk.service.world.newId();
    const input = { idempotencyKey: desk.key(), referralId: referral?.id, came: 'ACCOMPANIED' };
    const unseen = await as(stranger, '2026-05-20').send(check, { input });
    expect(unseen.errors[0]?.extensions?.code).toBe('NOT_FOUND');
    const own = await as(employee, '2026-05-20').send(check, { input });
    expect(own.errors[0]?.extensions?.code).toBe('FORBIDDEN');
  });

  it('an employee sees the own forms, the manager the site’s', async () => {
    const seen = async (who: string) =>
      (await as(who, '2026-05-20').ask<{ employeeReferrals: { edges: unknown[] } }>(list, { siteId: desk.siteId }))
        .employeeReferrals.edges.length;
    expect(await seen(desk.service.world.newId())).toBe(0);
    expect(await seen(manager)).toBeGreaterThan(await seen(employee));
  });
});

describe('SR-5.05 triple-confirmation', () => {
  it('takes none, unless the site switches them on', async () => {
    const desk = await openRegisterDesk('triple-confirmation');
    const employee = staffViewer(desk.service.world.newId(), { [desk.siteId]: ['referral.register'] });
    const refer = async (day: string) => {
      const input = { siteId: desk.siteId, clientId: await desk.newClient(), visitOn: '2026-09-01' };
      const asked = { input: { ...input, idempotencyKey: desk.key() } };
      const client = desk.service.as(employee, instantOf(day, '10:00'));
      return (await client.ask<{ registerReferral: Answer }>(register, asked)).registerReferral;
    };
    expect(await refer('2026-05-20')).toMatchObject({ code: 'REFERRALS_NOT_HERE' });
    const overrides = [{ key: 'referral.byEmployees', value: 'true' }];
    const effectiveFrom = '2026-06-01T00:00:00+08:00';
    await desk.mutate('director', '2026-05-20', 'changePolicy', { siteId: desk.siteId, effectiveFrom, overrides });
    expect(await refer('2026-06-01')).toMatchObject({ __typename: 'ReferralRegistered' });
    await desk.service.stop();
  });
});
