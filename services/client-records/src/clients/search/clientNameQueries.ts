import type { Tx } from '@shouwen/database';

/** Of those who bear one name so many are looked at: the oldest records. */
const mostBearers = 50;

/** Who bears this name in any writing of it, whoever asks: for the trace, never for an answer. */
export const clientIdsNamed = async (tx: Tx, name: string): Promise<string[]> => {
  const rows: { id: string }[] = await tx.query(
    `SELECT id FROM client WHERE name_key = client_name_key($1) ORDER BY id LIMIT ${mostBearers}`,
    [name],
  );
  return rows.map(({ id }) => id);
};
