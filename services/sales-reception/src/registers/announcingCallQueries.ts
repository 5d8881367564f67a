import type { Tx } from '@shouwen/database';

type Announcing = { readonly siteId: string; readonly clientId: string; readonly before: Date };

/** SR-6.01: when the client last phoned before that instant, as the call register has it; null: no call of theirs is in it. */
export const lastRegisteredCallOf = async (tx: Tx, { siteId, clientId, before }: Announcing): Promise<Date | null> => {
  const rows = (await tx.query(
    `SELECT answered_at AS "answeredAt" FROM call_registration
     WHERE client_id = ANY(clients_of_person($2)) AND answered_at <= $3 AND registered_at <= $3 AND site_id = $1
     ORDER BY answered_at DESC LIMIT 1`,
    [siteId, clientId, before],
  )) as { answeredAt: Date }[];
  return rows[0]?.answeredAt ?? null;
};
