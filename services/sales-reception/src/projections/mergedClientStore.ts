import type { Tx } from '@shouwen/database';
import { type SamePerson, samePersons } from './samePersons.ts';

export type MergeNews = SamePerson & { readonly mergeId: string };

/** CR-1.05: two clients are one person. Told twice, or after it was undone already, it changes nothing. */
export const noteMerged = async (tx: Tx, news: MergeNews): Promise<void> => note(tx, news, false);

/** CR-1.05: they are not. Told before the merge itself, that one does not count any more. */
export const noteUnmerged = async (tx: Tx, news: MergeNews): Promise<void> => note(tx, news, true);

const note = async (tx: Tx, { mergeId, survivingId, mergedId }: MergeNews, undone: boolean): Promise<void> => {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('merged-clients', 0))`);
  await tx.query(
    `INSERT INTO client_merge (merge_id, surviving_id, merged_id, undone) VALUES ($1, $2, $3, $4)
     ON CONFLICT (merge_id) DO UPDATE SET undone = client_merge.undone OR excluded.undone`,
    [mergeId, survivingId, mergedId, undone],
  );
  await settle(tx, [survivingId, mergedId]);
};

/** Writes anew who is one person among those around these clients. */
const settle = async (tx: Tx, clientIds: readonly string[]): Promise<void> => {
  const known: { id: string }[] = await tx.query(
    `SELECT DISTINCT unnest(clients_of_person(one)) AS id FROM unnest($1::uuid[]) AS one`,
    [clientIds],
  );
  const around = known.map(({ id }) => id);
  const merges: SamePerson[] = await tx.query(
    `SELECT surviving_id AS "survivingId", merged_id AS "mergedId" FROM client_merge
     WHERE NOT undone AND (surviving_id = ANY($1::uuid[]) OR merged_id = ANY($1::uuid[]))`,
    [around],
  );
  const persons = [...samePersons(merges)];
  await tx.query('DELETE FROM client_person WHERE client_id = ANY($1::uuid[])', [around]);
  await tx.query('INSERT INTO client_person (client_id, person_id) SELECT * FROM unnest($1::uuid[], $2::uuid[])', [
    persons.map(([client]) => client),
    persons.map(([, person]) => person),
  ]);
};

/** The one id that all clients of a person share; of a client who is nobody else the own. */
export const personOf = async (tx: Tx, clientId: string): Promise<string> => {
  const rows: { id: string }[] = await tx.query('SELECT person_id AS id FROM client_person WHERE client_id = $1', [
    clientId,
  ]);
  return rows[0]?.id ?? clientId;
};
