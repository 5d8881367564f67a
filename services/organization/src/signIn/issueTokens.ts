import type { Tx } from '@shouwen/database';
import type { Act } from '../act.ts';
import { grantsOf } from '../grants/index.ts';
import { type AccessToken, signAccessToken } from './accessToken.ts';
import type { Passwords } from './passwords.ts';
import { insertRefreshToken } from './refreshTokenStore.ts';
import type { SigningKey } from './signingKey.ts';

/** What signing in needs besides the request. */
export type SignInDeps = {
  /** Real time: tokens live by it in rehearsals too. */
  readonly clock: () => Date;
  readonly key: SigningKey;
  readonly passwords: Passwords;
  /** 256 bits of chance as text. */
  readonly newSecret: () => string;
};

export type Tokens = {
  readonly staffId: string;
  readonly sessionId: string;
  readonly access: AccessToken;
  readonly refreshToken: string;
  readonly refreshExpiresAt: Date;
};

/** A refresh token not used for so long is worth nothing: a working day and its evening. */
export const refreshTokenHours = 12;

export const refreshExpiry = (at: Date): Date => new Date(at.getTime() + refreshTokenHours * 3_600_000);

/**
 * Makes the pair of tokens of a session and keeps the hash of the refresh token.
 * Permissions are those of the posts in force at the time of the request; lifetimes are real time.
 */
export const issueTokens = async (
  tx: Tx,
  act: Act,
  { deps, ...session }: { deps: SignInDeps; staffId: string; sessionId: string; familyId: string; at: Date },
): Promise<Tokens> => {
  const { staffId, sessionId, familyId, at } = session;
  const grants = await grantsOf(tx, staffId, act.now);
  const access = await signAccessToken(deps.key, { staffId, sessionId, tokenId: act.newId(), grants, at });
  const refreshToken = deps.newSecret();
  const refreshExpiresAt = refreshExpiry(at);
  await insertRefreshToken(tx, { token: refreshToken, familyId, issuedAt: at, expiresAt: refreshExpiresAt });
  return { staffId, sessionId, access, refreshToken, refreshExpiresAt };
};
