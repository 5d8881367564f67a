import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Permission } from '@shouwen/access';
import { type TestService, testService } from '@shouwen/testing';
import { type DisputeDesk, disputeDesk } from '../../disputes/disputeFixture.ts';
import { salesReception } from '../../service.ts';

const shown = `event { id lists { department owedOn dueAt handedInAt } guests { client { id } department stands conflict cameAt } }`;
const refusal = '... on Refusal { code rule { id } message { zh en } }';
const mutations = {
  planClubEvent: `mutation ($input: PlanClubEventInput!) { planClubEvent(input: $input) { __typename ... on ClubEventDone { ${shown} } ${refusal} } }`,
  handInGuestList: `mutation ($input: HandInGuestListInput!) { handInGuestList(input: $input) { __typename
    ... on GuestListHandedIn { late guests { outcome explanation { outcome applied { id } } } ${shown} } ${refusal} } }`,
  ruleInvitation: `mutation ($input: RuleInvitationInput!) { ruleInvitation(input: $input) { __typename ... on ClubEventDone { ${shown} } ${refusal} } }`,
};
type Answer = {
  readonly code?: string;
  readonly late?: boolean;
  readonly guests?: readonly { readonly outcome: string }[];
  readonly event: { readonly id: string; readonly lists: readonly unknown[]; readonly guests: readonly unknown[] };
};

describe('SR-7.07 events of the club over the graph', () => {
  let service: TestService;
  let desk: DisputeDesk;
  let [coordinator, general, salesHead, leasingHead] = ['', '', '', ''];
  beforeAll(async () => {
    service = await testService(salesReception);
    desk = await disputeDesk(service, 'triple-confirmation');
    [coordinator, general] = [await desk.hire('coordinator'), await desk.hire('general-manager')];
    [salesHead, leasingHead] = [await desk.hire('sales-manager'), await desk.hire('leasing-agent')];
  });
  afterAll(() => service.stop());

  const act = async (
    name: keyof typeof mutations,
    who: string,
    time: string,
    input: Record<string, unknown>,
  ): Promise<Answer> => {
    const permissions: Permission[] = [coordinator, general].includes(who) ? ['guestList.rule'] : ['guestList.submit'];
    const asked = { input: { idempotencyKey: desk.key(), ...input } };
    return (await desk.as(who, time, permissions).ask<Record<string, Answer>>(mutations[name], asked))[name] as Answer;
  };
  const plan = (heldOn = '2026-03-08', session = 'AFTERNOON', time = '2026-03-08T08:00:00') => {
    const departments = [
      { code: 'sales', headId: salesHead },
      { code: 'leasing', headId: leasingHead },
    ];
    return act('planClubEvent', coordinator, time, { siteId: desk.siteId, heldOn, session, departments });
  };
  const list = (
    eventId: string,
    department: 'sales' | 'leasing',
    time: string,
    clientIds: readonly string[],
    inviterId = department === 'sales' ? desk.zhao : desk.sun,
  ) => {
    const head = department === 'sales' ? salesHead : leasingHead;
    const guests = clientIds.map((clientId) => ({ clientId, inviterId }));
    return act('handInGuestList', head, time, { eventId, department, owedOn: '2026-03-08', guests });
  };
  const outcomes = ({ guests }: Answer) => guests?.map(({ outcome }) => outcome);
  const fines = async () =>
    (await desk.told('sales-reception.violation.recorded.v1')).map(({ code, staffId, occurredAt }) => ({
      code,
      staffId,
      occurredAt,
    }));

  it('is refused where the site does not follow the rules of the club', async () => {
    expect(await plan()).toMatchObject({ code: 'CLUB_DISABLED', rule: { id: 'SR-7.07' } });
    await desk.changePolicy('2026-02-01', { 'club.enabled': true });
  });

  it('who is on a list handed in in time is not to be invited by another department', async () => {
    const clientId = await desk.aClient('2026-03-02T10:00:00');
    const { event } = await plan();
    expect(outcomes(await list(event.id, 'sales', '2026-03-08T09:00:00', [clientId]))).toEqual(['LISTED']);
    const second = await list(event.id, 'leasing', '2026-03-08T09:30:00', [clientId]);
    expect(outcomes(second)).toEqual(['OTHERS']);
    expect(second.event.guests).toMatchObject([
      { department: 'sales', stands: true },
      { department: 'leasing', stands: false },
    ]);
    expect((await list(event.id, 'sales', '2026-03-08T09:40:00', [])).code).toBe('ALREADY_HANDED_IN');
  });

  it('who is late loses the client to whoever confirmed them too, and the head’s violation of the day is told', async () => {
    const clientId = await desk.aClient('2026-03-02T10:00:00');
    const { event } = await plan('2026-03-08', 'EVENING');
    const before = (await fines()).length;
    expect(await list(event.id, 'sales', '2026-03-08T16:00:00', [clientId])).toMatchObject({ late: false });
    const late = await list(event.id, 'leasing', '2026-03-08T16:00:00.001', [clientId]);
    expect([late.late, outcomes(late)]).toEqual([true, ['OTHERS']]);
    expect((await fines()).slice(before)).toEqual([
      { code: 'K-01', staffId: leasingHead, occurredAt: '2026-03-08T08:00:00.000Z' },
    ]);
  });

  it('a list that nobody hands in is late as well, once for each day, however often it is looked for', async () => {
    const { event } = await plan('2026-03-08', 'AFTERNOON', '2026-03-07T09:00:00');
    expect(event.lists).toHaveLength(4);
    const before = (await fines()).length;
    await service.doDue(new Date('2026-03-08T00:00:00+08:00'), desk.siteId);
    const afterMidnight = (await fines()).length;
    await service.doDue(new Date('2026-03-08T10:00:01+08:00'), desk.siteId);
    await service.doDue(new Date('2026-03-09T10:00:00+08:00'), desk.siteId);
    const told = (await fines()).slice(before);
    expect([
      afterMidnight - before,
      told.filter(({ occurredAt }) => String(occurredAt).startsWith('2026-03-07T16')).length,
    ]).toEqual([0, 2]);
    expect(told.filter(({ staffId }) => staffId === salesHead)).toHaveLength(2);
    await list(event.id, 'sales', '2026-03-08T11:00:00', []);
    expect((await fines()).slice(before)).toHaveLength(told.length);
  });

  it('two late lists are ruled on: by the coordinator, else by the general manager, once, and by no head concerned', async () => {
    const clientId = await desk.aClient('2026-03-02T10:00:00');
    const { event } = await plan();
    await list(event.id, 'sales', '2026-03-08T10:30:00', [clientId]);
    const second = await list(event.id, 'leasing', '2026-03-08T10:40:00', [clientId]);
    expect(outcomes(second)).toEqual(['CONFLICT']);
    const rule = (who: string, department: string | null, reason = '先到先得') =>
      act('ruleInvitation', who, '2026-03-08T11:00:00', { eventId: event.id, clientId, department, reason });
    expect((await rule(coordinator, 'brand')).code).toBe('NOT_INVITED');
    await rule(coordinator, null);
    expect((await rule(coordinator, 'sales')).code).toBe('NEEDS_ANOTHER_PERSON');
    expect((await rule(general, 'leasing')).event.guests).toMatchObject([
      { department: 'sales', stands: false },
      { department: 'leasing', stands: true, conflict: false },
    ]);
    expect((await rule(general, 'sales')).code).toBe('ALREADY_RULED');
  });

  it('whoever invited the client does not rule on it, though they rule at the site', async () => {
    const clientId = await desk.aClient('2026-03-02T10:00:00');
    const { event } = await plan();
    await list(event.id, 'sales', '2026-03-08T10:30:00', [clientId], general);
    await list(event.id, 'leasing', '2026-03-08T10:40:00', [clientId]);
    const asked = { eventId: event.id, clientId, department: 'sales', reason: '我邀的' };
    expect((await act('ruleInvitation', general, '2026-03-08T11:00:00', asked)).code).toBe('PARTY_CANNOT_RULE');
    const { guests } = (await act('ruleInvitation', coordinator, '2026-03-08T11:00:00', asked)).event;
    expect(guests).toMatchObject([{ stands: true }, { stands: false }]);
  });

  it('a sale on the day counts for the current inviter; on the next day for the owner', async () => {
    const clients = [await desk.aClient('2026-03-02T10:00:00'), await desk.aClient('2026-03-02T10:00:00')] as const;
    const { event } = await plan();
    await list(event.id, 'leasing', '2026-03-08T09:00:00', clients);
    const sold = await desk.sell(clients[0], '2026-03-08T23:59:59');
    const later = await desk.sell(clients[1], '2026-03-09T00:00:00');
    expect(await desk.dealOf(sold)).toMatchObject({
      consultants: [{ staff: { id: desk.sun }, parts: 100, role: 'RULED' }],
      explanation: { applied: expect.arrayContaining([{ id: 'SR-7.07' }]) },
    });
    expect(await desk.dealOf(later)).toMatchObject({ consultants: [{ staff: { id: desk.li }, parts: 100 }] });
  });

  it('a list is handed in by the head who owes it; others do not see the event', async () => {
    const { event } = await plan();
    const input = { eventId: event.id, department: 'sales', owedOn: '2026-03-08', guests: [] };
    expect((await act('handInGuestList', leasingHead, '2026-03-08T09:00:00', input)).code).toBe('NOT_OWED');
    const seen = await desk
      .as(desk.li, '2026-03-08T09:00:00', [])
      .ask('query ($id: ID!) { clubEvent(id: $id) { id } }', { id: event.id });
    expect(seen).toEqual({ clubEvent: null });
  });
});
