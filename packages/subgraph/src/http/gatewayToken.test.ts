import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { type GatewayClaims, signGatewayToken, verifyGatewayToken } from './gatewayToken.ts';

const at = new Date('2026-03-02T01:30:00Z');
const later = (seconds: number): Date => new Date(at.getTime() + seconds * 1000);
const purpose = { secret: 'the secret of the finance department', subgraph: 'finance', at };
const claims: GatewayClaims = {
  viewer: { kind: 'staff', staffId: 'staff-1', sessionId: 'session-1', grants: { 'site-a': ['ledger.read'] } },
  requestId: 'request-1',
};
const token = signGatewayToken(claims, purpose);

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const forge = (header: unknown, payload: unknown, secret = purpose.secret): string => {
  const signed = `${encode(header)}.${encode(payload)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
};
const header = { alg: 'HS256', typ: 'JWT' };
const seconds = at.getTime() / 1000;
const payload = { aud: 'finance', iat: seconds, exp: seconds + 60, viewer: claims.viewer, requestId: 'request-1' };

describe("the gateway's token", () => {
  it('brings the viewer and the id of the request', () => {
    expect(verifyGatewayToken(token, purpose)).toEqual(claims);
  });

  it('brings the time of a rehearsal when it was given one', () => {
    const rehearsed = signGatewayToken({ ...claims, now: later(-86_400) }, purpose);
    expect(verifyGatewayToken(rehearsed, purpose)?.now).toEqual(later(-86_400));
  });

  it('brings the address the request came from', () => {
    const far = signGatewayToken({ ...claims, clientAddress: '203.0.113.7' }, purpose);
    expect(verifyGatewayToken(far, purpose)).toEqual({ ...claims, clientAddress: '203.0.113.7' });
  });

  it('forged as it is made would be taken, so the forgeries below fail for what they change', () => {
    expect(verifyGatewayToken(forge(header, payload), purpose)).toEqual(claims);
  });

  it.each([
    [64, true],
    [65, false],
    [-4, true],
    [-5, false],
  ])('%d seconds after it was made is let in: %p', (after, letIn) => {
    expect(verifyGatewayToken(token, { ...purpose, at: later(after) }) !== null).toBe(letIn);
  });

  it.each([
    ['is missing', undefined],
    ['is a list, as a doubled header gives', [token, token]],
    ['is no token', 'a.b'],
    ['is for another department', signGatewayToken(claims, { ...purpose, subgraph: 'organization' })],
    ["is signed with another department's secret", signGatewayToken(claims, { ...purpose, secret: 'another' })],
    ['is not signed', `${encode({ alg: 'none', typ: 'JWT' })}.${encode(payload)}.`],
    ['names another algorithm', forge({ alg: 'HS512', typ: 'JWT' }, payload)],
    ['has a header with more in it', forge({ ...header, jwk: {} }, payload)],
    ['has a fourth part', `${token}.x`],
    ['was cut', token.slice(0, -1)],
    ['lives longer than a minute', forge(header, { ...payload, exp: seconds + 3600 })],
    ['has no times', forge(header, { ...payload, iat: undefined, exp: undefined })],
    ['has no viewer', forge(header, { ...payload, viewer: undefined })],
    ['claims to be the house itself', forge(header, { ...payload, viewer: { kind: 'system', service: 'finance' } })],
    ['has no request id', forge(header, { ...payload, requestId: 7 })],
    ['has a time that is none', forge(header, { ...payload, now: 'yesterday' })],
    ['carries no JSON', `${encode(header)}.${Buffer.from('x').toString('base64url')}.x`],
  ])('is refused when it %s', (_, forged) => {
    expect(verifyGatewayToken(forged, purpose)).toBeNull();
  });

  it('is refused when a byte of what it says is changed', () => {
    const [head, body = '', signature] = token.split('.');
    const changed = Buffer.from(body, 'base64url').toString().replace('staff-1', 'staff-2');
    expect(
      verifyGatewayToken(`${head}.${Buffer.from(changed).toString('base64url')}.${signature}`, purpose),
    ).toBeNull();
  });
});
