import { createHash } from 'node:crypto';
import type { Tx } from '@shouwen/database';

export type AttemptLimit = { readonly key: string; readonly attempts: number };

export const attemptWindowMinutes = 5;

/**
 * Who tries, counted three ways: this account from this address, this account from anywhere, anything from this address.
 * The window moves on by itself, so nobody is locked out for good; and a stranger who fails under somebody's name uses up
 * the narrow limit of his own address long before the wide one of the account.
 */
export const attemptLimits = (signInName: string, address: string | null): AttemptLimit[] => [
  { key: keyOf('pair', `${signInName}|${address}`), attempts: 5 },
  { key: keyOf('account', signInName), attempts: 50 },
  ...(address === null ? [] : [{ key: keyOf('address', address), attempts: 200 }]),
];

/** Counts one attempt under each key and returns whether all are within their limits. One atomic statement per key. */
export const countAttempt = async (tx: Tx, limits: readonly AttemptLimit[], at: Date): Promise<boolean> => {
  let within = true;
  for (const { key, attempts } of limits) {
    const rows: { attempts: number }[] = await tx.query(
      `INSERT INTO sign_in_attempts AS known (key, window_began_at, attempts) VALUES ($1, $2, 1)
       ON CONFLICT (key) DO UPDATE SET
         attempts = CASE WHEN known.window_began_at > $3 THEN known.attempts + 1 ELSE 1 END,
         window_began_at = CASE WHEN known.window_began_at > $3 THEN known.window_began_at ELSE $2 END
       RETURNING attempts`,
      [key, at, windowStart(at)],
    );
    if ((rows[0]?.attempts ?? 0) > attempts) within = false;
  }
  return within;
};

/** A success was no attempt to guess: the narrow count starts again, the wide ones lose one. */
export const forgiveAttempts = async (tx: Tx, limits: readonly AttemptLimit[], at: Date): Promise<void> => {
  const [pair, ...wide] = limits.map(({ key }) => key);
  await tx.query('DELETE FROM sign_in_attempts WHERE key = $1', [pair]);
  await tx.query('UPDATE sign_in_attempts SET attempts = greatest(attempts - 1, 0) WHERE key = ANY($1)', [
    [...wide].sort(),
  ]);
  await tx.query('DELETE FROM sign_in_attempts WHERE window_began_at <= $1', [windowStart(at)]);
};

const windowStart = (at: Date): Date => new Date(at.getTime() - attemptWindowMinutes * 60_000);

/** Hashed, because people type passwords into the field for the name. */
const keyOf = (kind: string, value: string): string =>
  `${kind}:${createHash('sha256').update(value).digest('base64url')}`;
