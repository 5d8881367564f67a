import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { staffViewer, type TestService, testService } from '@shouwen/testing';
import { clientRecords } from '../service.ts';

const site = '019b8a00-0001-7000-8000-000000000001';
const desk = staffViewer('019b8a00-0002-7000-8000-000000000007', { [site]: ['client.identify', 'register.import'] });
const stranger = staffViewer('019b8a00-0002-7000-8000-000000000008', { [site]: ['client.readSite'] });
const now = new Date('2026-03-02T09:28:00+08:00');

const many = `mutation ($input: IdentifyClientsInput!) { identifyClients(input: $input) { __typename
  ... on ClientsIdentified { clients { opened client { id } } }
  ... on PeopleRefused { people { index code message { zh en } } explanation { outcome applied { id } } }
  ... on Refusal { code } } }`;
const check = `query ($siteId: ID!, $people: [PersonInput!]!) { checkPeople(siteId: $siteId, people: $people) { index code } }`;

type Person = { readonly name: string; readonly phone: string };
type Answer = {
  readonly __typename: string;
  readonly code?: string;
  readonly clients: readonly { readonly opened: boolean; readonly client: { readonly id: string } }[];
  readonly people: readonly unknown[];
};

describe('SR-2.06, CR-1 many people are identified at once', () => {
  let service: TestService;
  let keys = 0;
  beforeAll(async () => {
    service = await testService(clientRecords);
  });
  afterAll(() => service.stop());

  const nextKey = (): string => {
    keys += 1;
    return `key-${keys}`;
  };
  const identify = async (people: readonly Person[], idempotencyKey = nextKey(), by = desk): Promise<Answer> =>
    (
      await service
        .as(by, now)
        .ask<{ identifyClients: Answer }>(many, { input: { idempotencyKey, siteId: site, people } })
    ).identifyClients;
  const count = async (table: string): Promise<number> =>
    (await service.world.db.read((tx) => tx.query(`SELECT count(*)::int AS n FROM ${table}`)))[0].n;

  it('in the order of the rows; one number is one client, whatever its writing and the spelling of the name', async () => {
    const { clients } = await identify([
      { name: '许丽', phone: '138 0552 1753' },
      { name: '李伟', phone: '15195672479' },
      { name: '许莉', phone: '＋８６１３８０５５２１７５３' },
    ]);
    expect(clients.map(({ opened }) => opened)).toEqual([true, true, false]);
    expect(clients[2]?.client.id).toBe(clients[0]?.client.id);
    const again = await identify([{ name: '李伟', phone: '15195672479' }]);
    expect(again.clients).toEqual([{ opened: false, client: { id: clients[1]?.client.id } }]);
  });

  it('all or none: a phone that is none refuses every row, each with its reason in both languages', async () => {
    const before = await count('client');
    const answer = await identify([
      { name: '王芳', phone: '13926220428' },
      { name: '赵强', phone: '1392622042' },
      { name: ' ', phone: '13926220429' },
    ]);
    expect(answer).toMatchObject({
      __typename: 'PeopleRefused',
      people: [
        { index: 1, code: 'PHONE_INVALID', message: { zh: expect.any(String), en: expect.any(String) } },
        { index: 2, code: 'NAME_INVALID' },
      ],
      explanation: { outcome: 'REFUSED', applied: [{ id: 'CR-1.02' }] },
    });
    expect(await count('client')).toBe(before);
    expect(JSON.stringify(answer)).not.toContain('1392622042');
  });

  it('checks without writing, looking up or tracing anybody', async () => {
    const before = [await count('client'), await count('audit_entry')];
    const people = [
      { name: '王芳', phone: '13926220428' },
      { name: '赵强', phone: 'x' },
    ];
    const { checkPeople } = await service.as(desk, now).ask<{ checkPeople: unknown }>(check, { siteId: site, people });
    expect(checkPeople).toEqual([{ index: 1, code: 'PHONE_INVALID' }]);
    expect([await count('client'), await count('audit_entry')]).toEqual(before);
  });

  it('the same key again gives the same answer, also at once, and each search is traced once', async () => {
    const people = Array.from({ length: 20 }, (_, number) => ({
      name: `客户${number}`,
      phone: `1370000${1000 + number}`,
    }));
    const traced = await count('audit_entry');
    const answers = await Promise.all([1, 2, 3].map(() => identify(people, 'same')));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect((await count('audit_entry')) - traced).toBe(20);
    expect(await identify(people.slice(1), 'same')).toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
  });

  it('two who bring the same people in another order open each record once', async () => {
    const people = Array.from({ length: 12 }, (_, number) => ({
      name: `客户${number}`,
      phone: `1360000${1000 + number}`,
    }));
    const [one, other] = await Promise.all([identify(people), identify([...people].reverse())]);
    const ids = ({ clients }: Answer) => clients.map(({ client }) => client.id).sort();
    expect(ids(one)).toEqual(ids(other));
    expect(new Set(ids(one)).size).toBe(12);
  });

  it('500 at a time, and only with the grant', async () => {
    const people = Array.from({ length: 500 }, (_, number) => ({
      name: `客户${number}`,
      phone: `1350000${1000 + number}`,
    }));
    expect((await identify(people)).clients).toHaveLength(500);
    const none = await service
      .as(desk, now)
      .send(many, { input: { idempotencyKey: 'none', siteId: site, people: [] } });
    expect(none.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'people' });
    for (const query of [many, check]) {
      const asked = { siteId: site, people: people.slice(0, 1) };
      const { errors } = await service
        .as(stranger, now)
        .send(query, { ...asked, input: { idempotencyKey: 'no', ...asked } });
      expect(errors[0]?.extensions?.code).toBe('FORBIDDEN');
    }
  });
});
