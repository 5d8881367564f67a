import { request as httpRequest, type IncomingMessage } from 'node:http';
import { patienceSeconds } from '@shouwen/testing';
import type { AttackRequest } from './attack.ts';

export type Answer = {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly text: string;
};

const bodyOf = ({ body, json, query, variables, operationName }: AttackRequest): string | null => {
  if (body !== undefined) return body;
  if (json !== undefined) return JSON.stringify(json);
  if (query === undefined) return null;
  return JSON.stringify({ query, variables, operationName });
};

const addressOf = (url: string, { path = '/graphql', search }: AttackRequest): URL => {
  const address = new URL(path, url);
  for (const [name, value] of Object.entries(search ?? {})) address.searchParams.set(name, value);
  return address;
};

/** Sends an attack as it is, with no help of a client library that might mend it. */
export const send = (url: string, attack: AttackRequest, headers: Readonly<Record<string, string>>): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const body = bodyOf(attack);
    const outgoing = httpRequest(addressOf(url, attack), {
      method: attack.method ?? (body === null ? 'GET' : 'POST'),
      headers: { ...(body === null ? {} : { 'content-type': 'application/json' }), ...headers, ...attack.headers },
      agent: false,
    });
    outgoing.on('response', async (response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        text: Buffer.concat(chunks).toString('utf8'),
      });
    });
    // A server may answer 413 and hang up while the rest is still being sent; the answer is what counts.
    outgoing.on('error', (error) => setTimeout(() => reject(error), patienceSeconds * 1_000).unref());
    outgoing.end(body ?? undefined);
  });
