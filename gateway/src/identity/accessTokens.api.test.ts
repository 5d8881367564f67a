import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import request from 'supertest';
import { accessToken, startFixtureHouse } from '../fixture/index.ts';
import { identification, KeysUnavailable, keysOfOrganization, TokenRefused } from './accessTokens.ts';

const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const jwk = (key: KeyObject, kid: string) => ({ ...key.export({ format: 'jwk' }), kid, alg: 'ES256', use: 'sig' });

let organization: Server;
let url: string;
let published: unknown;
let asked: number;
beforeEach(async () => {
  asked = 0;
  published = { keys: [jwk(pair.publicKey, 'key-1')] };
  organization = createServer((_, response) => {
    asked += 1;
    response.writeHead(published === null ? 500 : 200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(published));
  });
  await new Promise<void>((resolve) => organization.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(organization.address() as AddressInfo).port}`;
});
afterEach(() => void organization.close().closeAllConnections());

const good = () => accessToken({ key: pair.privateKey, header: { kid: 'key-1' } });
const nobodyEnded = { has: () => false };

describe('who asks', () => {
  it('is told by a token that organization signed', async () => {
    const identify = identification(keysOfOrganization(url), nobodyEnded);
    expect(await identify(`Bearer ${await good()}`)).toEqual({
      kind: 'staff',
      staffId: 'staff-1',
      sessionId: 'session-1',
      grants: { 'site-a': ['client.readSite'] },
    });
  });

  it('is nobody without a token', async () => {
    expect(await identification(keysOfOrganization(url), nobodyEnded)(undefined)).toEqual({ kind: 'anonymous' });
  });

  it('is asked of organization once for many requests', async () => {
    const identify = identification(keysOfOrganization(url), nobodyEnded);
    const authorization = `Bearer ${await good()}`;
    await Promise.all(Array.from({ length: 20 }, () => identify(authorization)));
    expect(asked).toBe(1);
  });

  it('is not believed on the word of a key that organization does not publish, nor is it asked for each such key', async () => {
    const identify = identification(keysOfOrganization(url), nobodyEnded);
    await identify(`Bearer ${await good()}`);
    for (const kid of ['key-2', 'key-3', 'key-4']) {
      const token = await accessToken({ key: pair.privateKey, header: { kid } });
      await expect(identify(`Bearer ${token}`)).rejects.toThrow(TokenRefused);
    }
    expect(asked).toBe(1);
  });

  it('cannot be told while the keys are out of reach, which is no fault of the caller', async () => {
    published = null;
    const identify = identification(keysOfOrganization(url), nobodyEnded);
    await expect(identify(`Bearer ${await good()}`)).rejects.toThrow(KeysUnavailable);
    const house = await startFixtureHouse({ identify });
    const { status, body } = await request(house.gateway.server)
      .post('/graphql')
      .set('authorization', `Bearer ${await good()}`)
      .send({ query: '{ whoAmI }' });
    await house.stop();
    expect([status, body.errors[0].extensions.code]).toEqual([503, 'UNAVAILABLE']);
  });

  it('cannot be told while nothing listens there', async () => {
    organization.close();
    const identify = identification(keysOfOrganization('http://127.0.0.1:9'), nobodyEnded);
    await expect(identify(`Bearer ${await good()}`)).rejects.toThrow(KeysUnavailable);
  });
});
