import type { Tx } from '@shouwen/database';

export const setClock = async (tx: Tx, clientId: string, nextOn: string): Promise<void> => {
  await tx.query(
    `INSERT INTO survey_clock (client_id, next_on) VALUES ($1, $2)
     ON CONFLICT (client_id) DO UPDATE SET next_on = $2`,
    [clientId, nextOn],
  );
};

export const stopClocks = async (tx: Tx, clientIds: readonly string[]): Promise<void> => {
  await tx.query('DELETE FROM survey_clock WHERE client_id = ANY($1::uuid[])', [clientIds]);
};

/** Clients whose year is over by that day, longest first; the row is the timer, and replicas take different ones. */
export const takeDueClocks = async (tx: Tx, today: string, limit: number): Promise<string[]> => {
  const rows: { id: string }[] = await tx.query(
    `SELECT client_id AS id FROM survey_clock WHERE next_on <= $1::date ORDER BY next_on, client_id LIMIT $2
     FOR UPDATE SKIP LOCKED`,
    [today, limit],
  );
  return rows.map(({ id }) => id);
};

/** When a person was asked last for the year, by whichever record, and when the first record was opened. */
export const yearOf = async (
  tx: Tx,
  clientIds: readonly string[],
): Promise<{ last: string | null; openedAt: Date }> => {
  const [row] = (await tx.query(
    `SELECT (SELECT max(asked_on) FROM survey WHERE occasion = 'yearly' AND client_id = ANY($1::uuid[])) AS last,
       (SELECT min(opened_at) FROM client WHERE id = ANY($1::uuid[])) AS "openedAt"`,
    [clientIds],
  )) as [{ last: string | null; openedAt: Date }];
  return row;
};
