import type { Tx } from '@shouwen/database';

export type CommandKey = { readonly actor: string; readonly key: string };
export type StoredCommand = { readonly requestHash: string; readonly answer: unknown };

/**
 * Takes the key for this transaction. A second taker waits here until the first commits (then false) or rolls back (then true).
 * @throws lock_not_available (55P03) when the first takes longer than the lock timeout of the pool
 */
export const takeKey = async (
  tx: Tx,
  { actor, key }: CommandKey,
  { name, requestHash, now }: { name: string; requestHash: string; now: Date },
): Promise<boolean> => {
  const rows = (await tx.query(
    `INSERT INTO idempotency (actor, key, command, request_hash, created_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (actor, key) DO NOTHING RETURNING key`,
    [actor, key, name, requestHash, now],
  )) as unknown[];
  return rows.length === 1;
};

export const storedCommand = async (tx: Tx, { actor, key }: CommandKey): Promise<StoredCommand | null> => {
  const rows = (await tx.query(
    `SELECT request_hash AS "requestHash", answer FROM idempotency WHERE actor = $1 AND key = $2`,
    [actor, key],
  )) as StoredCommand[];
  return rows[0] ?? null;
};

export const storeAnswer = async (tx: Tx, { actor, key }: CommandKey, answer: string): Promise<void> => {
  await tx.query('UPDATE idempotency SET answer = $3 WHERE actor = $1 AND key = $2', [actor, key, answer]);
};

/** Forgets keys older than `before`; seven days are kept, since site offices retry after a weekend. */
export const forgetKeys = async (tx: Tx, before: Date): Promise<void> => {
  await tx.query('DELETE FROM idempotency WHERE created_at < $1', [before]);
};
