import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { isSigned, type KnownKey } from './signatureFixture.ts';

export type S3Fixture = {
  readonly endpoint: string;
  readonly key: KnownKey;
  readonly bucket: string;
  /** What lies in the bucket, as a thief of its disks would find it. */
  readonly objects: Map<string, Buffer>;
  /** How many requests were refused for their signature. */
  readonly refused: () => number;
  stop(): Promise<void>;
};

const xml = (body: string): string => `<?xml version="1.0" encoding="UTF-8"?>${body}`;

const fail = (response: ServerResponse, status: number, code: string): void => {
  response.writeHead(status, { 'content-type': 'application/xml' });
  response.end(xml(`<Error><Code>${code}</Code><Message>${code}</Message></Error>`));
};

/** The part of S3 that contents use, in memory, with nobody let in whose signature is not right. */
export const startS3Fixture = async (): Promise<S3Fixture> => {
  const key = { accessKeyId: 'AKIDSHOUWEN', secretAccessKey: 'the secret of the test', region: 'cn-north-1' };
  const bucket = 'contents';
  const objects = new Map<string, Buffer>();
  let refused = 0;
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    if (!isSigned({ method, url, headers }, key, new Date())) {
      refused += 1;
      request.resume();
      return fail(response, 403, 'SignatureDoesNotMatch');
    }
    const { pathname, searchParams } = new URL(url, 'http://s3');
    const [, inBucket, ...rest] = decodeURIComponent(pathname).split('/');
    if (inBucket !== bucket) return fail(response, 404, 'NoSuchBucket');
    const name = rest.join('/');
    if (name === '') return listed(response, objects, searchParams);
    // An upload that breaks off leaves nothing.
    serve({ request, response, name }, objects).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    key,
    bucket,
    objects,
    refused: () => refused,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

type Exchange = { readonly request: IncomingMessage; readonly response: ServerResponse; readonly name: string };

const serve = async ({ request, response, name }: Exchange, objects: Map<string, Buffer>): Promise<void> => {
  const object = objects.get(name);
  switch (request.method) {
    case 'PUT': {
      const body = await buffer(request);
      const said = String(request.headers['x-amz-content-sha256']);
      const sum = createHash('sha256').update(body).digest('hex');
      if (said !== 'UNSIGNED-PAYLOAD' && said !== sum) return fail(response, 400, 'XAmzContentSHA256Mismatch');
      objects.set(name, body);
      response.writeHead(200, { etag: `"${sum}"` }).end();
      return;
    }
    case 'GET': {
      if (!object) return fail(response, 404, 'NoSuchKey');
      const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? '') ?? [];
      const part = from === undefined ? object : object.subarray(Number(from), Number(to) + 1);
      response.writeHead(from === undefined ? 200 : 206, { 'content-length': part.length }).end(part);
      return;
    }
    case 'DELETE':
      objects.delete(name);
      response.writeHead(204).end();
      return;
    default:
      fail(response, 405, 'MethodNotAllowed');
  }
};

/** Two at a time, so that whoever lists must turn pages. */
const listed = (response: ServerResponse, objects: Map<string, Buffer>, asked: URLSearchParams): void => {
  const names = [...objects.keys()].filter((name) => name.startsWith(asked.get('prefix') ?? '')).sort();
  const from = Number(asked.get('continuation-token') ?? 0);
  const page = names.slice(from, from + 2);
  const more = from + 2 < names.length;
  const token = more ? `<NextContinuationToken>${from + 2}</NextContinuationToken>` : '';
  const contents = page.map((name) => `<Contents><Key>${name}</Key><Size>1</Size></Contents>`).join('');
  response.writeHead(200, { 'content-type': 'application/xml' });
  response.end(xml(`<ListBucketResult><IsTruncated>${more}</IsTruncated>${token}${contents}</ListBucketResult>`));
};
