import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { graphClient } from './graphClient.ts';

/** Answers with what it was sent, or as the query tells it. */
const echo = createServer((incoming, response) => {
  let body = '';
  incoming.on('data', (chunk) => {
    body += chunk;
  });
  incoming.on('end', () => {
    const { query, variables } = JSON.parse(body) as { query: string; variables: unknown };
    if (query === 'fail') response.statusCode = 401;
    response.setHeader('content-type', 'application/json');
    const data =
      query === 'half' || query === 'whole' ? { path: incoming.url, variables, headers: incoming.headers } : null;
    const errors = query === 'whole' ? undefined : [{ message: 'no', extensions: { code: 'UNAUTHENTICATED' } }];
    response.end(JSON.stringify({ data, errors }));
  });
});

describe('the client for the graph', () => {
  let server: Server;
  beforeAll(async () => {
    server = await new Promise((resolve) => {
      echo.listen(0, '127.0.0.1', () => resolve(echo));
    });
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it('sends who asks, as whom the gateway vouches, and when', async () => {
    const client = graphClient(server, {
      token: 't',
      internalToken: async () => 'i',
      now: new Date('2026-03-15T01:00:00Z'),
    });
    const data = await client.ask('whole', { id: '1' });
    expect(data).toMatchObject({
      path: '/graphql',
      variables: { id: '1' },
      headers: { authorization: 'Bearer t', 'x-shouwen-gateway': 'i', 'x-shouwen-now': '2026-03-15T01:00:00.000Z' },
    });
  });

  it('changes the user without touching the rest', async () => {
    const client = graphClient(server, { token: 't', internalToken: 'i' }).as({ token: 'other' });
    expect(await client.ask('whole')).toMatchObject({
      headers: { authorization: 'Bearer other', 'x-shouwen-gateway': 'i' },
    });
  });

  it('returns the errors when they are asked for, and throws when data was', async () => {
    const client = graphClient(server);
    expect(await client.send('fail')).toMatchObject({
      status: 401,
      data: null,
      errors: [{ extensions: { code: 'UNAUTHENTICATED' } }],
    });
    await expect(client.ask('fail')).rejects.toThrow(/401.*UNAUTHENTICATED/s);
    await expect(client.ask('half')).rejects.toThrow(/UNAUTHENTICATED/);
  });
});
