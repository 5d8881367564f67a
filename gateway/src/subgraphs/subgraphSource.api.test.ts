import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import { type SubgraphFailure, SubgraphSource } from './subgraphSource.ts';

const servers: Server[] = [];
const sources: SubgraphSource[] = [];
afterEach(async () => {
  for (const source of sources.splice(0)) await source.close();
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

const listen = async (listener: RequestListener, port = 0): Promise<number> => {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
};

const answering =
  (status: number, body: string): RequestListener =>
  (request, response) => {
    request.resume();
    response.writeHead(status, { 'content-type': 'application/json' }).end(body);
  };

/** Long for what is to be heard, short for what never comes. */
const sourceOf = (port: number, timeoutMilliseconds = 60_000) => {
  const failures: SubgraphFailure[] = [];
  const source = new SubgraphSource({
    name: 'finance',
    url: `http://127.0.0.1:${port}`,
    secret: 'x'.repeat(32),
    timeoutMilliseconds,
    commandTimeoutMilliseconds: 60_000,
    onFailure: (failure) => failures.push(failure),
  });
  sources.push(source);
  const ask = (query = '{ a }') =>
    source.process({
      request: { query },
      context: { viewer: { kind: 'anonymous' }, requestId: 'request-1', now: null },
    } as unknown as Parameters<SubgraphSource['process']>[0]);
  return { ask, failures };
};

const gap = { data: null, errors: [expect.objectContaining({ extensions: { code: 'SUBGRAPH_UNAVAILABLE' } })] };

describe('a department', () => {
  it('that answers is heard', async () => {
    const { ask, failures } = sourceOf(await listen(answering(200, '{"data":{"a":1}}')));
    expect(await ask()).toEqual({ data: { a: 1 } });
    expect(failures).toEqual([]);
  });

  it('that refuses an operation as bad input is heard too', async () => {
    const errors = [{ message: 'no', extensions: { code: 'BAD_USER_INPUT' } }];
    const { ask } = sourceOf(await listen(answering(400, JSON.stringify({ errors }))));
    expect(await ask()).toEqual({ errors });
  });

  it.each([
    ['answers no JSON', answering(200, '<html>')],
    ['answers something else', answering(200, '{"hello":"world"}')],
    ['answers nothing', answering(200, 'null')],
    ['does not let the gateway in', answering(401, '{"errors":[{"message":"Please sign in."}]}')],
    ['breaks', answering(500, '{"errors":[{"message":"boom"}]}')],
    ['answers too much', answering(200, `{"data":{"a":"${'x'.repeat(9 * 1024 * 1024)}"}}`)],
    ['hangs up', (request) => void request.socket.destroy()],
    ['never answers', () => undefined],
    ['begins to answer and stops', (_, response) => void response.writeHead(200).write('{"data":')],
  ] as [string, RequestListener][])('that %s is a gap, and the reason is for the log', async (_, listener) => {
    const { ask, failures } = sourceOf(await listen(listener), 300);
    expect(await ask()).toEqual(gap);
    expect(failures).toHaveLength(1);
    expect(failures[0]?.subgraph).toBe('finance');
  });

  it('is waited for longer when it carries out a command, which goes on whether or not anybody waits', async () => {
    const late: RequestListener = (request, response) => {
      request.resume();
      setTimeout(() => response.writeHead(200).end('{"data":{"a":1}}'), 600);
    };
    const { ask } = sourceOf(await listen(late), 300);
    expect(await ask('{ a }')).toEqual(gap);
    expect(await ask('mutation { a }')).toEqual({ data: { a: 1 } });
  });

  it('that is not there is a gap', async () => {
    const port = await listen(answering(200, '{}'));
    servers.pop()?.close();
    expect(await sourceOf(port).ask()).toEqual(gap);
  });

  it('that was restarted is heard at once, though the old line is dead', async () => {
    const port = await listen(answering(200, '{"data":{"a":"before"}}'));
    const { ask } = sourceOf(port);
    expect(await ask()).toEqual({ data: { a: 'before' } });
    const server = servers.pop();
    await new Promise<void>((resolve) => {
      server?.close(() => resolve());
      server?.closeAllConnections();
    });
    await listen(answering(200, '{"data":{"a":"after"}}'), port);
    expect(await ask()).toEqual({ data: { a: 'after' } });
  });
});
