import { anonymous, type Viewer } from '@shouwen/access';
import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import { bearerOf } from './bearer.ts';
import type { EndedSessions } from './endedSessions.ts';

/** The caller is not who they say, whatever the reason: one answer for all. */
export class TokenRefused extends Error {
  override readonly name = 'TokenRefused';
}

/** The keys cannot be fetched, so that nobody can be recognised now. */
export class KeysUnavailable extends Error {
  override readonly name = 'KeysUnavailable';
}

export type Identification = (authorization: string | undefined) => Promise<Viewer>;

/** Longer is no token of ours, and not worth the arithmetic. */
const longestToken = 12_000;

/** What RFC 8725 asks for: everything fixed in advance, nothing taken from the token. */
const expectations = {
  algorithms: ['ES256'],
  issuer: 'shouwen/organization',
  audience: 'shouwen',
  typ: 'at+jwt',
  clockTolerance: 5,
  maxTokenAge: '10m',
  requiredClaims: ['sub', 'sid', 'exp', 'iat'],
};

/** The public keys of organization, fetched when needed and kept for ten minutes; an unknown key asks again at most every 30 seconds. */
export const keysOfOrganization = (url: string): JWTVerifyGetKey =>
  createRemoteJWKSet(new URL('/.well-known/jwks.json', url), {
    timeoutDuration: 2_000,
    cooldownDuration: 30_000,
    cacheMaxAge: 600_000,
  });

const isAboutKeys = (error: unknown): boolean =>
  error instanceof errors.JWKSTimeout || !(error instanceof errors.JOSEError) || error.code === 'ERR_JOSE_GENERIC';

/**
 * Makes the check of `Authorization`. No header: anonymous. A token that is not genuine, not in time, not for us, or of a session
 * that has ended, or of a partner's credential that was renewed or revoked: TokenRefused. Keys out of reach: KeysUnavailable.
 */
export const identification =
  (keys: JWTVerifyGetKey, ended: Pick<EndedSessions, 'has'>): Identification =>
  async (authorization) => {
    if (authorization === undefined) return anonymous;
    const token = /^Bearer ([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/.exec(authorization)?.[1];
    if (!token || token.length > longestToken) throw new TokenRefused();
    const bearer = await jwtVerify(token, keys, expectations).then(
      ({ payload }) => bearerOf(payload),
      (error: unknown) => {
        throw isAboutKeys(error)
          ? new KeysUnavailable('the keys cannot be fetched', { cause: error })
          : new TokenRefused();
      },
    );
    if (bearer === null || ended.has(bearer.sessionId)) throw new TokenRefused();
    return bearer.viewer;
  };
