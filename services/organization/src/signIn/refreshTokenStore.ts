import { createHash } from 'node:crypto';
import type { Tx } from '@shouwen/database';

export type RefreshToken = {
  readonly familyId: string;
  readonly expiresAt: Date;
  readonly usedAt: Date | null;
};

/** Only the hash is kept: a stolen table opens no session. The token has 256 bits of chance, so a plain hash is enough. */
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

export const insertRefreshToken = async (
  tx: Tx,
  { token, familyId, issuedAt, expiresAt }: { token: string; familyId: string; issuedAt: Date; expiresAt: Date },
): Promise<void> => {
  await tx.query('INSERT INTO refresh_token (token_hash, family_id, issued_at, expires_at) VALUES ($1, $2, $3, $4)', [
    hashOf(token),
    familyId,
    issuedAt,
    expiresAt,
  ]);
};

/** Locks the token, so that of two who use it at once one is the second. */
export const lockRefreshToken = async (tx: Tx, token: string): Promise<RefreshToken | null> => {
  const rows: RefreshToken[] = await tx.query(
    `SELECT family_id AS "familyId", expires_at AS "expiresAt", used_at AS "usedAt" FROM refresh_token
     WHERE token_hash = $1 FOR UPDATE`,
    [hashOf(token)],
  );
  return rows[0] ?? null;
};

export const markRefreshTokenUsed = async (tx: Tx, token: string, at: Date): Promise<void> => {
  await tx.query('UPDATE refresh_token SET used_at = $2 WHERE token_hash = $1', [hashOf(token), at]);
};

/** Tokens long expired are of no use even for finding a thief. */
export const forgetRefreshTokens = async (tx: Tx, before: Date): Promise<void> => {
  await tx.query('DELETE FROM refresh_token WHERE expires_at < $1', [before]);
};
