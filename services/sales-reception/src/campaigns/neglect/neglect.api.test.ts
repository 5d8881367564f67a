import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type TestService, testService } from '@shouwen/testing';
import { type DisputeDesk, disputeDesk } from '../../disputes/disputeFixture.ts';
import { salesReception } from '../../service.ts';

const refusal = '... on Refusal { code rule { id } retryable because: explanation { facts { name } } }';
const invite = `mutation ($input: InviteNeglectedInput!) { answer: inviteNeglected(input: $input) { __typename
  ... on NeglectedInvited { reportId explanation { outcome facts { name value } } } ${refusal} } }`;
const change = `mutation ($input: ChangeNeglectedRecordInput!) { answer: changeNeglectedRecord(input: $input) { __typename
  ... on NeglectedMoved { explanation { outcome applied { id } } } ${refusal} } }`;
const reassign = `mutation ($input: ReassignNeglectedInput!) { answer: reassignNeglected(input: $input) { __typename
  ... on NeglectedMoved { explanation { outcome applied { id } } } ${refusal} } }`;
const reports = 'query ($siteId: ID!) { neglectReports(siteId: $siteId) { id inviter { id } owner { id } } }';
type Answer = { readonly __typename: string; readonly code?: string; readonly reportId?: string };

describe('SR-3.19 neglected clients over the graph', () => {
  let service: TestService;
  let desk: DisputeDesk;
  let resources = '';
  beforeAll(async () => {
    service = await testService(salesReception);
    desk = await disputeDesk(service, 'one-month');
    resources = await desk.hire('client-resources-director');
    await desk.changePolicy('2024-01-02', { 'club.enabled': true, 'claim.validityMonths': 12 });
  });
  afterAll(() => service.stop());

  const send = async (mutation: string, who: string, time: string, input: Record<string, unknown>): Promise<Answer> => {
    const permissions = who === resources ? (['claim.manage'] as const) : (['followUp.record'] as const);
    const asked = { input: { idempotencyKey: desk.key(), ...input } };
    return (await desk.as(who, time, permissions).ask<{ answer: Answer }>(mutation, asked)).answer;
  };
  const neglected = async () => {
    const clientId = await desk.aClient('2024-01-31T10:00:00');
    await desk.confirm(clientId);
    return clientId;
  };
  const ofClient = (clientId: string) => ({ siteId: desk.siteId, clientId, note: '客户愿意来' });
  const inviteBy = (who: string, clientId: string, time: string) =>
    send(invite, who, time, { ...ofClient(clientId), department: 'leasing' });
  const ownerOf = async (clientId: string): Promise<unknown> => {
    const rows: { who: string }[] = await desk.db.read((tx) =>
      tx.query(`SELECT consultant_id AS who FROM claim WHERE client_id = $1 AND status = 'open'`, [clientId]),
    );
    return rows[0]?.who;
  };

  it('is invited from the first day after three months on, reported at once, and the director has the record changed', async () => {
    const clientId = await neglected();
    const early = await inviteBy(desk.zhao, clientId, '2024-04-30T23:59:59');
    expect(early).toMatchObject({ code: 'STILL_CARED_FOR', rule: { id: 'SR-3.19' }, because: { facts: [] } });
    const invited = await inviteBy(desk.zhao, clientId, '2024-05-01T00:00:00');
    expect(invited.__typename).toBe('NeglectedInvited');
    const listed = await desk
      .as(resources, '2024-05-01T09:00:00', ['claim.manage'])
      .ask(reports, { siteId: desk.siteId });
    expect(listed).toEqual({
      neglectReports: [{ id: invited.reportId, inviter: { id: desk.zhao }, owner: { id: desk.li } }],
    });
    expect(await desk.as(desk.sun, '2024-05-01T09:00:00', []).ask(reports, { siteId: desk.siteId })).toEqual({
      neglectReports: [],
    });
    expect(await ownerOf(clientId)).toBe(desk.li);
    const { reportId } = invited;
    expect(await send(change, resources, '2024-05-01T10:00:00', { reportId })).toMatchObject({
      explanation: { outcome: 'MOVED', applied: [{ id: 'SR-3.19' }] },
    });
    expect(await ownerOf(clientId)).toBe(desk.zhao);
    expect((await send(change, resources, '2024-05-01T11:00:00', { reportId })).code).toBe('NOBODYS_CLIENT');
  });

  it('or the company reassigns', async () => {
    const clientId = await neglected();
    const to = { ...ofClient(clientId), to: desk.sun };
    expect((await send(reassign, resources, '2024-04-30T12:00:00', to)).code).toBe('STILL_CARED_FOR');
    expect((await send(reassign, resources, '2024-05-01T12:00:00', to)).__typename).toBe('NeglectedMoved');
    expect(await ownerOf(clientId)).toBe(desk.sun);
  });

  it('nobody moves a client to themselves, neither as inviter who also manages claims nor by reassigning', async () => {
    const clientId = await neglected();
    const both = ['followUp.record', 'claim.manage'] as const;
    const asBoth = async (mutation: string, input: Record<string, unknown>) => {
      const asked = { input: { idempotencyKey: desk.key(), ...input } };
      return (await desk.as(desk.zhao, '2024-05-01T12:00:00', both).ask<{ answer: Answer }>(mutation, asked)).answer;
    };
    const { reportId } = await asBoth(invite, { ...ofClient(clientId), department: 'leasing' });
    const forMyself = { code: 'NEEDS_ANOTHER_PERSON', rule: { id: 'SR-3.19' } };
    expect(await asBoth(change, { reportId })).toMatchObject(forMyself);
    expect(await asBoth(reassign, { ...ofClient(clientId), to: desk.zhao })).toMatchObject(forMyself);
    expect(await ownerOf(clientId)).toBe(desk.li);
    expect((await send(change, resources, '2024-05-01T13:00:00', { reportId })).__typename).toBe('NeglectedMoved');
  });

  it('a visit alone is not enough, nor one that reached nobody; with an invitation that was followed it is', async () => {
    const clientId = await neglected();
    const visit = (reached: boolean, at: string) =>
      desk.db.transaction((tx) =>
        tx.query(
          `INSERT INTO follow_up (follow_up_id, site_id, client_id, consultant_id, at, channel, reached, said, explanation_id)
           VALUES ($1, $2, $3, $4, $5, 'visit', $6, 'x', $1)`,
          [desk.key(), desk.siteId, clientId, desk.li, at, reached],
        ),
      );
    const came = async (cameAt: string | null) => {
      const eventId = desk.key();
      await desk.db.transaction(async (tx) => {
        await tx.query(
          `INSERT INTO club_event VALUES ($1, $2, '2024-04-20', 'evening', $3, '2024-04-01T00:00:00Z', $1)`,
          [eventId, desk.siteId, desk.manager],
        );
        await tx.query(
          `INSERT INTO club_guest VALUES ($1, $2, $3, 'sales', $4, '2024-04-20T00:00:00Z', false, true, false, $5, $1)`,
          [desk.key(), eventId, clientId, desk.li, cameAt],
        );
      });
    };
    await visit(true, '2024-04-15T10:00:00+08:00');
    await visit(false, '2024-07-01T10:00:00+08:00');
    await came(null);
    expect((await inviteBy(desk.zhao, clientId, '2024-05-01T09:00:00')).__typename).toBe('NeglectedInvited');
    await came('2024-04-20T20:00:00+08:00');
    expect((await inviteBy(desk.zhao, clientId, '2024-07-14T23:59:59')).code).toBe('STILL_CARED_FOR');
    expect((await inviteBy(desk.zhao, clientId, '2024-07-15T00:00:00')).__typename).toBe('NeglectedInvited');
  });

  it('bad input and strangers: a client nobody knows, the own client, somebody without the right', async () => {
    const clientId = await neglected();
    expect(await inviteBy(desk.zhao, desk.key(), '2024-05-01T09:00:00')).toMatchObject({
      code: 'CLIENT_UNKNOWN',
      retryable: true,
    });
    expect((await inviteBy(desk.li, clientId, '2024-05-01T09:00:00')).code).toBe('OWN_CLIENT');
    const asked = { input: { idempotencyKey: desk.key(), ...ofClient(clientId), to: desk.sun } };
    const answer = await desk
      .as(desk.sun, '2024-05-01T09:00:00', ['followUp.record'])
      .send(reassign.replace('answer: ', ''), asked);
    expect(answer.errors[0]?.extensions?.code).toBe('FORBIDDEN');
  });
});
