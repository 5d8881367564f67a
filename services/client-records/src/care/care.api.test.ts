import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { claimEndedV1, type DataOf, dealCancelledV1, dealClosedV1, visitReceivedV1 } from '@shouwen/contracts';
import { type CareDesk, openCareDesk } from './careFixture.ts';

let desk: CareDesk;
beforeAll(async () => {
  desk = await openCareDesk();
});
afterAll(() => desk.service.stop());

const visit = (clientId: string, when: string) =>
  desk.service.hear(
    visitReceivedV1,
    {
      ...{ visitId: desk.service.world.newId(), siteId: desk.site, clientId, consultantId: desk.ids.li, rules: [] },
      ...{ receivedAt: when, turn: 'counted' },
    },
    desk.time(when),
  );
const deal = async (clientId: string, closedOn: string, priceFen: number): Promise<string> => {
  const dealId = desk.service.world.newId();
  const what = { dealId, siteId: desk.site, clientId, unitId: desk.service.world.newId(), priceFen, product: 'flat' };
  const whenClosed = { closedOn, subscribedOn: closedOn, closedAt: `${closedOn}T15:00:00+08:00` };
  const who = { channel: 'none', introducerId: null, consultants: [], rules: [], policyVersion: 1 } satisfies Partial<
    DataOf<typeof dealClosedV1>
  >;
  await desk.service.hear(dealClosedV1, { ...what, ...whenClosed, ...who }, desk.time(closedOn));
  return dealId;
};
const cancel = (dealId: string, on: string) =>
  desk.service.hear(
    dealCancelledV1,
    { dealId, cancelledAt: `${on}T15:00:00+08:00`, cancelledOn: on, fault: 'client', reason: 'changed-mind' },
    desk.time(on),
  );

describe('CR-7.02 news, tours and events: invitations, who came, cost and benefit', () => {
  const done = `__typename ... on CareEventDone { event { id state } } ... on Refusal { code rule { id } }`;
  const planIt = `mutation ($input: PlanCareEventInput!) { planCareEvent(input: $input) { ${done} } }`;
  const invite = `mutation ($input: InviteClientsInput!) { inviteClients(input: $input) { __typename
    ... on ClientsInvited { answers { clientId answer } } ... on Refusal { code } } }`;
  const attend = `mutation ($input: RecordCareAttendanceInput!) { recordCareAttendance(input: $input) { ${done} } }`;
  const close = `mutation ($input: CloseCareEventInput!) { closeCareEvent(input: $input) { ${done} } }`;
  const read = `query ($id: ID!) { careEvent(id: $id) { title state guests(first: 50) { edges { node { client { id } state
    broughtBy { id } } } } report { invited came stayedAway broughtAlong plannedCost { fen } actualCost { fen } days visits
    deals dealsAmount { fen } } explanation { outcome } } }`;
  const planned = async (at = '2026-05-10T14:00:00+08:00'): Promise<string> => {
    const asked = {
      siteId: desk.site,
      kind: 'SITE_TOUR',
      title: '工地开放日',
      place: '三期',
      at,
      plannedCostFen: 500_000,
    };
    const answer = await desk.mutate(desk.manager, '2026-05-01', planIt, asked);
    return (answer as { event: { id: string } }).event.id;
  };
  type Seen = {
    careEvent: { guests: { edges: { node: { client: { id: string }; state: string } }[] }; report: object } | null;
  };
  const seen = async (id: string, who = desk.manager, when = '2026-05-20') =>
    (await desk.at(who, when).ask<Seen>(read, { id })).careEvent;
  const guestsOf = async (id: string, who = desk.manager) =>
    (await seen(id, who))?.guests.edges.map(({ node }) => [node.client.id, node.state]);

  it('invites only who agreed, tells why not, and shows a consultant the own clients alone', async () => {
    const [agreed, silent, own] = [await desk.client(), await desk.client(), await desk.client()];
    for (const one of [agreed, own]) await desk.consent(one, 'MARKETING');
    await desk.claim(own, '2026-05-01');
    const eventId = await planned();
    const clientIds = [agreed, silent, desk.service.world.newId()];
    expect(await desk.mutate(desk.manager, '2026-05-02', invite, { eventId, clientIds })).toEqual({
      __typename: 'ClientsInvited',
      answers: ['INVITED', 'NO_CONSENT', 'UNKNOWN'].map((answer, index) => ({ clientId: clientIds[index], answer })),
    });
    expect(await desk.mutate(desk.li, '2026-05-02', invite, { eventId, clientIds: [own, agreed] })).toMatchObject({
      answers: [{ answer: 'INVITED' }, { answer: 'UNKNOWN' }],
    });
    expect(await guestsOf(eventId)).toEqual([
      [agreed, 'INVITED'],
      [own, 'INVITED'],
    ]);
    expect(await guestsOf(eventId, desk.li)).toEqual([[own, 'INVITED']]);
    expect((await seen(eventId, desk.li))?.report).toBeNull();
    expect(await seen(eventId, desk.elsewhere)).toBeNull();
    await desk.consent(agreed, 'MARKETING', false, '2026-05-03');
    expect(await guestsOf(eventId)).toContainEqual([agreed, 'WITHDRAWN']);
    await desk.service.doDue(desk.time('2026-05-04'));
    expect(await desk.rows(`SELECT withdrawn_at FROM care_guest WHERE client_id = '${agreed}'`)).not.toEqual([
      { withdrawn_at: null },
    ]);
  });

  it('records who came and who brought whom, the cost, and what it brought within ninety days', async () => {
    const [host, guest, absent] = [await desk.client(), await desk.client(), await desk.client()];
    for (const one of [host, absent]) await desk.consent(one, 'MARKETING');
    const eventId = await planned();
    await desk.mutate(desk.manager, '2026-05-02', invite, { eventId, clientIds: [host, absent] });
    const came = [
      { clientId: host, came: true },
      { clientId: guest, came: true, broughtBy: host },
      { clientId: absent, came: false },
    ];
    const record = (guests: object[], when = '2026-05-11', who = desk.manager) =>
      desk.mutate(who, when, attend, { eventId, guests });
    expect(await record(came, '2026-05-10T13:59:00+08:00')).toMatchObject({ code: 'CARE_EVENT_NOT_BEGUN' });
    expect(await record(came)).toMatchObject({ event: { id: eventId } });
    await expect(record(came, '2026-05-11', desk.zhao)).rejects.toThrow(/Not found/);
    await visit(host, '2026-05-10T13:00:00+08:00');
    await visit(host, '2026-08-08T23:59:00+08:00');
    await visit(host, '2026-08-09T00:00:00+08:00');
    await deal(guest, '2026-05-10', 90_000_000);
    await deal(guest, '2026-08-08', 10_000_000);
    await deal(host, '2026-08-09', 70_000_000);
    await cancel(await deal(host, '2026-05-20', 60_000_000), '2026-06-01');
    expect(await desk.mutate(desk.manager, '2026-05-11', close, { eventId, actualCostFen: 480_000 })).toMatchObject({
      event: { state: 'HELD' },
    });
    expect(await seen(eventId)).toMatchObject({
      guests: {
        edges: [{ node: { state: 'CAME' } }, { node: { state: 'STAYED_AWAY' } }, { node: { broughtBy: { id: host } } }],
      },
      report: {
        ...{ invited: 2, came: 2, stayedAway: 1, broughtAlong: 1, days: 90, visits: 1, deals: 2 },
        ...{ plannedCost: { fen: 500_000 }, actualCost: { fen: 480_000 }, dealsAmount: { fen: 100_000_000 } },
      },
      explanation: { outcome: 'HELD' },
    });
    expect(await record(came)).toMatchObject({ code: 'CARE_EVENT_HELD' });
  });
});

describe('CR-7.04 lost clients are listed with the reason, and won back or not', () => {
  const list = `query ($openOnly: Boolean!) { lostClients(openOnly: $openOnly, first: 100) { edges { node { id client { id }
    cause detail why lostOn outcome closedOn attempts { way result nextOn madeBy } explanation { applied { id } } } } } }`;
  const done = `__typename ... on LostClientDone { lostClient { id cause why outcome } } ... on Refusal { code }`;
  const mark = `mutation ($input: MarkClientLostInput!) { markClientLost(input: $input) { ${done} } }`;
  const winBack = `mutation ($input: RecordWinBackInput!) { recordWinBack(input: $input) { ${done} } }`;
  type Node = { readonly id: string; readonly client: { readonly id: string } };
  const lostOf = async (clientId: string, when: string, who = desk.manager): Promise<Node | undefined> => {
    const answer = await desk
      .at(who, when)
      .ask<{ lostClients: { edges: { node: Node }[] } }>(list, { openOnly: false });
    return answer.lostClients.edges.map(({ node }) => node).find(({ client }) => client.id === clientId);
  };
  const lapse = async (clientId: string, claimId: string, endedOn: string) => {
    const ended = { claimId, clientId, siteId: desk.site, consultantId: desk.ids.li, endedOn, rules: [] };
    await desk.service.hear(claimEndedV1, { ...ended, reason: 'freshness-over' }, desk.time(endedOn));
  };
  const lapsed = async (): Promise<string> => {
    const client = await desk.client();
    await lapse(client, await desk.claim(client, '2026-05-01'), '2026-05-20');
    return client;
  };

  it('from the seventh day after the last claim lapsed, not while another claim or a deal lives', async () => {
    const client = await lapsed();
    expect(await lostOf(client, '2026-05-26')).toBeUndefined();
    expect(await lostOf(client, '2026-05-27')).toMatchObject({
      ...{ cause: 'LAPSED', detail: 'freshness-over', why: null, lostOn: '2026-05-27', outcome: null },
      explanation: { applied: [{ id: 'CR-7.04' }] },
    });
    for (const who of [desk.li, desk.zhao, desk.elsewhere])
      expect(await lostOf(client, '2026-05-27', who)).toBeUndefined();
    const buyer = await desk.client();
    const claimId = await desk.claim(buyer, '2026-05-01');
    const dealId = await deal(buyer, '2026-05-19', 100);
    await lapse(buyer, claimId, '2026-05-20');
    expect(await lostOf(buyer, '2026-06-20')).toBeUndefined();
    await cancel(dealId, '2026-06-21');
    expect(await lostOf(buyer, '2026-06-28')).toMatchObject({ cause: 'DEAL_CANCELLED', detail: 'changed-mind' });
  });

  it('coming back undoes it: a visit before the list as if it had never been, a claim later as a return', async () => {
    const [early, late] = [await lapsed(), await lapsed()];
    await visit(early, '2026-05-26T10:00:00+08:00');
    expect(await lostOf(early, '2026-06-20')).toBeUndefined();
    await desk.claim(late, '2026-05-28');
    expect(await lostOf(late, '2026-06-20')).toMatchObject({ outcome: 'RETURNED', closedOn: '2026-05-28' });
    const answer = await desk.mutate(desk.manager, '2026-05-29', mark, {
      siteId: desk.site,
      clientId: late,
      why: 'PRICE',
    });
    expect(answer).toMatchObject({ code: 'CLIENT_NOT_LOST' });
  });

  it('a person says why, attempts are recorded with their result, and the report counts them', async () => {
    const [known, told, refusing] = [await lapsed(), await desk.client(), await lapsed()];
    const say = (clientId: string, why: string) =>
      desk.mutate(desk.manager, '2026-05-28', mark, { siteId: desk.site, clientId, why });
    expect(await say(known, 'PRICE')).toMatchObject({ lostClient: { cause: 'LAPSED', why: 'PRICE' } });
    expect(await say(told, 'COMPETITOR')).toMatchObject({ lostClient: { cause: 'MARKED', why: 'COMPETITOR' } });
    const attempt = async (clientId: string, result: string, nextOn: string | null = null, who = desk.manager) => {
      const loss = await lostOf(clientId, '2026-05-28');
      return desk.mutate(who, '2026-05-28', winBack, { lostId: loss?.id, way: 'CALL', result, nextOn });
    };
    expect(await attempt(known, 'OPEN', '2026-06-05')).toMatchObject({ lostClient: { outcome: null } });
    expect(await attempt(known, 'WON')).toMatchObject({ lostClient: { outcome: 'WON' } });
    expect(await attempt(known, 'OPEN')).toMatchObject({ code: 'LOST_CLIENT_CLOSED' });
    expect(await attempt(told, 'GIVEN_UP')).toMatchObject({ lostClient: { outcome: 'GIVEN_UP' } });
    await desk.consent(refusing, 'MARKETING', false);
    expect(await attempt(refusing, 'OPEN')).toMatchObject({ code: 'CONSENT_MISSING' });
    await expect(attempt(refusing, 'OPEN', null, desk.elsewhere)).rejects.toThrow(/Not found/);
    expect(await lostOf(known, '2026-05-29')).toMatchObject({
      attempts: [
        { way: 'CALL', result: 'OPEN', nextOn: '2026-06-05', madeBy: `staff:${desk.ids.manager}` },
        { result: 'WON' },
      ],
    });
    const report = `query ($siteId: ID!, $from: Date!, $through: Date!) { lostReport(siteId: $siteId, from: $from,
      through: $through) { cause why lost attempted won givenUp returned } }`;
    const asked = { siteId: desk.site, from: '2026-05-28', through: '2026-05-28' };
    expect(await desk.at(desk.manager, '2026-05-29').ask(report, asked)).toEqual({
      lostReport: [{ cause: 'MARKED', why: 'COMPETITOR', lost: 1, attempted: 1, won: 0, givenUp: 1, returned: 0 }],
    });
  });
});
