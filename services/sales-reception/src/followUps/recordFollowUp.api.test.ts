import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openRegisterDesk, type RegisterDesk } from '../registers/registerFixture.ts';

const contacts = `query ($id: ID!, $first: Int, $after: String) {
  _entities(representations: [{ __typename: "Client", id: $id }]) { ... on Client {
    followUps(first: $first, after: $after) { edges { node { said reached channel } } pageInfo { hasNextPage endCursor } } } } }`;

type Contacts = {
  readonly edges: readonly { readonly node: { readonly said: string; readonly reached: boolean } }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
};

describe('follow-ups over the graph', () => {
  let desk: RegisterDesk;
  let client: string;
  beforeAll(async () => {
    desk = await openRegisterDesk('triple-confirmation');
    client = await desk.newClient();
    await desk.visit('2026-06-01 08:30', client, { onSite: [desk.li] });
  });
  afterAll(() => desk.service.stop());

  const contactsOf = async (by: string, page: { first?: number; after?: string | null } = {}): Promise<Contacts> => {
    const asked = { id: client, ...page };
    const data = await desk.as(by, '2026-06-30').ask<{ _entities: [{ followUps: Contacts }] }>(contacts, asked);
    return data._entities[0].followUps;
  };

  it('SR-8.01, SR-3.02: the owner records a contact, which keeps the claim fresh', async () => {
    expect(await desk.followUp('2026-06-10 23:59', client, 'li')).toMatchObject({
      effect: 'RENEWED',
      followUp: { channel: 'PHONE' },
      explanation: { applied: [{ id: 'SR-8.01' }, { id: 'SR-3.02' }] },
    });
    expect((await desk.owner('2026-06-11', client))?.freshThrough).toBe('2026-06-19');
  });

  it('refuses a cursor that no page gave', async () => {
    const after = Buffer.from('["x","y"]').toString('base64url');
    const { errors } = await desk.as('li', '2026-06-30').send(contacts, { id: client, after });
    expect(errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
  });

  it('SR-3.04: one that did not reach the client is recorded and does not count', async () => {
    expect(await desk.followUp('2026-06-18', client, 'li', false)).toMatchObject({
      effect: 'RECORDED',
      explanation: { applied: [{ id: 'SR-8.01' }, { id: 'SR-3.04' }] },
    });
    expect((await desk.owner('2026-06-18 11:00', client))?.freshThrough).toBe('2026-06-19');
  });

  it('SR-7.01: a colleague’s client is refused word for word like one who does not exist', async () => {
    const colleagues = await desk.followUp('2026-06-12', client, 'zhao');
    const strangers = await desk.followUp('2026-06-12', desk.service.world.newId(), 'zhao');
    expect(colleagues).toMatchObject({ __typename: 'Refusal', code: 'CLIENT_UNKNOWN', rule: null });
    expect(colleagues).toEqual(strangers);
  });

  it('SR-3.02: after the lapse it is refused with the rule', async () => {
    expect(await desk.followUp('2026-06-19 23:59', client, 'zhao')).toMatchObject({ code: 'CLIENT_UNKNOWN' });
    expect(await desk.followUp('2026-06-20 00:00', client, 'li')).toMatchObject({
      code: 'CLAIM_LAPSED',
      rule: { id: 'SR-3.02' },
      retryable: false,
      message: { zh: expect.stringContaining('2026-06-20') },
    });
  });

  it('shows the own contacts to the consultant, all to the manager, none to a colleague, in pages', async () => {
    expect((await contactsOf('li')).edges).toHaveLength(2);
    expect((await contactsOf('zhao')).edges).toEqual([]);
    const first = await contactsOf('manager', { first: 1 });
    expect(first).toMatchObject({ edges: [{ node: { reached: true } }], pageInfo: { hasNextPage: true } });
    const second = await contactsOf('manager', { first: 1, after: first.pageInfo.endCursor });
    expect(second).toMatchObject({ edges: [{ node: { reached: false } }], pageInfo: { hasNextPage: false } });
  });

  it('the same key again is one contact', async () => {
    const mine = await desk.newClient();
    await desk.visit('2026-06-01 08:30', mine, { onSite: [desk.zhao] });
    const input = { siteId: desk.siteId, clientId: mine, channel: 'WECHAT', reached: true, said: '发送户型图' };
    const keyed = { ...input, idempotencyKey: desk.key() };
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => desk.mutate('zhao', '2026-06-02', 'recordFollowUp', keyed)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    const [row] = await desk.service.world.db.read((tx) =>
      tx.query('SELECT count(*)::int AS n FROM follow_up WHERE client_id = $1', [mine]),
    );
    expect(row).toEqual({ n: 1 });
  });

  it('says what was said', async () => {
    const input = { idempotencyKey: desk.key(), siteId: desk.siteId, clientId: client, channel: 'SMS', reached: true };
    const asked = 'mutation ($input: RecordFollowUpInput!) { recordFollowUp(input: $input) { __typename } }';
    const answer = await desk.as('li', '2026-06-02').send(asked, { input: { ...input, said: '  ' } });
    expect(answer.errors[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});
