import { createHmac, generateKeyPairSync } from 'node:crypto';
import { accessToken, publicKeyPem } from '@shouwen/gateway/fixture';

const other = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

const bodyOf = (token: string): string => token.split('.')[1] ?? '';

const bearer = async (token: string | Promise<string>): Promise<string> => `Bearer ${await token}`;

const unsigned = async (): Promise<string> =>
  `${encode({ alg: 'none', typ: 'at+jwt' })}.${bodyOf(await accessToken())}.`;

/** The confusion of algorithms: the public key, known to all, used as a shared secret. */
const hs256 = async (): Promise<string> => {
  const signed = `${encode({ alg: 'HS256', typ: 'at+jwt' })}.${bodyOf(await accessToken())}`;
  return `${signed}.${createHmac('sha256', publicKeyPem()).update(signed).digest('base64url')}`;
};

const changed = async (): Promise<string> => {
  const [header, body = '', signature] = (await accessToken()).split('.');
  const said = Buffer.from(body, 'base64url').toString().replace('staff-1', 'staff-2');
  return `${header}.${Buffer.from(said).toString('base64url')}.${signature}`;
};

/** The `Authorization` header of each attack on tokens, by the name that the corpus uses. */
export const authorizations: Readonly<Record<string, () => Promise<string>>> = {
  good: () => bearer(accessToken()),
  'alg-none': () => bearer(unsigned()),
  'hs256-public-key': () => bearer(hs256()),
  'other-key': () => bearer(accessToken({ key: other.privateKey })),
  'kid-path': () => bearer(accessToken({ key: other.privateKey, header: { kid: '../../../../dev/null' } })),
  'kid-sql': () => bearer(accessToken({ key: other.privateKey, header: { kid: "x' UNION SELECT 'key" } })),
  'kid-url': () => bearer(accessToken({ key: other.privateKey, header: { kid: 'https://evil.example/key' } })),
  jku: () => bearer(accessToken({ key: other.privateKey, header: { jku: 'https://evil.example/jwks.json' } })),
  jwk: () => bearer(accessToken({ key: other.privateKey, header: { jwk: other.publicKey.export({ format: 'jwk' }) } })),
  x5u: () => bearer(accessToken({ key: other.privateKey, header: { x5u: 'https://evil.example/cert.pem' } })),
  crit: () => bearer(accessToken({ critical: 'x-new' })),
  expired: () => bearer(accessToken({ issuedIn: -86_400, expiresIn: -85_800 })),
  'just-expired': () => bearer(accessToken({ issuedIn: -590, expiresIn: -6 })),
  'not-before': () => bearer(accessToken({ notBeforeIn: 86_400 })),
  'too-long': () => bearer(accessToken({ issuedIn: -700, expiresIn: 86_400 })),
  'wrong-issuer': () => bearer(accessToken({ issuer: 'evil/organization' })),
  'wrong-audience': () => bearer(accessToken({ audience: 'somebody else' })),
  'id-token': () => bearer(accessToken({ header: { typ: 'JWT' } })),
  'no-session': () => bearer(accessToken({ claims: { sid: undefined } })),
  'bad-grants': () => bearer(accessToken({ claims: { grants: { '*': 'everything' } } })),
  truncated: async () => `Bearer ${(await accessToken()).slice(0, -20)}`,
  changed: () => bearer(changed()),
  'ended-session': () => bearer(accessToken({ claims: { sid: 'session-ended' } })),
  basic: async () => 'Basic c3RhZmYtMTpwYXNzd29yZA==',
  'two-tokens': async () => `Bearer ${await accessToken()}, Bearer ${await accessToken()}`,
  huge: async () => `Bearer ${'x'.repeat(1_000_000)}`,
  long: () => bearer(accessToken({ claims: { padding: 'x'.repeat(10_000) } })),
};
