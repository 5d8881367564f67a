import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { processEnvironment } from '@shouwen/subgraph';
import request from 'supertest';
import { accessToken, type FixtureHouse, startFixtureHouse } from './fixture/index.ts';

let house: FixtureHouse;
let token: string;
beforeAll(async () => {
  house = await startFixtureHouse({ rehearsal: true });
  token = await accessToken();
});
afterAll(() => house.stop());

const ask = (query: string, variables: Record<string, unknown> = {}) =>
  request(house.gateway.server).post('/graphql').set('authorization', `Bearer ${token}`).send({ query, variables });

describe('one graph out of several departments', () => {
  it('joins what they know, and shows of it what this viewer may see', async () => {
    const { body, status } = await ask('{ books(first: 2) { edges { node { title lentTo { name } } } } }');
    expect(status).toBe(200);
    // Every second book is out to a reader of a site that this viewer knows nothing of.
    expect(body).toEqual({
      data: {
        books: {
          edges: [{ node: { title: '第0册', lentTo: { name: '沈清和' } } }, { node: { title: '第1册', lentTo: null } }],
        },
      },
    });
  });

  it('knows who asks by the token', async () => {
    expect((await ask('{ whoAmI }')).body.data.whoAmI).toBe('staff staff-1');
    const anonymous = await request(house.gateway.server).post('/graphql').send({ query: '{ whoAmI }' });
    expect(anonymous.body.data.whoAmI).toBe('anonymous');
  });

  it('answers a refusal as data, with both languages', async () => {
    const { body } = await ask(
      `mutation ($input: LendBookInput!) {
        lendBook(input: $input) { __typename ... on Refusal { code retryable message { zh en } rule { id } } }
      }`,
      { input: { idempotencyKey: 'key-1', bookId: 'no such', on: '2026-03-02' } },
    );
    expect(body.data.lendBook).toEqual({
      __typename: 'Refusal',
      code: 'NOT_FOUND',
      retryable: false,
      message: { zh: '没有这本书。', en: 'No such book.' },
      rule: null,
    });
  });

  it('tells why, with the time of the decision', async () => {
    const { body } = await ask(
      '{ book(id: "book-001") { explanation { outcome decidedAt facts { name value } applied { id } } } }',
    );
    expect(body.data.book.explanation).toEqual({
      outcome: 'kept',
      decidedAt: '2026-03-02T01:30:00.000Z',
      facts: [{ name: 'pages', value: '200' }],
      applied: [],
    });
  });
});

describe('a rehearsal', () => {
  it('sets the time for the departments with the request', async () => {
    const { body } = await ask('{ moment book(id: "book-001") { explanation { decidedAt } } }').set(
      'x-shouwen-now',
      '2026-05-01T09:00:00+08:00',
    );
    expect(body.data.moment).toBe('2026-05-01T01:00:00.000Z');
    expect(body.data.book.explanation.decidedAt).toBe('2026-05-01T01:00:00.000Z');
  });

  it('wants a time with its zone', async () => {
    const { status, body } = await ask('{ moment }').set('x-shouwen-now', '2026-05-01T09:00:00');
    expect(status).toBe(400);
    expect(body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('errors', () => {
  it.each([
    ['notSignedIn', 'UNAUTHENTICATED', 'Please sign in.'],
    ['forbidden', 'FORBIDDEN', 'You are not permitted to do this.'],
    ['notFound', 'NOT_FOUND', 'Not found.'],
    ['conflict', 'CONFLICT', 'Somebody else was faster; try again.'],
    ['down', 'UNAVAILABLE', 'Not available now; try again.'],
    ['sql', 'INTERNAL', 'Internal error.'],
  ])('of the kind %s come out as %s and say no more than "%s"', async (kind, code, message) => {
    const { body, headers } = await ask(`{ whoAmI trouble(kind: "${kind}") }`);
    expect(body.data).toEqual({ whoAmI: 'staff staff-1', trouble: null });
    expect(body.errors).toEqual([
      expect.objectContaining({
        message,
        path: ['trouble'],
        extensions: expect.objectContaining({ code, requestId: headers['x-request-id'] }),
      }),
    ]);
  });

  it('of rights carry their sentence in Chinese too', async () => {
    const { body } = await ask('{ whoAmI trouble(kind: "forbidden") }');
    expect(body.errors[0].extensions.text).toEqual({ zh: '您没有此项权限。', en: 'You are not permitted to do this.' });
  });

  it('name the field of bad input, and never the value', async () => {
    const { status, body } = await ask('query ($after: String) { books(after: $after) { edges { cursor } } }', {
      after: '13800138000',
    });
    expect(status).toBe(400);
    expect(body.errors[0].extensions).toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
    expect(JSON.stringify(body)).not.toContain('13800138000');
  });

  it('bear the id the caller gave the request', async () => {
    const { body, headers } = await ask('{ trouble(kind: "sql") }').set('x-request-id', 'desk-7-request-41');
    expect(body.errors[0].extensions.requestId).toBe('desk-7-request-41');
    expect(headers['x-request-id']).toBe('desk-7-request-41');
  });

  it.each(['short', 'with space in it', 'x'.repeat(65), '-begins-badly'])(
    'do not bear an id such as "%s", which could be read for something else',
    async (id) => {
      const { body } = await ask('{ trouble(kind: "sql") }').set('x-request-id', id);
      expect(body.errors[0].extensions.requestId).toMatch(/^made-by-gateway-/);
    },
  );
});

describe('a department that does not answer in time', () => {
  it('leaves its part out, and the rest of the answer stands', async () => {
    const hasty = await startFixtureHouse({ subgraphTimeoutMilliseconds: 2_000 });
    const query = '{ slow(milliseconds: 600000) whoAmI }';
    const signedIn = request(hasty.gateway.server).post('/graphql').set('authorization', `Bearer ${token}`);
    const { body, status } = await signedIn.send({ query });
    await hasty.stop();
    expect(status).toBe(200);
    expect(body.data).toEqual({ slow: null, whoAmI: 'staff staff-1' });
    expect(body.errors).toEqual([
      {
        message: 'A department does not answer; its part is missing.',
        extensions: { code: 'SUBGRAPH_UNAVAILABLE', requestId: expect.any(String) },
      },
    ]);
  });

  it('leaves things of its own standing as gaps in the things of others', async () => {
    const alone = await startFixtureHouse();
    await alone.subgraphs.readers.stop();
    const { body } = await request(alone.gateway.server)
      .post('/graphql')
      .send({ query: '{ books(first: 1) { edges { node { title lentTo { name } } } } }' });
    await alone.stop();
    expect(body.data.books.edges).toEqual([{ node: { title: '第0册', lentTo: null } }]);
    expect(body.errors[0].extensions.code).toBe('SUBGRAPH_UNAVAILABLE');
  });
});

describe('for the operator', () => {
  it('it reports to nobody else', () => {
    expect(processEnvironment().APOLLO_TELEMETRY_DISABLED).toBe('1');
  });

  it('it says that it lives, that it is ready, and how it is doing', async () => {
    expect((await request(house.gateway.server).get('/livez')).body).toEqual({ status: 'alive' });
    expect((await request(house.gateway.server).get('/readyz')).body).toEqual({
      status: 'ready',
      checks: { supergraph: 'ok' },
    });
    expect((await request(house.gateway.server).get('/metrics')).status).toBe(200);
  });
});
