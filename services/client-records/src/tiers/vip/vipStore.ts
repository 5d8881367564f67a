import type { Tx } from '@shouwen/database';
import type { Vip } from './vip.ts';

/** Two who promise something to one person wait for each other. */
export const lockVip = async (tx: Tx, clientId: string): Promise<void> => {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`vip:${clientId}`]);
};

export type NewVip = Omit<Vip, 'personId' | 'endedOn' | 'keyId' | 'wrappedKey'> & {
  readonly madeAt: Date;
  readonly madeBy: string;
};

export const insertVip = async (tx: Tx, vip: NewVip): Promise<void> => {
  await tx.query(
    `INSERT INTO client_vip (vip_id, client_id, site_id, carer, carer_id, services, promised_sealed, since, until, made_at, made_by,
       explanation_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      ...[
        vip.vipId,
        vip.clientId,
        vip.siteId,
        vip.carer,
        vip.carerId,
        vip.services,
        vip.promisedSealed,
        vip.since,
        vip.until,
      ],
      ...[vip.madeAt, vip.madeBy, vip.explanationId],
    ],
  );
};

type Ending = { readonly clientIds: readonly string[]; readonly on: string; readonly by: string };

/** Ends whatever is promised to these records, what is over by the calendar with its last day. Answers how many. */
export const endVips = async (tx: Tx, { clientIds, on, by }: Ending): Promise<number> => {
  const [, ended] = (await tx.query(
    `UPDATE client_vip SET ended_on = least($2::date, until), ended_by = $3
     WHERE client_id = ANY($1::uuid[]) AND ended_on IS NULL`,
    [clientIds, on, by],
  )) as [unknown, number];
  return ended;
};

/** Records whose promise is over by the calendar; replicas take different ones. */
export const takeOverVips = async (tx: Tx, today: string, limit: number): Promise<string[]> => {
  const rows: { clientId: string }[] = await tx.query(
    `SELECT client_id AS "clientId" FROM client_vip WHERE ended_on IS NULL AND until < $1::date ORDER BY until, vip_id LIMIT $2
     FOR UPDATE SKIP LOCKED`,
    [today, limit],
  );
  return rows.map(({ clientId }) => clientId);
};
