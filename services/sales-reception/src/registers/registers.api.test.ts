import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Permission } from '@shouwen/access';
import { instantOf } from '@shouwen/kernel';
import { staffViewer } from '@shouwen/testing';
import { openRegisterDesk, type RegisterDesk } from './registerFixture.ts';

const only = (...onSite: string[]) => ({ onSite });
const corrected = { class: 'A', lookingFor: '四房 140㎡以上', channel: '朋友介绍', reason: '户型记错' };
const lines = `query ($id: ID!) { _entities(representations: [{ __typename: "Client", id: $id }]) { ... on Client {
  registrations { id lookingFor corrects confirmedAt signedBy { id } } ownershipHistory { consultant { id } endReason } } } }`;

type Lines = {
  readonly registrations: { id: string; lookingFor: string; corrects: string | null; confirmedAt: string | null }[];
  readonly ownershipHistory: { consultant: { id: string }; endReason: string | null }[];
};

describe('the registers over the graph', () => {
  let desk: RegisterDesk;
  beforeAll(async () => {
    desk = await openRegisterDesk('triple-confirmation');
  });
  afterAll(() => desk.service.stop());

  const linesOf = async (client: string, by = 'manager'): Promise<Lines> => {
    const data = await desk.as(by, '2026-04-30').ask<{ _entities: [Lines] }>(lines, { id: client });
    return data._entities[0];
  };
  const registered = async (): Promise<{ client: string; registrationId: string }> => {
    const client = await desk.newClient();
    const visit = await desk.receive('2026-04-03 08:30', client, only(desk.li));
    const answer = (await desk.register('2026-04-03 08:50', visit)) as unknown as { registration: { id: string } };
    return { client, registrationId: answer.registration.id };
  };

  it('SR-2.01 the receiving consultant registers, nobody else', async () => {
    const client = await desk.newClient();
    const visit = await desk.receive('2026-04-03 08:30', client, only(desk.li));
    expect(await desk.register('2026-04-03 08:40', { ...visit, consultantId: desk.zhao })).toMatchObject({
      code: 'NOT_THE_RECEIVER',
      rule: { id: 'SR-2.01' },
    });
    expect(await desk.register('2026-04-03 08:40', visit)).toMatchObject({
      __typename: 'VisitRegistered',
      claim: 'OPENED',
      registration: { inTime: true, class: 'B', receiver: { id: desk.li } },
    });
    expect(await desk.register('2026-04-03 08:41', visit)).toMatchObject({
      code: 'ALREADY_REGISTERED',
      rule: { id: 'SR-2.03' },
    });
  });

  it('SR-2.01 registered after the day: the line is kept and proves nothing', async () => {
    const client = await desk.newClient();
    const visit = await desk.receive('2026-04-03 08:30', client, only(desk.li));
    expect(await desk.register('2026-04-04 00:00', visit)).toMatchObject({
      claim: 'NONE',
      registration: { inTime: false },
      explanation: { outcome: 'NONE', applied: [{ id: 'SR-2.01' }] },
    });
    expect(await desk.owner('2026-04-04 10:00', client)).toBeNull();
  });

  it('SR-2.01 a visit is registered with what the client looks for and how they heard of us', async () => {
    const visit = await desk.receive('2026-04-03 08:30', await desk.newClient(), only(desk.li));
    expect(await desk.register('2026-04-03 08:40', visit, { lookingFor: ' ' })).toMatchObject({
      code: 'BAD_INPUT',
      rule: { id: 'SR-2.01' },
    });
  });

  it('SR-2.01 a client whom nobody has told us of is to be tried again', async () => {
    const visit = await desk.receive('2026-04-03 08:30', await desk.newClient(), only(desk.li));
    const stranger = { clientId: desk.service.world.newId() };
    expect(await desk.register('2026-04-03 08:40', visit, stranger)).toMatchObject({
      code: 'CLIENT_UNKNOWN',
      retryable: true,
    });
  });

  it('SR-2.03 a correction is a new line that a manager signs whom another asked; the old one stays', async () => {
    const { client, registrationId } = await registered();
    const asked = await desk.mutate('li', '2026-04-05', 'askCorrection', { registrationId, ...corrected });
    expect(asked).toMatchObject({
      correction: { state: 'ASKED', askedBy: { id: desk.li } },
      explanation: { outcome: 'ASKED' },
    });
    expect((await linesOf(client)).registrations).toHaveLength(1);
    expect(await desk.mutate('li', '2026-04-05', 'askCorrection', { registrationId, ...corrected })).toMatchObject({
      code: 'CORRECTION_PENDING',
    });
    const { id: correctionId } = asked.correction as { id: string };
    const sign = () => desk.mutate('manager', '2026-04-06', 'signCorrection', { correctionId });
    expect(await sign()).toMatchObject({
      registration: { corrects: registrationId, lookingFor: '四房 140㎡以上', reason: '户型记错' },
      explanation: { applied: [{ id: 'SR-2.03' }] },
    });
    expect(await sign()).toMatchObject({ code: 'CORRECTION_DECIDED' });
    expect(await desk.mutate('li', '2026-04-06', 'askCorrection', { registrationId, ...corrected })).toMatchObject({
      code: 'CORRECTED_BEFORE',
      rule: { id: 'SR-2.03' },
    });
    const { registrations } = await linesOf(client);
    expect(registrations.map(({ lookingFor }) => lookingFor)).toEqual(['三房 100–120㎡', '四房 140㎡以上']);
  });

  it('SR-2.03 nobody signs a correction they asked for, nor one of a line of their own', async () => {
    const { registrationId } = await registered();
    const asked = await desk.mutate('manager', '2026-04-05', 'askCorrection', { registrationId, ...corrected });
    const { id: correctionId } = asked.correction as { id: string };
    expect(await desk.mutate('manager', '2026-04-05', 'signCorrection', { correctionId })).toMatchObject({
      code: 'SELF_SIGNED',
      rule: { id: 'SR-2.03' },
    });
    const sign =
      'mutation ($input: DecideCorrectionInput!) { signCorrection(input: $input) { __typename ... on Refusal { code } } }';
    const signAs = (staffId: string, ...more: Permission[]) => {
      const viewer = staffViewer(staffId, { [desk.siteId]: ['visit.register', ...more] });
      const input = { idempotencyKey: desk.key(), correctionId };
      return desk.service
        .as(viewer, instantOf('2026-04-05', '12:00'))
        .send<{ signCorrection: unknown }>(sign, { input });
    };
    // Li wrote the line, whatever else Li may do.
    expect((await signAs(desk.li, 'registration.confirm')).data?.signCorrection).toMatchObject({ code: 'SELF_SIGNED' });
    expect((await signAs(desk.zhao)).errors[0]?.extensions?.code).toBe('NOT_FOUND');
    expect((await signAs(desk.zhao, 'registration.confirm')).data?.signCorrection).toEqual({
      __typename: 'RegistrationCorrected',
    });
  });

  it('SR-2.03 a correction that is not signed changes nothing, and may be asked for again', async () => {
    const { client, registrationId } = await registered();
    const ask = () => desk.mutate('li', '2026-04-05', 'askCorrection', { registrationId, ...corrected });
    const { id: correctionId } = (await ask()).correction as { id: string };
    const pending =
      'query ($siteId: ID!) { pendingCorrections(siteId: $siteId, first: 100) { edges { node { id registration { id } lookingFor } } } }';
    const waiting = async () =>
      JSON.stringify(await desk.as('manager', '2026-04-05').ask(pending, { siteId: desk.siteId }));
    expect(await waiting()).toContain(correctionId);
    expect(await desk.mutate('manager', '2026-04-05', 'declineCorrection', { correctionId })).toMatchObject({
      correction: { state: 'DECLINED' },
    });
    expect(await waiting()).not.toContain(correctionId);
    expect((await linesOf(client)).registrations).toHaveLength(1);
    expect(await ask()).toMatchObject({ __typename: 'CorrectionAsked' });
    const stranger = await desk
      .as('zhao', '2026-04-05')
      .send('mutation ($input: AskCorrectionInput!) { askCorrection(input: $input) { __typename } }', {
        input: { idempotencyKey: desk.key(), registrationId, ...corrected },
      });
    expect(stranger.errors[0]?.extensions?.code).toBe('NOT_FOUND');
  });

  it('SR-2.03 the database itself refuses to alter or destroy a line', async () => {
    const { registrationId } = await registered();
    const { db } = desk.service.world;
    const alter = `UPDATE visit_registration SET looking_for = 'x' WHERE registration_id = $1`;
    const destroy = 'DELETE FROM visit_registration WHERE registration_id = $1';
    for (const statement of [alter, destroy])
      await expect(db.transaction((tx) => tx.query(statement, [registrationId]))).rejects.toThrow(/permission denied/);
  });

  it('SR-2.03 an unsigned alteration voids the claim', async () => {
    const { client, registrationId } = await registered();
    const voiding = (by: string) =>
      desk
        .as(by, '2026-04-05')
        .send(
          'mutation ($input: VoidRegistrationInput!) { voidRegistration(input: $input) { __typename ... on Refusal { code } } }',
          { input: { idempotencyKey: desk.key(), registrationId } },
        );
    expect((await voiding('zhao')).errors[0]?.extensions?.code).toBe('NOT_FOUND');
    expect((await voiding('manager')).data).toEqual({ voidRegistration: { __typename: 'RegistrationVoided' } });
    expect((await desk.owner('2026-04-05 11:00', client))?.standing).toBe('NEW');
    expect((await linesOf(client)).ownershipHistory).toEqual([{ consultant: { id: desk.li }, endReason: 'voided' }]);
    expect((await voiding('manager')).data).toMatchObject({ voidRegistration: { code: 'NO_CLAIM' } });
  });

  it('SR-2.04 whoever answered registers the call, once', async () => {
    const clientId = await desk.newClient();
    await desk.openDay('2026-04-01', 'sun');
    const call = { siteId: desk.siteId, clientId, answeredBy: desk.who.sun };
    const answered = await desk.mutate('sun', '2026-04-01 09:30', 'answerCall', call);
    const { id: callId } = answered.call as { id: string };
    const input = { callId, clientId, interest: '商铺', channel: '短信' };
    const register = (by: string) => desk.mutate(by, '2026-04-01 09:40', 'registerCall', input);
    expect(await register('zhao')).toMatchObject({ code: 'NOT_THE_ANSWERER', rule: { id: 'SR-2.04' } });
    expect(await register('sun')).toMatchObject({ claim: 'OPENED' });
    expect(await register('sun')).toMatchObject({ code: 'ALREADY_REGISTERED', rule: { id: 'SR-2.04' } });
  });

  it('SR-2.05 two registrations of one client: the earlier one wins, whoever is found at registration', async () => {
    const { client } = await registered();
    const stranger = await desk.receive('2026-04-05 08:30', '', { ...only(desk.zhao), clientId: null });
    expect(await desk.register('2026-04-05 08:40', { ...stranger, clientId: client })).toMatchObject({
      claim: 'KEPT',
      explanation: { applied: [{ id: 'SR-2.05' }] },
    });
    expect(await desk.owner('2026-04-05 09:00', client)).toMatchObject({ consultant: { id: desk.li } });
  });

  it('SR-2.06 a consultant whose client it is not learns nothing, the desk and the manager see the owner', async () => {
    const { client } = await registered();
    expect(await desk.owner('2026-04-03 09:00', client, 'zhao')).toBeNull();
    expect(await linesOf(client, 'zhao')).toEqual({ registrations: [], ownershipHistory: [] });
    expect(await desk.owner('2026-04-03 09:00', client, 'li')).toMatchObject({ standing: 'OWNED' });
    expect(await desk.owner('2026-04-03 09:00', client, 'manager')).toMatchObject({ standing: 'OWNED' });
  });

  it('SR-2.02 triple-confirmation: the claim stands without it, and the confirmation is written into the register', async () => {
    const { client } = await registered();
    expect((await desk.owner('2026-04-03 09:00', client))?.standing).toBe('OWNED');
    expect(await desk.confirm('2026-04-03')).toMatchObject({ __typename: 'RegistrationsConfirmed', proven: 0 });
    expect((await linesOf(client)).registrations[0]?.confirmedAt).not.toBeNull();
  });

  it('OR-1 whoever wrote a line does not confirm it, whatever their role', async () => {
    const { client } = await registered();
    const query =
      'mutation ($input: ConfirmRegistrationsInput!) { confirmRegistrations(input: $input) { ... on RegistrationsConfirmed { confirmed } } }';
    const input = { idempotencyKey: desk.key(), siteId: desk.siteId, date: '2026-04-03' };
    const alsoLeads = staffViewer(desk.li, { [desk.siteId]: ['visit.register', 'registration.confirm'] });
    await desk.service.as(alsoLeads, instantOf('2026-04-03', '18:00')).ask(query, { input });
    expect((await linesOf(client)).registrations[0]?.confirmedAt).toBeNull();
    await desk.confirm('2026-04-03');
    expect((await linesOf(client)).registrations[0]?.confirmedAt).not.toBeNull();
  });

  it('SR-2.02 no consultant confirms, and no day before it has begun', async () => {
    const input = { idempotencyKey: desk.key(), siteId: desk.siteId, date: '2026-04-03' };
    const asked =
      'mutation ($input: ConfirmRegistrationsInput!) { confirmRegistrations(input: $input) { __typename } }';
    const answer = await desk.as('li', '2026-04-03 18:00').send(asked, { input });
    expect(answer.errors[0]?.extensions?.code).toBe('FORBIDDEN');
    const tomorrow = { siteId: desk.siteId, date: '2026-04-04' };
    expect(await desk.mutate('manager', '2026-04-03 23:59', 'confirmRegistrations', tomorrow)).toMatchObject({
      code: 'DAY_NOT_BEGUN',
    });
  });
});
