import { once } from 'node:events';
import { request as ask } from 'node:http';
import { connect } from 'node:net';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { FileService, RunningSubgraph } from '@shouwen/subgraph';
import { shelf, startFixture } from '@shouwen/subgraph/fixture';
import request from 'supertest';
import { accessToken, type FixtureHouse, startFixtureHouse } from '../fixture/index.ts';
import { filesDepartment } from './fileProxy.ts';

const secret = 'secret-of-the-files-'.padEnd(40, 'f');
const large = Buffer.alloc(3_000_000, 'content of a file ');
const mostPartBytes = 1024 * 1024;

/** What the department took and who brought it; parts that broke off are not in here. */
const taken: { key: string; bytes: number; by: string }[] = [];
let endless: PassThrough;

const files: FileService = {
  mostPartBytes,
  receive: async ({ viewer, requestId }, { uploadId, part, bytes, body }) => {
    if (uploadId === 'unknown') return 404;
    if (uploadId === 'over') return 409;
    const got = await buffer(body);
    const by = viewer.kind === 'staff' ? viewer.staffId : viewer.kind;
    taken.push({ key: `${uploadId}/${part}`, bytes: got.length === bytes ? bytes : -1, by: `${by} ${requestId}` });
    return 204;
  },
  open: async (_, ticketId) => {
    const file = { name: '认购书 "1".pdf', mediaType: 'application/pdf', bytes: large.length };
    if (ticketId === 'good') return { ...file, body: Readable.from([large], { objectMode: false }) };
    if (ticketId === 'endless') return { ...file, body: endless };
    if (ticketId !== 'damaged') return null;
    const damaged = async function* () {
      yield large.subarray(0, 200_000);
      throw new Error('a stored content is damaged');
    };
    return { ...file, body: Readable.from(damaged(), { objectMode: false }) };
  },
};

let house: FixtureHouse;
let department: RunningSubgraph;
let token: string;

beforeAll(async () => {
  const keeper = {
    ...shelf,
    name: filesDepartment,
    create: async (world: Parameters<typeof shelf.create>[0]) => ({ ...(await shelf.create(world)), files }),
  };
  department = await startFixture(keeper, { gatewaySecret: secret });
  house = await startFixtureHouse({}, { [filesDepartment]: { url: department.url, secret } });
  token = `Bearer ${await accessToken()}`;
});
afterAll(async () => {
  await house?.stop();
  await department?.stop();
});

const put = (path: string, body: Buffer, headers: Record<string, string> = {}) =>
  request(house.gateway.server)
    .put(path)
    .set({ authorization: token, 'content-type': 'application/octet-stream', ...headers })
    .send(body);
const get = (path: string) =>
  request(house.gateway.server)
    .get(path)
    .set('authorization', token)
    .buffer(true)
    .parse(
      (response, done) =>
        void buffer(response as unknown as Readable).then((bytes) => done(null, bytes), done as () => void),
    );

const code = (body: Buffer | { errors: { extensions: { code: string } }[] }): string =>
  (Buffer.isBuffer(body) ? JSON.parse(String(body)) : body).errors[0].extensions.code;

describe('CR-3.01 files flow through the gateway', () => {
  it('a part comes to the department whole, with who brings it', async () => {
    const answer = await put('/files/uploads/up-1/7', large.subarray(0, mostPartBytes), {
      'x-request-id': 'upload-0001',
    });
    expect([answer.status, answer.text]).toEqual([204, '']);
    expect(taken).toContainEqual({ key: 'up-1/7', bytes: mostPartBytes, by: 'staff-1 upload-0001' });
  });

  it('S24 a file comes out as something to save, never to show, run or keep', async () => {
    const { status, body, headers } = await get('/files/good');
    expect(status).toBe(200);
    expect(large.equals(body)).toBe(true);
    expect(headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(large.length),
      'content-disposition': `attachment; filename="file.pdf"; filename*=UTF-8''%E8%AE%A4%E8%B4%AD%E4%B9%A6%20%221%22.pdf`,
      'cache-control': 'no-store',
      'content-security-policy': "sandbox; default-src 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers).not.toHaveProperty('access-control-allow-origin');
  });

  it('a damaged one breaks off: it is never taken for whole', async () => {
    await expect(get('/files/damaged')).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('a department hears when the person has gone', async () => {
    endless = new PassThrough();
    endless.write('the beginning');
    const { port } = house.gateway;
    const asking = ask({ port, path: '/files/endless', headers: { authorization: token } }).end();
    const [answer] = await once(asking, 'response');
    await once(answer, 'data');
    const closed = once(endless, 'close');
    asking.destroy();
    await closed;
  });
});

describe('S26 an address of a file is no key: who asks is known by the token alone', () => {
  it.each(['/files/good', '/files/good?access_token=x', '/files/good?token=x'])('%s without one: 401', async (path) => {
    const { status, body } = await request(house.gateway.server).get(path);
    expect([status, code(body)]).toEqual([401, 'UNAUTHENTICATED']);
  });

  it('a department admits nobody but the gateway', async () => {
    const { status } = await request(department.server).get('/files/good').set('authorization', token);
    expect(status).toBe(401);
  });
});

describe('S24 what the gateway does not let through', () => {
  it.each<[string, string, Buffer, Record<string, string>, number, string]>([
    ['a part that is too large', '/files/uploads/up-1/0', large, {}, 413, 'BAD_USER_INPUT'],
    [
      'another type',
      '/files/uploads/up-1/0',
      large.subarray(0, 9),
      { 'content-type': 'text/html' },
      415,
      'BAD_USER_INPUT',
    ],
    ['a part that is no number', '/files/uploads/up-1/zero', large.subarray(0, 9), {}, 400, 'BAD_USER_INPUT'],
    ['an upload that is unknown', '/files/uploads/unknown/0', large.subarray(0, 9), {}, 404, 'NOT_FOUND'],
    ['an upload that is over', '/files/uploads/over/0', large.subarray(0, 9), {}, 409, 'CONFLICT'],
    ['another address', '/files/uploads/up-1/0/more', large.subarray(0, 9), {}, 404, 'NOT_FOUND'],
  ])('%s', async (_, path, body, headers, status, told) => {
    const before = taken.length;
    const answer = await put(path, body, headers);
    expect([answer.status, code(answer.body)]).toEqual([status, told]);
    expect(taken).toHaveLength(before);
  });

  it('a body of unknown length', async () => {
    const { port } = house.gateway;
    const headers = {
      authorization: token,
      'content-type': 'application/octet-stream',
      'transfer-encoding': 'chunked',
    };
    const asking = ask({ port, method: 'PUT', path: '/files/uploads/up-1/0', headers });
    asking.on('error', () => undefined).end(large.subarray(0, 9));
    const [answer] = await once(asking, 'response');
    expect(answer.statusCode).toBe(400);
    answer.resume();
  });

  it('a gigabyte: refused by what it says, before it is read', async () => {
    const line = connect(house.gateway.port);
    line.write(
      `PUT /files/uploads/up-1/0 HTTP/1.1\r\nhost: x\r\nauthorization: ${token}\r\ncontent-type: application/octet-stream\r\ncontent-length: 1073741824\r\n\r\n`,
    );
    expect(String(await buffer(line))).toMatch(/^HTTP\/1\.1 413 /);
  });

  it('a part that breaks off: the department keeps nothing', async () => {
    const before = taken.length;
    const { port } = house.gateway;
    const headers = { authorization: token, 'content-type': 'application/octet-stream', 'content-length': 1000 };
    const asking = ask({ port, method: 'PUT', path: '/files/uploads/up-9/0', headers }).on('error', () => undefined);
    asking.write(large.subarray(0, 500), () => asking.destroy());
    await new Promise((resolve) => asking.once('close', resolve));
    // The next whole one is taken, and by then the broken one has been heard of.
    await put('/files/uploads/up-9/1', large.subarray(0, 9));
    expect(taken.slice(before).map(({ key }) => key)).toEqual(['up-9/1']);
  });

  it.each(['POST', 'DELETE', 'PATCH'])('%s', async (method) => {
    const { port } = house.gateway;
    const asking = ask({ port, method, path: '/files/good', headers: { authorization: token } }).end();
    const [answer] = await once(asking, 'response');
    expect(answer.statusCode).toBe(404);
    answer.resume();
  });
});

describe('S26 a ticket', () => {
  it('that stands for nothing is like no ticket', async () => {
    const { status, body } = await get('/files/unknown');
    expect([status, code(body)]).toEqual([404, 'NOT_FOUND']);
  });

  it('of a page elsewhere: the lists of who may call do not grow with files', async () => {
    const preflight = await request(house.gateway.server)
      .options('/files/good')
      .set({ origin: 'https://evil.example', 'access-control-request-method': 'GET' });
    expect(preflight.headers).not.toHaveProperty('access-control-allow-origin');
    const known = await request(house.gateway.server)
      .options('/files/uploads/up-1/0')
      .set({ origin: 'https://desk.example.com', 'access-control-request-method': 'PUT' });
    expect(known.headers['access-control-allow-methods']).toBe('GET, POST');
  });
});

describe('F20 the department of files is down', () => {
  it('503 in the usual form', async () => {
    await department.stop();
    for (const answer of [await get('/files/good'), await put('/files/uploads/up-1/0', large.subarray(0, 9))]) {
      expect([answer.status, code(answer.body)]).toEqual([503, 'UNAVAILABLE']);
    }
  });
});
