import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import type { Secrets } from '@shouwen/subgraph';
import { calculateJwkThumbprint, type JWK } from 'jose';

export type SigningKey = {
  readonly privateKey: KeyObject;
  readonly keyId: string;
  /** What anybody may know: for `/.well-known/jwks.json`. */
  readonly publicKeys: { readonly keys: readonly JWK[] };
};

export const signingKeyFile = 'access-token-key.pem';
/** The key before the last change; its tokens stay valid until they expire. Absent most of the time. */
export const previousKeyFile = 'access-token-key.previous.pem';

/** Reads the key of the access tokens from the folder with secrets; outside production it is made at the first start. */
export const loadSigningKey = async (secrets: Secrets): Promise<SigningKey> => {
  const privateKey = createPrivateKey(secrets.readOrCreate(signingKeyFile, newKey));
  const current = await publicJwk(privateKey);
  const previous = previousKey(secrets);
  const keys = previous ? [current, await publicJwk(previous)] : [current];
  return { privateKey, keyId: current.kid as string, publicKeys: { keys } };
};

const newKey = (): string => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }) as string;
};

const previousKey = (secrets: Secrets): KeyObject | null => {
  try {
    return createPrivateKey(secrets.read(previousKeyFile));
  } catch {
    return null;
  }
};

const publicJwk = async (privateKey: KeyObject): Promise<JWK> => {
  const { kty, crv, x, y } = createPublicKey(privateKey).export({ format: 'jwk' });
  if (crv !== 'P-256') throw new Error(`The key in ${signingKeyFile} is not of the curve P-256.`);
  const jwk = { kty, crv, x, y } as JWK;
  return { ...jwk, kid: await calculateJwkThumbprint(jwk), alg: 'ES256', use: 'sig' };
};
