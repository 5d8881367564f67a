import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clientErasedV1, clientTierChangedV1, clientVipChangedV1 } from '@shouwen/contracts';
import { type CareDesk, openCareDesk } from '../careFixture.ts';

const list = `query ($from: Date, $through: Date, $states: [GreetingState!]) {
  greetings(from: $from, through: $through, states: $states, first: 100) { edges { node { id client { id } occasion whose
    holiday dueOn through rank kinds state reason result doneKinds cost { fen } closedBy
    explanation { outcome applied { id } policies { name } } } } } }`;
const doIt = `mutation ($input: DoGreetingInput!) { doGreeting(input: $input) { __typename
  ... on GreetingRecorded { greeting { state result doneKinds cost { fen } explanation { outcome } } }
  ... on Refusal { code rule { id } } } }`;
const occasion = `mutation ($input: RecordOccasionInput!) { recordOccasion(input: $input) { __typename
  ... on Refusal { code } ... on OccasionRecorded { client { id occasions { id whose day } } } } }`;
const remove = `mutation ($input: RemoveOccasionInput!) { removeOccasion(input: $input) { __typename } }`;

type Node = {
  readonly id: string;
  readonly client: { readonly id: string };
  readonly dueOn: string;
  readonly state: string;
};

let desk: CareDesk;
beforeAll(async () => {
  desk = await openCareDesk();
});
afterAll(() => desk.service.stop());

const all = ['PLANNED', 'DONE', 'CANCELLED', 'MISSED'];
const greetingsOf = async (clientId: string, who = desk.advisor, at = '2026-05-04'): Promise<Node[]> => {
  const asked = { from: '2026-03-01', through: '2026-06-01', states: all };
  const answer = await desk.at(who, at).ask<{ greetings: { edges: { node: Node }[] } }>(list, asked);
  return answer.greetings.edges.map(({ node }) => node).filter(({ client }) => client.id === clientId);
};
const birthday = (clientId: string, day: string, whose = 'SELF', at = '2026-03-02', who = desk.advisor) =>
  desk.mutate(who, at, occasion, { clientId, whose, day });
const plan = (at: string) => desk.service.doDue(desk.time(at));
const made = (greetingId: string, changes: object = {}, at = '2026-05-04', who = desk.advisor) =>
  desk.mutate(who, at, doIt, { greetingId, kinds: ['MESSAGE'], result: 'REACHED', ...changes });

describe('birthdays', () => {
  it('are planned seven days ahead and not a day earlier, once, also by two replicas at once', async () => {
    const client = await desk.client();
    await desk.consent(client, 'CARE');
    expect(await birthday(client, '03-20')).toMatchObject({ client: { occasions: [{ whose: 'SELF', day: '03-20' }] } });
    await plan('2026-03-12');
    expect(await greetingsOf(client)).toEqual([]);
    await Promise.all([plan('2026-03-13'), plan('2026-03-13')]);
    await plan('2026-03-14');
    expect(await greetingsOf(client, desk.advisor, '2026-03-14')).toMatchObject([
      {
        ...{ occasion: 'BIRTHDAY', whose: 'SELF', dueOn: '2026-03-20', through: '2026-03-23', rank: 'C' },
        ...{ kinds: ['MESSAGE'], state: 'PLANNED' },
        explanation: { outcome: 'PLANNED', applied: [{ id: 'CR-7.01' }], policies: [{ name: 'records' }] },
      },
    ]);
    await plan('2027-03-13');
    const rows = await desk.rows(`SELECT year FROM greeting WHERE client_id = '${client}' ORDER BY year`);
    expect(rows).toEqual([{ year: 2026 }, { year: 2027 }]);
  });

  it('of the family too, by rank, and on 28 February for the 29th of a common year', async () => {
    const client = await desk.client();
    await desk.consent(client, 'CARE');
    const tier = { tier: 'A', provisional: false, from: '2026-03-30', decidedAt: '2026-03-30T10:00:00+08:00' } as const;
    await desk.service.hear(clientTierChangedV1, { clientId: client, ...tier }, desk.time('2026-03-30'));
    const older = { ...tier, tier: 'C', decidedAt: '2026-01-30T10:00:00+08:00' } as const;
    await desk.service.hear(clientTierChangedV1, { clientId: client, ...older }, desk.time('2026-03-30'));
    await birthday(client, '02-29', 'CHILD');
    await plan('2027-02-21');
    const planned = await desk.rows(
      `SELECT due_on::text, whose, rank, kinds FROM greeting WHERE client_id = '${client}' AND occasion = 'birthday'`,
    );
    expect(planned).toEqual([{ due_on: '2027-02-28', whose: 'child', rank: 'a', kinds: ['call', 'flowers'] }]);
    const vip = { clientId: client, vip: true, decidedAt: '2026-03-31T10:00:00+08:00' };
    await desk.service.hear(clientVipChangedV1, vip, desk.time('2026-03-31'));
    await plan('2028-02-22');
    const [, next] = await desk.rows<{ due_on: string; kinds: string[] }>(`SELECT due_on::text, kinds FROM greeting
      WHERE client_id = '${client}' AND occasion = 'birthday' ORDER BY due_on`);
    expect(next).toEqual({ due_on: '2028-02-29', kinds: ['call', 'flowers', 'cake'] });
  });

  it('stand nowhere in the clear, and of them no year', async () => {
    const client = await desk.client();
    await birthday(client, '11-17', 'SPOUSE');
    const tables: { name: string }[] = await desk.rows(
      `SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`,
    );
    for (const { name } of tables)
      expect(await desk.rows(`SELECT '${name}' AS name FROM "${name}" t WHERE t::text LIKE '%11-17%'`)).toEqual([]);
  });

  it('that were wrong are put right, and one taken away is greeted no more', async () => {
    const client = await desk.client();
    await desk.consent(client, 'CARE');
    await birthday(client, '04-10', 'SELF', '2026-04-05');
    await plan('2026-04-05');
    const { client: after } = (await birthday(client, '04-11', 'SELF', '2026-04-05')) as unknown as {
      client: { occasions: { id: string }[] };
    };
    await plan('2026-04-05');
    expect(await greetingsOf(client, desk.advisor, '2026-04-05')).toMatchObject([
      { dueOn: '2026-04-10', state: 'CANCELLED', reason: 'occasion-changed' },
      { dueOn: '2026-04-11', state: 'PLANNED' },
    ]);
    await desk.mutate(desk.advisor, '2026-04-06', remove, { occasionId: after.occasions[0]?.id });
    expect((await greetingsOf(client)).map(({ state }) => state)).toEqual(['CANCELLED', 'CANCELLED']);
    expect(await birthday(client, '02-30').catch(({ message }) => message)).toMatch(/day of the year/);
  });
});

describe('holidays', () => {
  it('are planned for everybody who agreed, also for who agrees within the window, once', async () => {
    const [early, late, never] = [await desk.client(), await desk.client(), await desk.client()];
    await desk.consent(early, 'CARE');
    await plan('2026-06-11');
    const planned = () =>
      desk.rows(`SELECT client_id AS id FROM greeting WHERE holiday = 'dragon-boat' AND year = 2026
        AND client_id IN ('${early}', '${late}', '${never}') ORDER BY planned_at`);
    expect(await planned()).toEqual([]);
    await plan('2026-06-12');
    expect(await planned()).toEqual([{ id: early }]);
    await desk.consent(late, 'CARE', true, '2026-06-13');
    await plan('2026-06-13');
    await plan('2026-06-14');
    expect(await planned()).toEqual([{ id: early }, { id: late }]);
  });

  it('of a year without official data are said to be unknown', async () => {
    const ask = `query ($year: Int!) { greetingHolidays(year: $year) { holiday day missing { en } } }`;
    const of = async (year: number) => (await desk.at(desk.advisor, '2026-05-04').ask(ask, { year })) as object;
    expect(await of(2026)).toMatchObject({
      greetingHolidays: [{ holiday: 'SPRING_FESTIVAL', day: '2026-02-17', missing: null }, {}, {}, {}],
    });
    expect(await of(2027)).toMatchObject({
      greetingHolidays: [
        { day: null, missing: { en: expect.stringContaining('2027') } },
        {},
        {},
        { holiday: 'NATIONAL_DAY', day: '2027-10-01' },
      ],
    });
  });
});

describe('CR-7.01 greetings are done with consent, recorded by a person, and seen by whoever may read the client', () => {
  const due = async (day = '05-08') => {
    const client = await desk.client();
    await desk.consent(client, 'CARE');
    await birthday(client, day);
    await plan('2026-05-04');
    const [greeting] = await greetingsOf(client);
    if (!greeting) throw new Error('no greeting was planned');
    return { client, greeting };
  };

  it('records who did what, with the result, once', async () => {
    const { client, greeting } = await due();
    expect(await made(greeting.id, { costFen: 3_000 })).toMatchObject({
      greeting: { state: 'DONE', result: 'REACHED', doneKinds: ['MESSAGE'], cost: { fen: 3_000 } },
    });
    expect(await made(greeting.id)).toMatchObject({ code: 'GREETING_CLOSED', rule: { id: 'CR-7.01' } });
    expect(await greetingsOf(client)).toMatchObject([{ state: 'DONE', closedBy: `staff:${desk.ids.advisor}` }]);
  });

  it('a consent withdrawn in between cancels it at once, before any timer, and nothing may be done', async () => {
    const { client, greeting } = await due();
    await desk.consent(client, 'CARE', false, '2026-05-04');
    expect(await greetingsOf(client)).toMatchObject([{ state: 'CANCELLED', reason: 'consent-withdrawn' }]);
    expect(await made(greeting.id)).toMatchObject({ code: 'CONSENT_MISSING' });
    expect(await desk.rows(`SELECT state FROM greeting WHERE greeting_id = '${greeting.id}'`)).toEqual([
      { state: 'cancelled' },
    ]);
    await desk.consent(client, 'CARE', true, '2026-05-05');
    await plan('2026-05-05');
    expect(await made(greeting.id, {}, '2026-05-05')).toMatchObject({ greeting: { state: 'DONE' } });
  });

  it('may be made up for until the third day after, and is missed from the fourth, with or without the timer', async () => {
    const [{ greeting: late }, { client, greeting: over }] = [await due(), await due()];
    expect(await made(late.id, {}, '2026-05-11')).toMatchObject({ greeting: { state: 'DONE' } });
    expect(await made(over.id, {}, '2026-05-12')).toMatchObject({ code: 'GREETING_OVER' });
    expect(await greetingsOf(client, desk.advisor, '2026-05-12')).toMatchObject([{ state: 'MISSED' }]);
    await plan('2026-05-12');
    expect(await desk.rows(`SELECT state FROM greeting WHERE greeting_id = '${over.id}'`)).toEqual([
      { state: 'missed' },
    ]);
  });

  it('the consultant whose client it is sees and does it; for a colleague and another site there is none', async () => {
    const { client, greeting } = await due();
    await desk.claim(client, '2026-05-04');
    expect(await greetingsOf(client, desk.li)).toHaveLength(1);
    for (const who of [desk.zhao, desk.elsewhere]) {
      expect(await greetingsOf(client, who)).toEqual([]);
      await expect(made(greeting.id, {}, '2026-05-04', who)).rejects.toThrow(/Not found/);
      await expect(birthday(client, '05-08', 'SELF', '2026-05-04', who)).rejects.toThrow(/Not found/);
    }
    const traced = await desk.rows(
      `SELECT count(*)::int AS n FROM audit_entry WHERE decision = 'refused' AND action = 'care.doGreeting'
         AND resource_id = '${client}'`,
    );
    expect(traced).toEqual([{ n: 2 }]);
    expect(await made(greeting.id, {}, '2026-05-04', desk.li)).toMatchObject({ greeting: { state: 'DONE' } });
  });

  it('nobody is greeted whose data were erased', async () => {
    const { client } = await due();
    const erased = { clientId: client, number: 'C000001', erasedAt: '2026-05-05T10:00:00+08:00' };
    await desk.service.hear(clientErasedV1, erased, desk.time('2026-05-05'));
    expect(await greetingsOf(client)).toMatchObject([{ state: 'CANCELLED', reason: 'client-erased' }]);
    expect(await desk.rows(`SELECT occasion_id FROM client_occasion WHERE client_id = '${client}'`)).toEqual([]);
  });
});
