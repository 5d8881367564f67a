import type { Tx } from '@shouwen/database';

/**
 * All records of the person whose record this is: the surviving one first, then those merged into it, oldest first; only itself
 * when nothing was merged (CR-1.05). Whatever shows a client shows the rows of all of these.
 */
export const idsOfPerson = async (tx: Tx, clientId: string): Promise<string[]> => {
  const rows: { id: string }[] = await tx.query(
    `SELECT other.client_id AS id FROM client_person p JOIN client_person other ON other.person_id = p.person_id
     WHERE p.client_id = $1 ORDER BY other.client_id <> p.person_id, other.client_id`,
    [clientId],
  );
  return rows.length === 0 ? [clientId] : rows.map(({ id }) => id);
};

/** The surviving record of each of these; a record that was not merged is its own. */
export const personsOf = async (tx: Tx, clientIds: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const rows: { id: string; person: string }[] = await tx.query(
    'SELECT client_id AS id, person_id AS person FROM client_person WHERE client_id = ANY($1::uuid[])',
    [clientIds],
  );
  const merged = new Map(rows.map(({ id, person }) => [id, person]));
  return new Map(clientIds.map((id) => [id, merged.get(id) ?? id]));
};

/** The surviving record of this one. */
export const personOf = async (tx: Tx, clientId: string): Promise<string> =>
  (await personsOf(tx, [clientId])).get(clientId) ?? clientId;

/** SQL: the surviving record of the id in that column or parameter; computed once for a parameter. */
export const personSql = (id: string): string =>
  `coalesce((SELECT p.person_id FROM client_person p WHERE p.client_id = ${id}), ${id})`;

/** SQL: true for a record that was merged into another, and is not listed by itself any more. */
export const isMergedSql = (id: string): string =>
  `EXISTS (SELECT FROM client_person p WHERE p.client_id = ${id} AND p.person_id <> ${id})`;

/** Writes whose record each of these is; a person with a single record leaves no row. */
export const writePersons = async (tx: Tx, persons: ReadonlyMap<string, string>): Promise<void> => {
  const ids = [...persons.keys()];
  await tx.query('DELETE FROM client_person WHERE client_id = ANY($1::uuid[])', [ids]);
  const shared = new Set([...persons].filter(([id, person]) => id !== person).map(([, person]) => person));
  const rows = [...persons].filter(([, person]) => shared.has(person));
  await tx.query('INSERT INTO client_person (client_id, person_id) SELECT * FROM unnest($1::uuid[], $2::uuid[])', [
    rows.map(([id]) => id),
    rows.map(([, person]) => person),
  ]);
};

/** Whoever makes two records one, parts them, or relates persons takes this first; rare acts that wait for each other. */
export const lockPersons = async (tx: Tx): Promise<void> => {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('persons', 0))`);
};
