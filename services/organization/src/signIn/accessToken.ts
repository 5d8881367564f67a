import { type Grants, packGrants } from '@shouwen/access';
import { SignJWT } from 'jose';
import type { SigningKey } from './signingKey.ts';

export const tokenIssuer = 'shouwen/organization';
export const tokenAudience = 'shouwen';
export const accessTokenMinutes = 10;

export type AccessTokenClaims = {
  readonly staffId: string;
  readonly sessionId: string;
  readonly tokenId: string;
  readonly grants: Grants;
  /** Real time, also in a rehearsal: what is rehearsed must not forge tokens. */
  readonly at: Date;
};
export type AccessToken = { readonly token: string; readonly expiresAt: Date };

/** Signs an access token (ES256, `at+jwt`) of ten minutes with what its bearer may do where. */
export const signAccessToken = async (key: SigningKey, claims: AccessTokenClaims): Promise<AccessToken> => {
  const issuedAt = Math.floor(claims.at.getTime() / 1000);
  const expiresAt = issuedAt + accessTokenMinutes * 60;
  const token = await new SignJWT({ sid: claims.sessionId, grants: packGrants(claims.grants) })
    .setProtectedHeader({ alg: 'ES256', typ: 'at+jwt', kid: key.keyId })
    .setIssuer(tokenIssuer)
    .setAudience(tokenAudience)
    .setSubject(claims.staffId)
    .setJti(claims.tokenId)
    .setIssuedAt(issuedAt)
    .setExpirationTime(expiresAt)
    .sign(key.privateKey);
  return { token, expiresAt: new Date(expiresAt * 1000) };
};
