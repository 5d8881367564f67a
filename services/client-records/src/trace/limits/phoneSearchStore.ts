import type { Tx } from '@shouwen/database';
import type { Searches } from './admission.decision.ts';

/** A search leaves nothing but itself; identifying a visitor opens a record where there was none. */
export type SearchKind = 'search' | 'identify';

export type PhoneSearch = {
  readonly actor: string;
  readonly kind: SearchKind;
  readonly phoneIndex: Buffer;
  readonly at: Date;
};

/** The searches since then, of this kind; in all replicas, since they stand in the database. */
export const countSearches = async (
  tx: Tx,
  { actor, kind, phoneIndex }: Omit<PhoneSearch, 'at'>,
  since: Date,
): Promise<Searches> => {
  const [counts] = (await tx.query(
    `SELECT (SELECT count(*)::int FROM phone_search WHERE actor = $1 AND at > $4 AND kind = $2) AS "byPerson",
            (SELECT count(*)::int FROM phone_search WHERE phone_index = $3 AND at > $4) AS "ofPhone"`,
    [actor, kind, phoneIndex, since],
  )) as Searches[];
  return counts ?? { byPerson: 0, ofPhone: 0 };
};

/** `missed`: nobody was found whom the asker may know of. */
export const insertPhoneSearch = async (
  tx: Tx,
  { actor, kind, phoneIndex, at }: PhoneSearch,
  missed: boolean,
): Promise<void> => {
  await tx.query('INSERT INTO phone_search (actor, kind, phone_index, at, missed) VALUES ($1, $2, $3, $4, $5)', [
    actor,
    kind,
    phoneIndex,
    at,
    missed,
  ]);
};

export type PhoneMiss = { readonly at: Date; readonly phone: string };

/** The searches of somebody that found nobody, oldest first; `phone` is the blind index as text. */
export const missesOf = async (tx: Tx, actor: string, since: Date): Promise<PhoneMiss[]> =>
  tx.query(
    `SELECT at, encode(phone_index, 'hex') AS phone FROM phone_search WHERE actor = $1 AND at > $2 AND missed ORDER BY at`,
    [actor, since],
  );

/** What the limits and the alarm no longer need is forgotten: a number that nobody has is not ours to keep. */
export const forgetOldCounts = async (tx: Tx, before: Date, limit: number): Promise<number> => {
  const rows: { n: number }[] = await tx.query(
    `WITH searches AS (DELETE FROM phone_search WHERE ctid IN (SELECT ctid FROM phone_search WHERE at < $1 LIMIT $2) RETURNING 1),
          reads AS (DELETE FROM client_read WHERE ctid IN (SELECT ctid FROM client_read WHERE hour < $1 LIMIT $2) RETURNING 1)
     SELECT (SELECT count(*) FROM searches)::int + (SELECT count(*) FROM reads)::int AS n`,
    [before, limit],
  );
  return rows[0]?.n ?? 0;
};
