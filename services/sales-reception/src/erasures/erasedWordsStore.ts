import type { Tx } from '@shouwen/database';

/** Empties what staff typed about the client; told twice it changes nothing. */
export const emptyWordsAbout = async (tx: Tx, clientId: string, at: string): Promise<void> => {
  await tx.query('INSERT INTO erased_client (client_id, erased_at) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    clientId,
    at,
  ]);
  await tx.query('SELECT empty_words_about($1)', [clientId]);
  await tx.query('UPDATE client_contact SET next = NULL, next_on = NULL WHERE client_id = $1', [clientId]);
  await tx.query('UPDATE visit SET remark = NULL WHERE client_id = $1 AND remark IS NOT NULL', [clientId]);
  await tx.query(
    `UPDATE registration_correction c SET reason = '', details = c.details || '{"lookingFor": "", "budget": null, "companions": null}'
     FROM visit_registration r WHERE r.registration_id = c.registration_id AND r.client_id = $1`,
    [clientId],
  );
};
