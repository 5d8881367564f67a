import type { Tx } from '@shouwen/database';

export type SuspicionReason = 'same-identity-number' | 'similar-phone' | 'same-name-and-contact';

/** Two records that may be of one person (CR-1.05). */
export type Suspicion = {
  /** Of the row, when the two were not suspected before. */
  readonly id: string;
  readonly clientIds: readonly [string, string];
  readonly because: SuspicionReason;
  readonly at: Date;
};

/** Writes down that two records may be of one person; a pair stands there once, with every reason, and one that was dismissed stays so. */
export const noteSuspicion = async (tx: Tx, { id, clientIds, because, at }: Suspicion): Promise<void> => {
  const [oneId, otherId] = [...clientIds].sort();
  if (oneId === otherId) return;
  await tx.query(
    `INSERT INTO duplicate_suspicion (id, one_id, other_id, because, found_at) VALUES ($1, $2, $3, ARRAY[$4], $5)
     ON CONFLICT (one_id, other_id) DO UPDATE SET because = array_append(duplicate_suspicion.because, $4)
     WHERE NOT $4 = ANY (duplicate_suspicion.because)`,
    [id, oneId, otherId, because, at],
  );
};
